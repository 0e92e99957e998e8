import type { ReasonState } from '../reason';
import { sameValue } from '../reason-state';
import { differingParts, editedFields, mayChangeScope, partsOf } from './reason-parts';

interface TwoEdits {
  readonly base: ReasonState | undefined;
  readonly ours: ReasonState;
  readonly theirs: ReasonState;
}

/**
 * The scope revision of a reason that two sides edited: the declared changes of both add up unless they are one and the same
 * edit. That they are is seen by words alone: two split-offs leave no trace in the reason but its revision, and are two.
 *
 * @example mergedScope({ base: bill, ours: bill with 1, theirs: bill with 1 }) // 2
 */
export function mergedScope({ base, ours, theirs }: TwoEdits): number {
  const start = base?.scopeRevision ?? 0;
  const [one, other] = [ours.scopeRevision, theirs.scopeRevision];
  if (one === start) return other;
  if (other === start) return one;
  const bothRaised = one > start && other > start;
  return bothRaised && !isOneEdit({ base, ours, theirs }) ? one + other - start : Math.max(one, other);
}

function isOneEdit({ base, ours, theirs }: TwoEdits): boolean {
  const fields = editedFields(base, [ours, theirs]);
  const parts = {
    base: base === undefined ? new Map() : partsOf(base, fields),
    ours: partsOf(ours, fields),
    theirs: partsOf(theirs, fields),
  };
  const byOurs = differingParts(parts.base, parts.ours).filter(mayChangeScope);
  const byTheirs = differingParts(parts.base, parts.theirs).filter(mayChangeScope);
  if (byOurs.length === 0 || !sameValue(byOurs, byTheirs)) return false;
  return byOurs.every((part) => sameValue(parts.ours.get(part), parts.theirs.get(part)));
}
