import type { ReasonId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import { mustBeText, textLimits, type TextRule } from '../../../platform/text';
import type { MergeChoice, Resolution, ThreeTrees } from '../merge/merge-types';
import type { ResolutionFault, ResolutionFaultKind } from './rebase-problems';

/** How somebody wants a conflict to be settled; with VALUE a text, or the reason that is to be the parent or successor. */
export interface ResolutionWish {
  readonly conflictId: string;
  readonly choice: MergeChoice;
  readonly text: string | null;
  readonly reasonId: ReasonId | null;
}

type Fault = Pick<ResolutionFault, 'fault' | 'message'>;

const fault = (kind: ResolutionFaultKind, expected: string): Result<never, Fault> =>
  err({ fault: kind, message: expected });

/** The value as it would be stored, by the rules of the operation that sets it. */
export function resolutionOf(wish: ResolutionWish, trees: ThreeTrees): Result<Resolution, Fault> {
  const { conflictId, choice } = wish;
  const value = choice === 'VALUE' ? valueOf(wish, trees) : noValue(wish);
  return value.ok ? ok({ conflictId, choice, value: value.value }) : value;
}

function noValue({ conflictId, choice, text, reasonId }: ResolutionWish): Result<null, Fault> {
  if (text === null && reasonId === null) return ok(null);
  return fault('VALUE_NOT_EXPECTED', `${named(conflictId)}: expected no value with ${choice}, but got one`);
}

function valueOf(wish: ResolutionWish, trees: ThreeTrees): Result<string | null, Fault> {
  const part = partOf(wish.conflictId);
  if (part === 'parentId' || part === 'retirement') return reasonOf(wish, part, trees);
  return textOf(wish, part);
}

function reasonOf(
  { conflictId, text, reasonId }: ResolutionWish,
  part: string,
  trees: ThreeTrees,
): Result<ReasonId | null, Fault> {
  if (text !== null)
    return fault('VALUE_NOT_EXPECTED', `${named(conflictId)}: expected a reason, but got a text`);
  if (reasonId === null) {
    if (part === 'parentId') return ok(null);
    return fault('VALUE_MISSING', `${named(conflictId)}: expected the reason that succeeds, but got none`);
  }
  if ([trees.base, trees.ours, trees.theirs].some((tree) => tree.has(reasonId))) return ok(reasonId);
  const message = `${named(conflictId)}: expected a reason of these contents, but got ${reasonId}`;
  return fault('UNKNOWN_REASON', message);
}

function textOf({ conflictId, text, reasonId }: ResolutionWish, part: string): Result<string | null, Fault> {
  if (reasonId !== null)
    return fault('VALUE_NOT_EXPECTED', `${named(conflictId)}: expected a text, but got a reason`);
  if (text === null) {
    if (part !== 'code') return ok(null);
    return fault('VALUE_MISSING', `${named(conflictId)}: expected a code, but got none`);
  }
  const stored = mustBeText(text, ruleOf(part));
  return stored.ok ? stored : fault('MALFORMED_VALUE', `${named(conflictId)}: ${stored.problem.message}`);
}

function ruleOf(part: string): TextRule {
  const field = part.slice(0, 60);
  if (part === 'code') return { field, maxLength: textLimits.code };
  if (part.startsWith('note.')) return { field, maxLength: textLimits.note, multiline: true };
  return { field, maxLength: textLimits.label };
}

/** The part of a reason that the value of a conflict is for, which its id says. */
function partOf(conflictId: string): string {
  const [kind, , ...rest] = conflictId.split(':');
  switch (kind) {
    case 'FIELD':
      return rest.join(':');
    case 'CODE_COLLISION':
      return 'code';
    case 'CHILD_OF_RETIRED':
      return 'parentId';
    case 'RETIREMENT':
      return 'retirement';
    default:
      return 'label';
  }
}

/** As much of what came as can be shown. */
export const named = (conflictId: string): string => JSON.stringify(conflictId.slice(0, 120));
