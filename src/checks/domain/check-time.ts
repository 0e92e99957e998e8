import { LocalClock } from '../../contact/domain';
import { daysBetween, type Day, type Days } from '../../figures/domain';
import type { CheckSettings } from './check-settings';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Before the days that are checked, as many are what label shares are compared with. */
export const daysOfBaseline = 28;
/** Audits are closed now and then: those of the last four weeks are held against those of the twelve weeks before. */
const daysOfDrift = { later: 28, earlier: 84 } as const;
/** Days that are checked when nothing else is asked for. */
export const usualDays = 7;
export const mostDays = 366;

/**
 * When checks are due next after a moment, by the clock on the wall; where it is put forward over the hour, an hour later.
 * Null where nothing is scheduled.
 *
 * @example nextDue({ rhythm: 'DAILY', weekday: null, hour: 6 }, { timeZone: 'Europe/Amsterdam', after })
 * // 2026-03-02T05:00:00Z
 */
export function nextDue(
  { rhythm, weekday, hour }: Pick<CheckSettings, 'rhythm' | 'weekday' | 'hour'>,
  { timeZone, after }: { readonly timeZone: string; readonly after: Date },
): Date | null {
  if (rhythm === null) return null;
  const clock = LocalClock.of(timeZone);
  const today = midnightOf(clock.dayOf(after));
  // A week and a day, in case today's hour is past.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const midnight = today + ahead * dayMs;
    if (rhythm === 'WEEKLY' && weekdayOf(midnight) !== weekday) continue;
    const shown = midnight + hour * hourMs;
    const due = clock.momentOf(shown) ?? clock.momentOf(shown + hourMs);
    if (due !== null && due > after) return due;
  }
  return null;
}

/**
 * The whole days before a due run: one with DAILY, seven with WEEKLY.
 *
 * @example daysBefore(due, { rhythm: 'WEEKLY', timeZone }) // { from: '2026-02-23', until: '2026-03-02' }
 */
export function daysBefore(
  due: Date,
  { rhythm, timeZone }: { readonly rhythm: CheckSettings['rhythm']; readonly timeZone: string },
): Days {
  const until = LocalClock.of(timeZone).dayOf(due);
  return { from: dayAfter(until, rhythm === 'DAILY' ? -1 : -usualDays), until };
}

/** The days that label shares of other days are compared with. */
export const baselineOf = ({ from }: Days): Days => ({ from: dayAfter(from, -daysOfBaseline), until: from });

/**
 * The periods whose closed audits are compared where days are checked: they end with these days, and the later one holds all
 * of them.
 *
 * @example driftPeriodsOf({ from: '2026-03-30', until: '2026-03-31' }).later // { from: '2026-03-03', until: '2026-03-31' }
 */
export function driftPeriodsOf({ from, until }: Days): { readonly earlier: Days; readonly later: Days } {
  const usual = dayAfter(until, -daysOfDrift.later);
  const later = { from: from < usual ? from : usual, until };
  return { earlier: { from: dayAfter(later.from, -daysOfDrift.earlier), until: later.from }, later };
}

export const dayAfter = (day: Day, days: number): Day =>
  new Date(midnightOf(day) + days * dayMs).toISOString().slice(0, 10);

/** Whether there are days at all between the two, and not too many. */
export const areCheckable = ({ from, until }: Days): boolean => {
  const days = daysBetween(from, until);
  return days >= 1 && days <= mostDays;
};

const midnightOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** 1 is Monday. */
const weekdayOf = (midnight: number): number => new Date(midnight).getUTCDay() || 7;
