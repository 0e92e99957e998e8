import { err, ok, type Result } from '../../../platform/result';
import { byCodeUnits, mustBeText, textLimits } from '../../../platform/text';
import { ofReason, outOfRange, tooMany, type OperationProblem } from '../operation-problems';
import type { ReasonState, ResolutionTarget } from '../reason';

export const maxEntries = 200;
const maxTargetAmount = 100_000;

/** A value as it is kept, or why it cannot be. */
export type Stored<Item> = Result<Item, OperationProblem>;

export const isCount = (value: number, limit: number): boolean =>
  Number.isSafeInteger(value) && value >= 1 && value <= limit;

export const sortedSet = <Word extends string>(words: readonly Word[]): readonly Word[] =>
  [...new Set(words)].sort(byCodeUnits);

/** A span of time as it is kept; null is none. Refuses an amount that is no whole number from 1 to 100,000. */
export function storedTarget(
  { id }: ReasonState,
  field: string,
  target: ResolutionTarget | null,
): Stored<ResolutionTarget | null> {
  if (target === null) return ok(null);
  const { amount, unit, clock } = target;
  if (!isCount(amount, maxTargetAmount))
    return err(outOfRange(id, `${field}.amount`, { observed: amount, limit: maxTargetAmount }));
  return ok({ amount, unit, clock });
}

interface Entries<Item> {
  readonly reason: ReasonState;
  readonly field: string;
  readonly items: readonly Item[];
}

/** Each of a list as it is kept; the first that cannot be is the refusal, and so are more than 200. */
export function eachOf<Item, Kept = Item>(
  { reason, field, items }: Entries<Item>,
  store: (reason: ReasonState, item: Item) => Stored<Kept>,
): Stored<readonly Kept[]> {
  if (items.length > maxEntries) {
    return err(tooMany(reason.id, field, { observed: items.length, limit: maxEntries }));
  }
  const all: Kept[] = [];
  for (const item of items) {
    const stored = store(reason, item);
    if (!stored.ok) return stored;
    all.push(stored.value);
  }
  return ok(all);
}

export function storedWord(reason: ReasonState, field: string, word: string): Stored<string> {
  const stored = mustBeText(word, { field, maxLength: textLimits.name });
  return stored.ok ? stored : err(ofReason(stored.problem, reason.id));
}
