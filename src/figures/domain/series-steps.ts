import { daysBetween, monthsOf, nextMonth, plusDays, type Days } from './day';

export const seriesGrains = ['MONTH', 'WEEK'] as const;
export type SeriesGrain = (typeof seriesGrains)[number];

/**
 * The whole months, or the whole weeks counted from the first day, that lie in some days.
 *
 * @example wholeSteps({ from: '2025-01-15', until: '2025-03-20' }, 'MONTH') // [{ from: '2025-02-01', until: '2025-03-01' }]
 */
export function wholeSteps(days: Days, grain: SeriesGrain): readonly Days[] {
  if (grain === 'MONTH')
    return monthsOf(days)
      .map((month) => ({ from: month, until: nextMonth(month) }))
      .filter(({ from, until }) => from >= days.from && until <= days.until);
  const weeks = Math.floor(daysBetween(days.from, days.until) / 7);
  return Array.from({ length: weeks }, (_, week) => ({
    from: plusDays(days.from, 7 * week),
    until: plusDays(days.from, 7 * week + 7),
  }));
}
