const instant = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)$/i;
const day = /^\d{4}-\d\d-\d\d$/;
const hourMs = 3_600_000;

/**
 * The moment that a cell names: an instant with its offset, or a day, which starts at midnight in the time zone. Null where it is
 * neither, or is not in the calendar.
 *
 * @example momentOfCell('2020-04-08', 'Europe/Amsterdam') // 2020-04-07T22:00:00.000Z
 */
export function momentOfCell(text: string, timeZone: string): Date | null {
  const isInstant = instant.test(text);
  if (!isInstant && !day.test(text)) return null;
  const midnight = midnightOf(text.slice(0, 10));
  if (midnight === null) return null;
  return isInstant ? validDate(new Date(text.replace(' ', 'T'))) : startOfDay(midnight, timeZone);
}

/** Null for a day that the month does not have: it would roll over into the next one. */
function midnightOf(text: string): Date | null {
  const midnight = validDate(new Date(`${text}T00:00:00Z`));
  return midnight?.toISOString().slice(0, 10) === text ? midnight : null;
}

const validDate = (date: Date): Date | null => (Number.isNaN(date.getTime()) ? null : date);

/** The first moment of a day in a zone: where clocks are put forward at midnight there is none at 00:00. */
function startOfDay(midnightUtc: Date, timeZone: string): Date {
  const wanted = midnightUtc.toISOString().slice(0, 10);
  const guess = midnightUtc.getTime() - offsetMs(midnightUtc, timeZone);
  const candidates = [guess - hourMs, guess, guess + hourMs].map((moment) => new Date(moment));
  const starts = candidates.filter((moment) => localDay(moment, timeZone) === wanted);
  return (
    starts.find((moment) => localDay(new Date(moment.getTime() - 1), timeZone) !== wanted) ?? new Date(guess)
  );
}

function offsetMs(at: Date, timeZone: string): number {
  const local = new Date(at.toLocaleString('en-US', { timeZone }));
  const utc = new Date(at.toLocaleString('en-US', { timeZone: 'UTC' }));
  return local.getTime() - utc.getTime();
}

const localDay = (at: Date, timeZone: string): string => at.toLocaleDateString('sv-SE', { timeZone });
