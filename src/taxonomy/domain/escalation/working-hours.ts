import type { LocalClock } from '../../../platform/local-clock';
import { err, ok, type Result } from '../../../platform/result';
import type { ResolutionTarget } from '../reason';

/** The days of the week in the order in which they are counted. */
export const weekdays = [
  'SUNDAY',
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
] as const;
export type Weekday = (typeof weekdays)[number];

/** When people work: on these days, between two minutes of the day. */
export interface WorkingHours {
  readonly days: readonly Weekday[];
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** Monday to Friday, from nine to five. */
export const usualHours: WorkingHours = {
  days: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
  fromMinute: 9 * 60,
  untilMinute: 17 * 60,
};

/**
 * Working hours from times of day. Refused, in words: no day, a time that is none, an end that does not come after its beginning.
 *
 * @example workingHours({ days: ['MONDAY'], from: '09:00', until: '17:00' }) // ok: 540 to 1,020
 */
export function workingHours(given: {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly until: string;
}): Result<WorkingHours, string> {
  const days = weekdays.filter((day) => given.days.includes(day));
  if (days.length === 0) return err('expected at least one day of the week, but got none');
  const [fromMinute, untilMinute] = [minuteOf(given.from), minuteOf(given.until)];
  if (fromMinute === null || untilMinute === null) {
    const came = JSON.stringify((fromMinute === null ? given.from : given.until).slice(0, 20));
    return err(`expected a time of day from 00:00 to 24:00, but got ${came}`);
  }
  if (untilMinute <= fromMinute) return err(`expected an end after ${given.from}, but got ${given.until}`);
  return ok({ days, fromMinute, untilMinute });
}

function minuteOf(time: string): number | null {
  const [, hours = '', minutes = ''] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  const isTime = hours !== '' && Number(minutes) < 60 && minute <= 24 * 60;
  return isTime ? minute : null;
}

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const dayMs = 86_400_000;
const lastMoment = Date.UTC(9999, 11, 31);
const minutesOf = { MINUTE: 1, HOUR: 60, DAY: 1440 } as const;

/**
 * When a span of time is over that begins at a moment. Minutes and hours of calendar time are counted as they pass; a day of it
 * ends when the clock on the wall of the time zone shows the same, or the next time it does show. Of working time only working
 * hours count, by that clock too, and a day is as long as one day's working hours. Null: after the year 9999.
 *
 * @example endOfSpan({ amount: 1, unit: 'DAY', clock: 'WORKING' }, fridayAtNoon, { clock, hours: usualHours }) // Monday at noon
 */
export function endOfSpan(
  { amount, unit, clock: counted }: ResolutionTarget,
  from: Date,
  { clock, hours }: { readonly clock: LocalClock; readonly hours: WorkingHours },
): Date | null {
  const start = clock.shownAt(from);
  const end =
    counted === 'WORKING'
      ? momentShown(workedThrough(amount * workingMinutes(unit, hours), start, hours), { from, clock })
      : unit === 'DAY'
        ? momentShown(start + amount * dayMs, { from, clock })
        : new Date(from.getTime() + amount * minutesOf[unit] * minuteMs);
  return end.getTime() > lastMoment || Number.isNaN(end.getTime()) ? null : end;
}

const workingMinutes = (unit: ResolutionTarget['unit'], { fromMinute, untilMinute }: WorkingHours): number =>
  unit === 'DAY' ? untilMinute - fromMinute : minutesOf[unit];

/** What the clock shows when as much has been worked. A span that ends with a working day ends on that day. */
function workedThrough(minutes: number, start: number, hours: WorkingHours): number {
  const aWeek = hours.days.length * (hours.untilMinute - hours.fromMinute) * minuteMs;
  const today = Math.floor(start / dayMs) * dayMs;
  let left = minutes * minuteMs;
  let skipped = 0;
  // Two weeks day by day, and what lies between them at once: a span may be of a thousand years.
  for (let passed = 0; passed < 14; passed += 1) {
    if (passed === 7) {
      const weeks = Math.ceil(left / aWeek) - 1;
      left -= weeks * aWeek;
      skipped = weeks * 7 * dayMs;
    }
    const day = today + passed * dayMs + skipped;
    if (!hours.days.includes(weekdayOf(day))) continue;
    const opens = Math.max(start, day + hours.fromMinute * minuteMs);
    const closes = day + hours.untilMinute * minuteMs;
    if (closes - opens >= left) return opens + left;
    left -= Math.max(0, closes - opens);
  }
  return Number.NaN;
}

/** The first day of all was a Thursday. */
const weekdayOf = (day: number): Weekday => weekdays[(((day / dayMs + 4) % 7) + 7) % 7] ?? 'SUNDAY';

/**
 * The moment at which the clock shows a time. Where it was put forward over it, the moment at which it was; where it shows it
 * twice, the later one if that is as far from the beginning as it shows, since nothing ends before it begins.
 */
function momentShown(
  shown: number,
  { from, clock }: { readonly from: Date; readonly clock: LocalClock },
): Date {
  if (Number.isNaN(shown) || shown > lastMoment) return new Date(Number.NaN);
  const passed = new Date(from.getTime() + shown - clock.shownAt(from));
  if (clock.shownAt(passed) === shown) return passed;
  const exact = clock.momentOf(shown);
  if (exact !== null) return exact;
  // Clocks are changed at quarters of an hour.
  for (let at = Math.ceil(shown / quarterMs) * quarterMs; at <= shown + dayMs; at += quarterMs) {
    const moment = clock.momentOf(at);
    if (moment !== null) return moment;
  }
  return new Date(shown);
}
