import type { TaxonomyId } from '../../platform/ids';
import { CallerError } from '../../platform/caller-error';
import { rowsOf, type Sql } from '../../platform/database/sql';
import {
  columnOfDimension,
  monthOf,
  nextMonth,
  observableFrom,
  removedValue,
  usageDimensions,
  usagePlan,
  type DayRange,
  type UsageCube,
  type UsageDimension,
  type UsageDimensions,
  type UsagePart,
} from '../domain';
import { cellsOf } from '../persistence/usage-cells';
import { inContacts } from '../persistence/usage.repository';
import { isAmong, literalDay, narrowedBy, onDays, type UsageWindow } from './contact-window';

export type { UsageWindow } from './contact-window';

/** What counts are grouped by. A month is given as its first day. */
export interface UsageGroups extends UsageDimensions {
  readonly day: string;
  readonly month: string;
}
export type Dimension = keyof UsageGroups;

export type UsageRow<By extends Dimension> = Pick<UsageGroups, By> & { readonly contacts: number };

/**
 * How many contacts there are by what is asked for, in no order; groups without a contact are not listed. Read from the
 * counts that each ingest keeps, and from the contacts themselves only for days of a month that is cut when more is asked
 * for than reason, version, channel and department.
 *
 * @example await usageCounts(sql, { taxonomyId, from: '2026-01-01', until: '2026-07-01' }, ['reason', 'month'])
 * // [{ reason: '0190...', month: '2026-01-01', contacts: 12 }, ...]
 */
export const usageCounts = <By extends Dimension>(
  sql: Sql,
  window: UsageWindow,
  groupBy: readonly By[],
): Promise<readonly UsageRow<By>[]> => counted(sql, { window, groupBy, recodedOnly: false, timed: false });

/** As `usageCounts`, of the contacts alone that have an initial reason and a final one. */
export const recodingCounts = <By extends Dimension>(
  sql: Sql,
  window: UsageWindow,
  groupBy: readonly By[],
): Promise<readonly UsageRow<By>[]> => counted(sql, { window, groupBy, recodedOnly: true, timed: false });

export type HandlingRow<By extends Dimension> = UsageRow<By | 'handling'> & {
  /** How long its contacts took together. */
  readonly seconds: number;
};

/** As `usageCounts`, by the band of the handle time as well, with the seconds added up. */
export const handlingCounts = <By extends Dimension>(
  sql: Sql,
  window: UsageWindow,
  groupBy: readonly By[],
): Promise<readonly HandlingRow<By>[]> =>
  counted(sql, { window, groupBy: [...groupBy, 'handling'], recodedOnly: false, timed: true });

export interface UnmappedRow {
  readonly field: string;
  /** What came, shortened. */
  readonly value: string;
  readonly contacts: number;
}

/** What came in fields of contacts that means nothing here and was kept all the same, the commonest first. */
export async function unmappedCounts(
  sql: Sql,
  { taxonomyId, from, until, without = [] }: Pick<UsageWindow, 'taxonomyId' | 'from' | 'until' | 'without'>,
  limit = 1_000,
): Promise<readonly UnmappedRow[]> {
  const uncounted = await uncountedMonths(sql, taxonomyId);
  return rowsOf<UnmappedRow>(
    sql,
    `SELECT field, value, sum(contacts)::integer AS contacts FROM (
       SELECT field, value, contacts FROM unmapped_count
       WHERE taxonomy_id = $1 AND day >= $2::date AND day < $3::date
         AND date_trunc('month', day::timestamp)::date <> ALL ($5::date[])
       UNION ALL
       SELECT given.field, given.value, 1 FROM contact c, jsonb_each_text(c.unmapped) AS given (field, value)
       WHERE c.taxonomy_id = $1 AND c.day >= $2::date AND c.day < $3::date
         AND date_trunc('month', c.day::timestamp)::date = ANY ($5::date[])
       UNION ALL
       SELECT given.field, CASE WHEN date_trunc('month', c.day::timestamp)::date = ANY ($7::date[]) THEN '${removedValue}'
         ELSE given.value END, -1 FROM contact c, jsonb_each_text(c.unmapped) AS given (field, value)
       WHERE c.taxonomy_id = $1 AND c.day >= $2::date AND c.day < $3::date AND ${isAmong('$6')}) AS unmapped
     GROUP BY field, value HAVING sum(contacts) > 0 ORDER BY 3 DESC, 1, 2 LIMIT $4`,
    [taxonomyId, from, until, limit, uncounted, without, await purgedMonths(sql, taxonomyId)],
  );
}

export interface RejectionCount {
  /** Null: the whole line. */
  readonly field: string | null;
  readonly code: string;
  readonly faults: number;
}

/** Faults for which rows of files were not taken, by when the file came: what was not taken has no day of its own. */
export const rejectionCounts = (
  sql: Sql,
  window: { readonly taxonomyId: TaxonomyId; readonly from: Date; readonly until: Date },
): Promise<readonly RejectionCount[]> =>
  rowsOf<RejectionCount>(
    sql,
    `SELECT field, code, count(*)::integer AS faults FROM ingest_rejection
     WHERE taxonomy_id = $1 AND recorded_at >= $2 AND recorded_at < $3 GROUP BY 1, 2 ORDER BY 3 DESC, 2, 1`,
    [window.taxonomyId, window.from, window.until],
  );

interface Question {
  readonly window: UsageWindow;
  readonly groupBy: readonly Dimension[];
  readonly recodedOnly: boolean;
  /** Whether the seconds of handling are added up, too. */
  readonly timed: boolean;
}

/** Asked before the counts: a month that is counted in between was then read from its contacts, which is the same. */
async function uncountedMonths(sql: Sql, taxonomyId: TaxonomyId): Promise<readonly string[]> {
  const rows = await rowsOf<{ month: string }>(
    sql,
    `SELECT month::text AS month FROM usage_month WHERE taxonomy_id = $1 AND NOT counted ORDER BY month`,
    [taxonomyId],
  );
  return rows.map(({ month }) => month);
}

/** In order; empty where every contact that was recorded is there. */
async function purgedMonths(sql: Sql, taxonomyId: TaxonomyId): Promise<readonly string[]> {
  const rows = await rowsOf<{ month: string }>(
    sql,
    `SELECT month::text AS month FROM usage_month WHERE taxonomy_id = $1 AND purged_at IS NOT NULL ORDER BY month`,
    [taxonomyId],
  );
  return rows.map(({ month }) => month);
}

/** What no count tells could only be counted from contacts: where some of them went, that would be less than there were. */
async function mustBeObservable(sql: Sql, taxonomyId: TaxonomyId, plan: readonly UsagePart[]): Promise<void> {
  const fromContacts = plan.filter(({ cube }) => cube === null);
  if (fromContacts.length === 0) return;
  const purged = await purgedMonths(sql, taxonomyId);
  const lost = purged.find((month) =>
    fromContacts.some(({ from, until }) => nextMonth(month) > from && month < until),
  );
  if (lost === undefined) return;
  const observable = observableFrom(purged.map((month) => ({ month, purgedAt: new Date(0) })));
  throw new CallerError(
    'NOT_OBSERVABLE',
    `expected whole months, or days from ${observable} on, but this is to be counted from contacts of ${lost.slice(0, 7)}, which are not kept any more`,
  );
}

async function counted<Row>(sql: Sql, question: Question): Promise<readonly Row[]> {
  const { window, groupBy, recodedOnly, timed } = question;
  if (window.from >= window.until) return [];
  const { conditions, dimensions, values: given } = narrowedBy(window, 2);
  const groups = [...new Set<Dimension>(groupBy)];
  const grouped = usageDimensions.filter((dimension) => groups.includes(dimension));
  const plan = usagePlan({
    ...{ from: window.from, until: window.until, byDay: groups.includes('day'), recodedOnly },
    dimensions: [...new Set([...grouped, ...dimensions])],
    uncounted: await uncountedMonths(sql, window.taxonomyId),
  });
  await mustBeObservable(sql, window.taxonomyId, plan);
  const { without = [] } = window;
  const values = [...given, ...(without.length === 0 ? [] : [without])];
  const asked = { groups, conditions, narrowing: dimensions, recodedOnly, timed };
  const parts = [
    ...plan.map((part) => partOf(part, asked)),
    ...(without.length === 0 ? [] : [leftOut(window, asked, `$${given.length + 2}`)]),
  ];
  const places = groups.map((_, at) => at + 1).join(', ');
  const sums = ['sum(contacts)::integer AS contacts', ...(timed ? ['sum(seconds)::float8 AS seconds'] : [])];
  return rowsOf<Row>(
    sql,
    `SELECT ${[...groups.map(shown), ...sums].join(', ')}
     FROM (${parts.join('\nUNION ALL\n')}) AS part
     ${groups.length === 0 ? '' : `GROUP BY ${places}`} HAVING sum(contacts) > 0`,
    [window.taxonomyId, ...values],
  );
}

type PartOfQuestion = Omit<Question, 'window' | 'groupBy'> & {
  readonly groups: readonly Dimension[];
  readonly conditions: readonly string[];
  /** What the conditions are about. */
  readonly narrowing: readonly UsageDimension[];
};

function partOf(part: UsagePart, asked: PartOfQuestion): string {
  const { groups, conditions, timed } = asked;
  const isOfContacts = part.cube === null;
  const columns = groups.map((group) => `${expressionOf(group, part.cube)} AS "${group}"`);
  const sums = [
    `${isOfContacts ? 'count(*)' : 'sum(contacts)'} AS contacts`,
    ...(timed ? [`coalesce(sum(${isOfContacts ? 'handle_seconds' : 'seconds'}), 0) AS seconds`] : []),
  ];
  const { from, where } = part.cube === null ? contactsIn(part, asked) : cellsIn(part, part.cube, asked);
  const all = [...where, ...conditions];
  return `SELECT ${[...columns, ...sums].join(', ')} FROM ${from}
    ${all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`}
    ${groups.length === 0 ? '' : `GROUP BY ${groups.map((_, at) => at + 1).join(', ')}`}`;
}

const contactsIn = (days: DayRange, { recodedOnly }: PartOfQuestion) => ({
  from: 'contact',
  where: ['taxonomy_id = $1', ...onDays(days), ...recodedOf(recodedOnly)],
});

/** Of cells no more is unpacked than is asked for. */
function cellsIn({ from, until }: DayRange, cube: UsageCube, { groups, narrowing }: PartOfQuestion) {
  const dimensions = cube.by.filter(
    (dimension) => groups.includes(dimension) || narrowing.includes(dimension),
  );
  const isByDay = cube.grain === 'DAY';
  const columns = [
    ...(isByDay ? ['day'] : []),
    ...dimensions.map((dimension) => columnOfDimension[dimension]),
  ];
  const months = `month >= '${literalDay(monthOf(from))}' AND month < '${literalDay(until)}'`;
  return {
    from: `(${cellsOf(cube, columns, months)}) AS cell`,
    where: isByDay ? [`day >= '${literalDay(from)}' AND day < '${literalDay(until)}'`] : [],
  };
}

/** What was counted of contacts that are left out, to be taken off again: no count knows single contacts. */
function leftOut(days: DayRange, asked: PartOfQuestion, ids: string): string {
  const { groups, conditions, timed } = asked;
  const part = partOf(
    { cube: null, from: days.from, until: days.until },
    { ...asked, conditions: [...conditions, isAmong(ids)] },
  );
  const sums = ['-contacts AS contacts', ...(timed ? ['-seconds AS seconds'] : [])];
  return `SELECT ${[...groups.map((group) => `"${group}"`), ...sums].join(', ')} FROM (${part}) AS left_out`;
}

const recodedOf = (recodedOnly: boolean): readonly string[] =>
  recodedOnly ? ['initial_reason_id IS NOT NULL', 'reason_id IS NOT NULL'] : [];

/** Days are texts once they are counted: there are far fewer of them then. */
const shown = (group: Dimension): string =>
  group === 'day' || group === 'month' ? `"${group}"::text AS "${group}"` : `"${group}"`;

function expressionOf(group: Dimension, cube: UsagePart['cube']): string {
  if (group === 'day') return 'day';
  if (group === 'month') return cube === null ? `date_trunc('month', day::timestamp)::date` : 'month';
  return cube === null ? inContacts(group) : columnOfDimension[group];
}
