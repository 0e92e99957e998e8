import { byCodeUnits } from '../../platform/text';
import { daysBetween, plusDays, type Day, type Days } from './day';

/** How many contacts a day had, of the days with any. */
export interface DayCount {
  readonly day: Day;
  readonly contacts: number;
}

/** A silence in which so many contacts were to be expected is no chance: of 7 expected none come once in a thousand times. */
const fewestExpected = 7;

/**
 * The part of some days in which contacts came in at all. A desk that sends none any more, or none yet, is not one whose
 * contacts fell: a silence at the edge counts as no data where at least seven contacts were to be expected in it, and it is
 * longer than any between two days with contacts. Null where nothing is left.
 *
 * @param known the days by which it is judged how many contacts were to be expected: of one or more spans, each in itself
 *
 * @example observedSpan({ from: '2025-01-01', until: '2025-03-01' }, [daysOfJanuary]) // { from: '2025-01-01', until: '2025-02-01' }
 */
export function observedSpan(span: Days, known: readonly (readonly DayCount[])[]): Days | null {
  const perDay = contactsPerDay(known);
  const longest = Math.max(0, ...known.map(longestSilence));
  const own = known
    .flat()
    .filter(({ day, contacts }) => contacts > 0 && day >= span.from && day < span.until)
    .map(({ day }) => day)
    .sort(byCodeUnits);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return null;
  const isSilence = (days: number): boolean => days > longest && days * perDay >= fewestExpected;
  return {
    from: isSilence(daysBetween(span.from, first)) ? first : span.from,
    until: isSilence(daysBetween(plusDays(last, 1), span.until)) ? plusDays(last, 1) : span.until,
  };
}

/** Over the days from the first to the last with a contact. */
function contactsPerDay(known: readonly (readonly DayCount[])[]): number {
  let [contacts, days] = [0, 0];
  for (const span of known) {
    const active = activeDays(span);
    const [first, last] = [active[0], active.at(-1)];
    if (first === undefined || last === undefined) continue;
    days += daysBetween(first, last) + 1;
    contacts += span.reduce((sum, one) => sum + one.contacts, 0);
  }
  return days === 0 ? 0 : contacts / days;
}

function longestSilence(span: readonly DayCount[]): number {
  const active = activeDays(span);
  return Math.max(0, ...active.slice(1).map((day, at) => daysBetween(active[at] ?? day, day) - 1));
}

const activeDays = (span: readonly DayCount[]): readonly Day[] =>
  span
    .filter(({ contacts }) => contacts > 0)
    .map(({ day }) => day)
    .sort(byCodeUnits);
