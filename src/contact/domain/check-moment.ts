import { err, ok, type Result } from '../../platform/result';
import { shown, type ContactFault } from './contact-fault';
import type { LocalClock } from '../../platform/local-clock';

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:[0-5]\d)?$/;
/** Nowhere are clocks further from UTC. */
const widestOffsetMs = 14 * 3_600_000;
const firstMoment = Date.UTC(1970, 0, 1);
const minuteMs = 60_000;

/**
 * The moment that a text names: ISO 8601, and by the clock of the taxonomy's time zone where it has no zone of its own.
 *
 * @example checkMoment('2026-07-01 09:30:00', { clock: LocalClock.of('Europe/Amsterdam'), now }) // ok: 07:30 in UTC
 */
export function checkMoment(
  given: string,
  { clock, now }: { readonly clock: LocalClock; readonly now: Date },
): Result<Date, ContactFault> {
  const refused = (code: ContactFault['code'], expected: string): Result<Date, ContactFault> =>
    err({ field: 'occurredAt', code, observed: shown(given), expected });
  const plain = plainFace(given);
  const read = plain === null ? pattern.exec(given) : null;
  const face = plain ?? (read === null ? null : clockFace(read));
  if (face === null)
    return refused('MALFORMED_INSTANT', 'a time such as 2026-03-01T09:30:00, with or without a zone');
  const zone = read === null ? (given.endsWith('Z') ? 'Z' : undefined) : read[8];
  const offset = zone === undefined ? null : offsetOf(zone);
  if (offset !== null && Math.abs(offset) > widestOffsetMs)
    return refused('MALFORMED_INSTANT', 'a zone of at most 14 hours, such as +02:00');
  const moment = offset === null ? clock.momentOf(face) : new Date(face - offset);
  if (moment === null) return refused('NO_SUCH_LOCAL_TIME', 'a time that the clocks of the time zone showed');
  if (moment.getTime() < firstMoment || moment > now)
    return refused('INSTANT_OUT_OF_RANGE', `an instant from 1970 to now, which is ${now.toISOString()}`);
  return ok(moment);
}

/**
 * What most systems write, to the second or to the thousandth of it and in UTC or without a zone, is read digit by digit: of
 * millions of contacts each search for a pattern counts. Null for whatever else it may be.
 */
function plainFace(given: string): number | null {
  const length = given.endsWith('Z') ? given.length - 1 : given.length;
  if (length !== 19 && length !== 23) return null;
  const isPunctuated =
    given.charCodeAt(4) === dash &&
    given.charCodeAt(7) === dash &&
    (given.charCodeAt(10) === letterT || given.charCodeAt(10) === blank) &&
    given.charCodeAt(13) === colon &&
    given.charCodeAt(16) === colon &&
    (length === 19 || given.charCodeAt(19) === point);
  if (!isPunctuated) return null;
  const [year, month, day] = [numberAt(given, 0, 4), numberAt(given, 5, 2), numberAt(given, 8, 2)];
  const [hour, minute, second] = [numberAt(given, 11, 2), numberAt(given, 14, 2), numberAt(given, 17, 2)];
  const thousandths = length === 23 ? numberAt(given, 20, 3) : 0;
  const isOfCalendar = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  const isOfClock = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if (!isOfCalendar || !isOfClock || thousandths < 0) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second, thousandths);
}

const [dash, letterT, blank, colon, point] = [45, 84, 32, 58, 46];
const digit = 48;

/** Below zero where one of them is no digit. */
function numberAt(text: string, from: number, digits: number): number {
  let number = 0;
  for (let at = from; at < from + digits; at += 1) {
    const value = text.charCodeAt(at) - digit;
    if (value < 0 || value > 9) return -1;
    number = number * 10 + value;
  }
  return number;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** What the clock shows, as if in UTC; null for the 30th of February, or a quarter past twenty-five. */
function clockFace(read: RegExpExecArray): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = read
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const fraction = Number(`0.${read[7] ?? '0'}`);
  const face = Date.UTC(year, month - 1, day, hour, minute, second);
  const again = new Date(face);
  const isOfCalendar =
    again.getUTCMonth() === month - 1 && again.getUTCDate() === day && again.getUTCHours() === hour;
  return isOfCalendar && minute < 60 && second < 60 ? face + Math.floor(fraction * 1000) : null;
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * minuteMs;
}
