import { chanceCorrected } from '../../agreement/statistics';
import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import { add, type CrossTable } from './cross-table';
import { figure, noFigure, shareOf, sumOf, type Figure, type Share } from './share';

/** Contacts that came in with one reason and ended with another. */
export interface RecodingPair {
  readonly initialId: ReasonId;
  readonly finalId: ReasonId;
  /** Of all contacts with the initial reason. */
  readonly share: Share;
}

export interface Recoding {
  /** Of the contacts with both reasons, those whose reason was changed. */
  readonly rate: Share;
  /** The other part: how often the first reason was the last. */
  readonly agreement: Share;
  /** Cohen's kappa of initial against final reason: the agreement beyond what their frequencies give by chance. */
  readonly kappa: Figure;
  /** The most contacts first. */
  readonly pairs: readonly RecodingPair[];
}

/**
 * How initial reasons (rows) became final ones (columns). The two codings are not independent, since who corrects a reason
 * saw it: kappa says how far the first reason can be relied on, not how reliable coders are. Undefined: NO_CONTACTS;
 * CHANCE_AGREEMENT_IS_ONE where all contacts have one and the same reason.
 *
 * Source: Cohen 1960, Educ. Psych. Meas. 20:37-46.
 *
 * @example recodingOf(crossTable([{ row: a, column: a, count: 9 }, { row: a, column: b, count: 1 }])).rate.value // 0.1
 */
export function recodingOf(table: CrossTable<ReasonId, ReasonId>): Recoding {
  const pairs: RecodingPair[] = [];
  for (const [initialId, inRow] of table.cells) {
    const of = table.rowTotals.get(initialId) ?? 0;
    for (const [finalId, count] of inRow)
      if (finalId !== initialId) pairs.push({ initialId, finalId, share: shareOf(count, of) });
  }
  pairs.sort(
    (one, other) =>
      other.share.count - one.share.count ||
      byCodeUnits(one.initialId, other.initialId) ||
      byCodeUnits(one.finalId, other.finalId),
  );
  const changed = sumOf(pairs, ({ share }) => share.count);
  const { total } = table;
  return {
    ...{ rate: shareOf(changed, total), agreement: shareOf(total - changed, total) },
    ...{ kappa: kappaOf(table, total - changed), pairs },
  };
}

function kappaOf({ rowTotals, columnTotals, total }: CrossTable<ReasonId, ReasonId>, agreed: number): Figure {
  if (total === 0) return noFigure('NO_CONTACTS');
  const chance = sumOf(rowTotals, ([id, count]) => (count / total) * ((columnTotals.get(id) ?? 0) / total));
  const { value } = chanceCorrected(agreed / total, chance);
  return value === null ? noFigure('CHANCE_AGREEMENT_IS_ONE') : figure(value);
}

/** The contacts of each reason, of rows that hold more than that. */
export function contactsByReason(
  rows: Iterable<{ readonly reason: ReasonId; readonly contacts: number }>,
): ReadonlyMap<ReasonId, number> {
  const counts = new Map<ReasonId, number>();
  for (const { reason, contacts } of rows) add(counts, reason, contacts);
  return counts;
}
