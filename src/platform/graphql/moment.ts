import { CallerError } from '../caller-error';

const earliest = Date.parse('1900-01-01T00:00:00Z');
const end = Date.parse('+010000-01-01T00:00:00Z');

/** A moment that a caller named, or null; one far outside of any calendar that is kept here is the caller's mistake. */
export function mustBeMoment(moment: Date | null | undefined, field: string): Date | null {
  if (moment === null || moment === undefined) return null;
  if (moment.getTime() >= earliest && moment.getTime() < end) return moment;
  throw new CallerError(
    'BAD_USER_INPUT',
    `${field}: expected a moment between 1900 and 9999, but got another`,
  );
}
