import type { ReasonId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import { narrowedBy, isAmong, onDays, type UsageWindow } from './contact-window';

/** Reasons, as they were coded, that count as one and the same. */
export interface ReasonGroup {
  readonly reason: ReasonId;
  readonly version: number;
  readonly group: ReasonId;
}

export interface RepeatQuestion {
  readonly window: UsageWindow;
  readonly windowDays: number;
  /** A contact repeats another one where their reasons are of one group; null: whatever their reasons. */
  readonly groups: readonly ReasonGroup[] | null;
  /** From when on and until when contacts are there at all. */
  readonly observed: { readonly from: Date; readonly until: Date };
}

export interface RepeatRow {
  readonly reason: ReasonId | null;
  readonly version: number | null;
  /** Contacts whose customer is known, and whose reason is where it has to be the same. */
  readonly contacts: number;
  /** Those of them after which the whole window is observed, and those that were followed by another one within it. */
  readonly followable: number;
  readonly followed: number;
  /** Those before which the whole window is observed, and those that followed another one within it. */
  readonly precedable: number;
  readonly preceded: number;
}

/**
 * How many contacts of the window were followed by another one of the same customer within so many days, and how many
 * followed one, by reason. The filter narrows which contacts are looked at, and not which ones follow them. Time is
 * measured in hours, 24 a day.
 */
export function repeatCounts(sql: Sql, question: RepeatQuestion): Promise<readonly RepeatRow[]> {
  const { statement, values } = repeatStatement(question);
  return rowsOf<RepeatRow>(sql, statement, values);
}

/** Also for whoever wants to see how it is answered. */
export function repeatStatement({ window, windowDays, groups, observed }: RepeatQuestion) {
  const { conditions, values: narrowing } = narrowedBy(window, 5);
  const { without = [] } = window;
  const values: unknown[] = [window.taxonomyId, observed.from, observed.until, windowDays, ...narrowing];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const left = without.length === 0 ? [] : [`NOT ${isAmong(place(without))}`];
  const grouped =
    groups === null
      ? ''
      : `JOIN unnest(${place(groups.map(({ reason }) => reason))}::uuid[], ${place(groups.map(({ version }) => version))}::integer[],
           ${place(groups.map(({ group }) => group))}::uuid[]) AS g (reason, coded_in, reason_group)
           ON g.reason = reason_id AND g.coded_in = version`;
  const same = groups === null ? 'customer_key' : 'customer_key, reason_group';
  const where = ['taxonomy_id = $1', 'customer_key IS NOT NULL', ...onDays(window), ...left];
  const asked = conditions.length === 0 ? 'true' : `coalesce(${conditions.join(' AND ')}, false)`;
  const statement = `SELECT reason_id AS reason, version, count(*)::integer AS contacts,
       count(*) FILTER (WHERE followable)::integer AS followable,
       count(*) FILTER (WHERE followable AND next_at <= at_moment + span)::integer AS followed,
       count(*) FILTER (WHERE precedable)::integer AS precedable,
       count(*) FILTER (WHERE precedable AND previous_at >= at_moment - span)::integer AS preceded
     FROM (
       SELECT reason_id, version, occurred_at AS at_moment, make_interval(hours => 24 * $4::integer) AS span,
         ${asked} AS is_asked,
         occurred_at + make_interval(hours => 24 * $4::integer) <= $3::timestamptz AS followable,
         occurred_at - make_interval(hours => 24 * $4::integer) >= $2::timestamptz AS precedable,
         lead(occurred_at) OVER by_customer AS next_at, lag(occurred_at) OVER by_customer AS previous_at
       FROM contact ${grouped} WHERE ${where.join(' AND ')}
       WINDOW by_customer AS (PARTITION BY ${same} ORDER BY occurred_at, id)) AS seen
     WHERE is_asked GROUP BY reason_id, version`;
  return { statement, values };
}
