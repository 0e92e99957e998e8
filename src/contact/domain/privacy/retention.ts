import type { TaxonomyId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import type { Problem } from '../../../platform/problem';
import { nextMonth } from '../usage-plan';

/** How long the contacts of a taxonomy are kept; null: for ever. */
export interface Retention {
  readonly taxonomyId: TaxonomyId;
  readonly months: number | null;
  readonly revision: number;
}

/** A month of counts, as its first day, and since when its contacts go or are gone; null: they are all there. */
export interface ObservedMonth {
  readonly month: string;
  readonly purgedAt: Date | null;
}

export interface RetentionRefused extends Problem {
  readonly code: 'RETENTION_REFUSED';
  readonly observed: number;
  readonly limit: number;
}

const mostMonths = 1_200;

/** Whether contacts can be kept so long: a whole number of months from 1 to 1,200, or for ever. */
export function mustBeRetention(months: number | null): Result<number | null, RetentionRefused> {
  if (months === null || (Number.isSafeInteger(months) && months >= 1 && months <= mostMonths))
    return ok(months);
  const message = `months: expected a whole number from 1 to ${mostMonths}, or null for ever, but got ${months}`;
  return err({ code: 'RETENTION_REFUSED', observed: months, limit: mostMonths, message });
}

/**
 * The first day whose contacts are kept: the first of the month that was not over yet so many months ago. Whole months go, since
 * that is what figures are counted by.
 *
 * @example keptFrom(1, '2026-11-26') // '2026-10-01': September was over on 26 October, October was not
 */
export function keptFrom(months: number, today: string): string {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}

/**
 * The first day from which on every contact that was recorded is there to be counted one by one; null: of all days. Figures that
 * are counted from contacts can be told from it on, those of the counts that are kept of every day.
 *
 * @example observableFrom([{ month: '2025-01-01', purgedAt }, { month: '2025-02-01', purgedAt: null }]) // '2025-02-01'
 */
export function observableFrom(months: readonly ObservedMonth[]): string | null {
  const purged = months.flatMap(({ month, purgedAt }) => (purgedAt === null ? [] : [month])).sort();
  const last = purged.at(-1);
  return last === undefined ? null : nextMonth(last);
}

/**
 * The first day of which contacts are still taken: not before what the policy keeps, nor into months whose contacts went, of
 * which nobody could tell any more whether they are counted.
 */
export function takenFrom(kept: string | null, observable: string | null): string | null {
  if (kept === null || observable === null) return kept ?? observable;
  return kept > observable ? kept : observable;
}
