import type { DepartmentId } from '../../platform/ids';
import type { AssignmentRecord, OwnerStatement } from './assignment';

/** A stretch of valid time for one department; `until` null is an open end. */
export interface Stretch {
  readonly departmentId: DepartmentId;
  readonly from: Date;
  readonly until: Date | null;
}

/** What a statement makes of what was recorded: records that are closed, and stretches recorded in their place. */
export interface TimelineChange {
  readonly closed: readonly AssignmentRecord[];
  readonly opened: readonly Stretch[];
  /** Until when the statement holds; null: an open end. */
  readonly until: Date | null;
}

/** Moments as numbers, an open end as infinity. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/**
 * A statement on top of what is recorded of one reason and role. Within its time the departments it names hold the role and no
 * others; outside of it all is as it was. A record that says the same already is left alone; one that overlaps is closed as a
 * whole and its rest recorded anew, so that what was believed before can always be asked for. Without an end of its own, the
 * statement holds until the next moment at which a record starts or ends: a hand-over that is settled for later stays.
 *
 * @example stated([{ departmentId: sales, validFrom: may, validUntil: null }], { departmentIds: [care], from: june, until: null })
 * // closed: that record; opened: sales from May until June, care from June on
 */
export function stated(
  records: readonly AssignmentRecord[],
  statement: Pick<OwnerStatement, 'departmentIds' | 'from' | 'until'>,
): TimelineChange {
  const within = { from: statement.from.getTime(), until: endOf(records, statement) };
  const named = new Set(statement.departmentIds);
  const closed: AssignmentRecord[] = [];
  const opened: Stretch[] = [];
  for (const record of records) {
    if (named.has(record.departmentId) || !overlaps(spanOf(record), within)) continue;
    closed.push(record);
    opened.push(...restOf(record, within));
  }
  for (const departmentId of named) {
    const own = records.filter((record) => record.departmentId === departmentId);
    if (own.some((record) => covers(spanOf(record), within))) continue;
    const joined = own.filter((record) => touches(spanOf(record), within));
    closed.push(...joined);
    opened.push(stretch(departmentId, unionOf([within, ...joined.map(spanOf)])));
  }
  return { closed, opened, until: dateOf(within.until) };
}

/**
 * Who holds the role at a moment, by what is recorded.
 *
 * @example holdersAt([{ departmentId: sales, validFrom: may, validUntil: june }], june) // []: the end is not in it
 */
export const holdersAt = (records: readonly AssignmentRecord[], at: Date): readonly DepartmentId[] =>
  records
    .filter((record) => record.validFrom <= at && (record.validUntil === null || at < record.validUntil))
    .map((record) => record.departmentId);

function endOf(
  records: readonly AssignmentRecord[],
  { from, until }: Pick<OwnerStatement, 'from' | 'until'>,
): number {
  if (until !== null) return until.getTime();
  const moments = records.map(spanOf).flatMap((span) => [span.from, span.until]);
  return Math.min(Infinity, ...moments.filter((moment) => moment > from.getTime()));
}

const spanOf = ({ validFrom, validUntil }: AssignmentRecord): Span => ({
  from: validFrom.getTime(),
  until: validUntil?.getTime() ?? Infinity,
});

const overlaps = (one: Span, other: Span): boolean => one.from < other.until && other.from < one.until;
const touches = (one: Span, other: Span): boolean => one.from <= other.until && other.from <= one.until;
const covers = (one: Span, other: Span): boolean => one.from <= other.from && one.until >= other.until;

const unionOf = (spans: readonly Span[]): Span => ({
  from: Math.min(...spans.map(({ from }) => from)),
  until: Math.max(...spans.map(({ until }) => until)),
});

/** What of a record lies before and after the statement. */
function restOf(record: AssignmentRecord, within: Span): readonly Stretch[] {
  const { from, until } = spanOf(record);
  const before = { from, until: within.from };
  const after = { from: within.until, until };
  return [before, after]
    .filter((span) => span.from < span.until)
    .map((span) => stretch(record.departmentId, span));
}

const stretch = (departmentId: DepartmentId, { from, until }: Span): Stretch => ({
  departmentId,
  from: new Date(from),
  until: dateOf(until),
});

const dateOf = (moment: number): Date | null => (moment === Infinity ? null : new Date(moment));
