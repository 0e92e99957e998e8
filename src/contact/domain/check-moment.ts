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
  const read = pattern.exec(given);
  const face = read === null ? null : clockFace(read);
  if (read === null || face === null)
    return refused('MALFORMED_INSTANT', 'a time such as 2026-03-01T09:30:00, with or without a zone');
  const zone = read[8];
  const offset = zone === undefined ? null : offsetOf(zone);
  if (offset !== null && Math.abs(offset) > widestOffsetMs)
    return refused('MALFORMED_INSTANT', 'a zone of at most 14 hours, such as +02:00');
  const moment = offset === null ? clock.momentOf(face) : new Date(face - offset);
  if (moment === null) return refused('NO_SUCH_LOCAL_TIME', 'a time that the clocks of the time zone showed');
  if (moment.getTime() < firstMoment || moment > now)
    return refused('INSTANT_OUT_OF_RANGE', `an instant from 1970 to now, which is ${now.toISOString()}`);
  return ok(moment);
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
