import type { ReasonId } from '../../platform/ids';
import type { Link } from './correspondence/correspondence';
import { deriveCorrespondence } from './correspondence/derive-correspondence';
import type { ReasonState } from './reason';
import type { ReasonTree } from './reason-tree';
import type { CompatibilityPolicy } from './taxonomy-policy';

/** A code in use that would not translate as the policy owes it. */
export interface BrokenCode {
  readonly reason: ReasonState;
  /** The active reasons that it would translate to. */
  readonly targets: number;
  /** Why its one target is not all of it and nothing else; null where the number of targets says it. */
  readonly because: 'SHARED_TARGET' | 'SCOPE_CHANGED' | 'NOT_ALL' | null;
}

/**
 * The codes in use that a next content breaks under the policy of its taxonomy: RESOLVABLE owes each at least one active reason,
 * EXACT one to one, so that two codes never become one, nor a code what counts something else; NONE owes nothing. All of them,
 * in the order of the tree.
 *
 * @example brokenCodes(v1, applied(v1, [retireAsOutdated(fax)]), 'RESOLVABLE') // [{ reason: fax, targets: 0, because: null }]
 */
export function brokenCodes(
  before: ReasonTree,
  after: ReasonTree,
  policy: CompatibilityPolicy,
): readonly BrokenCode[] {
  if (policy === 'NONE') return [];
  const { entries } = deriveCorrespondence(before, after);
  const linksOf = new Map(entries.map(({ source, links }) => [source, links]));
  return before.depthFirst().flatMap((reason) => {
    const links = linksOf.get(reason.id);
    // Not named: the same in both, and met by no other.
    if (links === undefined) return [];
    const because = policy === 'EXACT' ? inexactness(reason.id, links) : null;
    const isKept = policy === 'EXACT' ? links.length === 1 && because === null : links.length > 0;
    return isKept ? [] : [{ reason, targets: links.length, because }];
  });
}

function inexactness(source: ReasonId, links: readonly Link[]): BrokenCode['because'] {
  const [only, ...others] = links;
  if (only === undefined || others.length > 0) return null;
  if (only.kind === 'SCOPE_CHANGED' && only.target === source) return 'SCOPE_CHANGED';
  if (only.partialSource) return 'NOT_ALL';
  return only.partialTarget ? 'SHARED_TARGET' : null;
}
