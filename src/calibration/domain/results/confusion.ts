import { codeOf, confusionShare, missing, type AgreementCounts } from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';
import type { SessionData } from './session-data';
import type { UsedReasons } from './used-reasons';

/** Which reasons were chosen for the same items. */
export interface Confusion {
  /** The reasons of its rows and columns, in the order of the tree. */
  readonly reasons: readonly ReasonId[];
  /** Only those that are not 0. */
  readonly cells: readonly ConfusionCell[];
  /** The pairs most confused, first the one with the most coincidences. */
  readonly pairs: readonly ConfusedPair[];
}

/** How often, where one coder chose the row's reason, another chose the column's for the same item. */
export interface ConfusionCell {
  readonly row: number;
  readonly column: number;
  /** Krippendorff's coincidences: pairs of codings of one item, each item weighing as many codings as it has. */
  readonly coincidences: number;
}

export interface ConfusedPair {
  readonly one: ReasonId;
  readonly other: ReasonId;
  /** Coincidences of the two with each other, both ways. */
  readonly coincidences: number;
  /** Those, as a share of all codings with either of them. */
  readonly share: number;
  /** The items on which both were chosen. */
  readonly itemIds: readonly string[];
}

const mostPairs = 20;

/**
 * The confusion matrix over the reasons used, and the pairs that are mixed up most, with the items to discuss.
 *
 * @example confusionOf(session, counts, used).pairs[0] // { one, other, coincidences: 6, share: 0.31, itemIds: [...] }
 */
export function confusionOf(session: SessionData, counts: AgreementCounts, used: UsedReasons): Confusion {
  const cells = cellsOf(counts);
  const pairs = cells
    .filter(({ row, column }) => row < column)
    .sort(
      (one, other) =>
        other.coincidences - one.coincidences || one.row - other.row || one.column - other.column,
    )
    .slice(0, mostPairs)
    .map(({ row, column, coincidences }) => ({
      one: reasonAt(used, row),
      other: reasonAt(used, column),
      coincidences: 2 * coincidences,
      share: confusionShare(counts, row, column).value ?? 0,
      itemIds: itemsWithBoth(session, used, [row, column]),
    }));
  return { reasons: used.reasons, cells, pairs };
}

function cellsOf(counts: AgreementCounts): ConfusionCell[] {
  const sums = new Map<number, number>();
  for (const { size, pairs } of counts.bySize) {
    if (size < 2) continue;
    for (const [key, count] of pairs) sums.set(key, (sums.get(key) ?? 0) + count / (size - 1));
  }
  return [...sums]
    .sort(([one], [other]) => one - other)
    .flatMap(([key, coincidences]) => {
      const column = key % counts.categories;
      return coincidences === 0 ? [] : [{ row: (key - column) / counts.categories, column, coincidences }];
    });
}

function itemsWithBoth(
  { items, coders }: SessionData,
  { ratings }: UsedReasons,
  [one, other]: readonly [number, number],
): readonly string[] {
  return items.flatMap(({ id }, item) => {
    const chosen = coders.map((_, coder) => codeOf(ratings, item, coder)).filter((code) => code !== missing);
    return chosen.includes(one) && chosen.includes(other) ? [id] : [];
  });
}

function reasonAt({ reasons }: UsedReasons, category: number): ReasonId {
  const reason = reasons[category];
  if (reason === undefined) throw new Error(`there is no reason at ${category}`);
  return reason;
}
