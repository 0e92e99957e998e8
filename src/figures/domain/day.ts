/** A day of a taxonomy's time zone, as YYYY-MM-DD: such texts are in the order of the days. */
export type Day = string;

/** From the first day on, and before the second. */
export interface Days {
  readonly from: Day;
  readonly until: Day;
}

/**
 * The months that days lie in, each as its first day.
 *
 * @example monthsOf({ from: '2011-07-15', until: '2011-09-01' }) // ['2011-07-01', '2011-08-01']
 */
export function monthsOf({ from, until }: Days): readonly Day[] {
  const months: Day[] = [];
  for (let month = monthOf(from); month < until; month = nextMonth(month)) months.push(month);
  return months;
}

const monthOf = (day: Day): Day => `${day.slice(0, 8)}01`;

/** The first day of the month after that of a day. */
export function nextMonth(day: Day): Day {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/**
 * How many days there are from one on and before another.
 *
 * @example daysBetween('2011-07-01', '2011-08-01') // 31
 */
export const daysBetween = (from: Day, until: Day): number =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/**
 * The day so many days after another one.
 *
 * @example plusDays('2025-02-28', 1) // '2025-03-01'
 */
export const plusDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
