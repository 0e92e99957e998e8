import type { TaxonomyId } from '../../platform/ids';
import { copyRows, type CopyTarget } from '../../platform/database/copy';
import { rowsOf, type Sql } from '../../platform/database/sql';
import {
  columnOfDimension,
  handlingLimits,
  nextMonth,
  usageCube,
  usageCubes,
  type UnmappedDelta,
  type UsageChange,
  type UsageCube,
  type UsageDelta,
  type UsageDimension,
} from '../domain';
import { addedCells, addedCellsOf, cellsOf, columnsOf, measuresOf, storedCells } from './usage-cells';

/** Changes of a month from which on it is cheaper to count it anew than to add to its counts. */
export const manyChanges = 500;
/** Rows that small changes may have added to a month before it is counted anew. */
const manyLoose = 20_000;

interface Month {
  readonly month: string;
  readonly counted: boolean;
  readonly loose: number;
  /** Whether contacts of it went: its counts are never made of those that are left. */
  readonly purged: boolean;
}

/** The counts of contacts: what a change adds to them, and how they are counted anew. */
export class UsageRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * One at a time records contacts of a taxonomy, or counts them, until its transaction ends: so nobody records what
   * somebody else just did, and nobody waits for somebody who waits for them.
   */
  async lock(taxonomyId: TaxonomyId): Promise<void> {
    await this.sql.query(
      `INSERT INTO usage_ledger (taxonomy_id, counted_at) VALUES ($1, clock_timestamp())
       ON CONFLICT ON CONSTRAINT usage_ledger_pkey DO UPDATE SET counted_at = clock_timestamp()`,
      [taxonomyId],
    );
  }

  /** Takes a change into the counts of a taxonomy that is locked: added to them, or left to be counted with its month. */
  async add(taxonomyId: TaxonomyId, change: UsageChange): Promise<void> {
    const changes = change.months();
    const before = new Map((await this.months(taxonomyId)).map((month) => [month.month, month]));
    const after = Array.from(changes, ([month, contacts]): Month => {
      const { counted = true, loose = 0, purged = false } = before.get(month) ?? {};
      const isAdded = purged || (counted && contacts < manyChanges && loose < manyLoose);
      return { month, counted: isAdded, loose, purged };
    });
    const added = after.filter(({ counted }) => counted).map(({ month }) => month);
    const deltas = new Map(added.map((month) => [month, change.deltasOf(month)]));
    await this.addDeltas(taxonomyId, [...deltas.values()].flat());
    await this.addUnmapped(
      taxonomyId,
      added.flatMap((month) => change.unmappedOf(month)),
    );
    await this.keepMonths(
      taxonomyId,
      after.map((month) => ({ ...month, loose: month.loose + (deltas.get(month.month)?.length ?? 0) })),
    );
  }

  /** Counts a month if it is not counted, or (null) the earliest one that is not; answers how many are left. */
  async countMonthOrNext(taxonomyId: TaxonomyId, month: string | null): Promise<number> {
    const uncounted = (await this.months(taxonomyId)).filter(({ counted }) => !counted);
    const found = month === null ? uncounted[0] : uncounted.find((one) => one.month === month);
    if (found === undefined) return uncounted.length;
    await this.countMonth(taxonomyId, found.month);
    return uncounted.length - 1;
  }

  /** In how many rows the counts of a taxonomy are not what its contacts come to, counted one by one. */
  async differences(taxonomyId: TaxonomyId): Promise<number> {
    await this.sql.query(`SET LOCAL statement_timeout = 0`);
    let rows = 0;
    for (const cube of usageCubes)
      rows += await this.differing(taxonomyId, { kept: keptOf(cube), recount: recountOf(cube) });
    return rows + (await this.differing(taxonomyId, { kept: keptUnmapped, recount: recountUnmapped }));
  }

  /** Counts all months of a taxonomy anew, but those whose contacts went: what was counted of them is all there is. */
  async rebuild(taxonomyId: TaxonomyId): Promise<void> {
    for (const { month, purged } of await this.months(taxonomyId))
      if (!purged) await this.countMonth(taxonomyId, month);
  }

  /** Counts a month that is not counted, for the last time. */
  async countBeforePurge(taxonomyId: TaxonomyId, month: string): Promise<void> {
    const known = (await this.months(taxonomyId)).find((one) => one.month === month);
    if (known?.counted !== true) await this.countMonth(taxonomyId, month);
  }

  private months(taxonomyId: TaxonomyId): Promise<Month[]> {
    return rowsOf<Month>(
      this.sql,
      `SELECT month::text AS month, counted, loose, purged_at IS NOT NULL AS purged FROM usage_month WHERE taxonomy_id = $1 ORDER BY month`,
      [taxonomyId],
    );
  }

  private async keepMonths(taxonomyId: TaxonomyId, months: readonly Month[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO usage_month (taxonomy_id, month, counted, loose)
       SELECT $1::uuid, given.* FROM unnest($2::date[], $3::boolean[], $4::integer[]) AS given
       ON CONFLICT ON CONSTRAINT usage_month_pkey DO UPDATE SET counted = EXCLUDED.counted, loose = EXCLUDED.loose`,
      [
        ...[taxonomyId, months.map(({ month }) => month), months.map(({ counted }) => counted)],
        months.map(({ loose }) => loose),
      ],
    );
  }

  private async countMonth(taxonomyId: TaxonomyId, month: string): Promise<void> {
    const values = [taxonomyId, month, nextMonth(month)];
    await this.sql.query(`SET LOCAL statement_timeout = 0`);
    // What a month comes to is added up in memory, and not on disk.
    await this.sql.query(`SET LOCAL work_mem = '64MB'`);
    await this.sql.query(
      `DELETE FROM usage_count WHERE taxonomy_id = $1 AND cube = ANY ($3) AND month = $2`,
      [taxonomyId, month, usageCubes.map(({ name }) => name)],
    );
    await this.sql.query(
      `DELETE FROM unmapped_count WHERE taxonomy_id = $1 AND day >= $2::date AND day < $3::date`,
      values,
    );
    // The larger ones first: what is within them need not be counted contact by contact again.
    for (const cube of usageCubes.toReversed())
      await (cube.within === null
        ? this.sql.query(storedCells(cube, recountOfMonth(cube)), values)
        : this.sql.query(storedCells(cube, summedOf(cube, usageCube(cube.within))), [taxonomyId, month]));
    await this.sql.query(
      `INSERT INTO unmapped_count (taxonomy_id, day, field, value, contacts)
       SELECT $1::uuid, counted.* FROM (${recountUnmappedWhere(ofMonth)}) AS counted`,
      values,
    );
    await this.keepMonths(taxonomyId, [{ month, counted: true, loose: 0, purged: false }]);
  }

  private addDeltas(taxonomyId: TaxonomyId, deltas: readonly UsageDelta[]): Promise<void> {
    return copyRows(this.sql, addedCellsOf(taxonomyId), addedCells(deltas));
  }

  private addUnmapped(taxonomyId: TaxonomyId, deltas: readonly UnmappedDelta[]): Promise<void> {
    const target: CopyTarget<UnmappedDelta> = {
      table: 'unmapped_count',
      columns: ['taxonomy_id', 'day', 'field', 'value', 'contacts'],
      valuesOf: ({ day, field, value, contacts }) => [taxonomyId, day, field, value, contacts],
    };
    return copyRows(this.sql, target, deltas);
  }

  private async differing(
    taxonomyId: TaxonomyId,
    { kept, recount }: { readonly kept: string; readonly recount: string },
  ): Promise<number> {
    const [row] = await rowsOf<{ rows: number }>(
      this.sql,
      `WITH kept AS (${kept}), recount AS (${recount})
       SELECT count(*)::integer AS rows FROM (
         (TABLE kept EXCEPT TABLE recount) UNION ALL (TABLE recount EXCEPT TABLE kept)) AS differing`,
      [taxonomyId],
    );
    return row?.rows ?? 0;
  }
}

/** The moments bound the months that are looked into: no day is further from its moments than another one. */
const ofMonth = `AND day >= $2::date AND day < $3::date
  AND occurred_at >= $2::date::timestamp AT TIME ZONE 'UTC' - interval '1 day'
  AND occurred_at < $3::date::timestamp AT TIME ZONE 'UTC' + interval '1 day'`;
const areCounted = (month: string): string => `${month} NOT IN
  (SELECT u.month FROM usage_month u WHERE u.taxonomy_id = $1 AND (NOT u.counted OR u.purged_at IS NOT NULL))`;
const monthOfContact = `date_trunc('month', day::timestamp)::date`;
const ofCountedMonths = `AND ${areCounted(monthOfContact)}`;

/** A dimension as it is found in contacts, which keep the seconds that they took and not the band. */
export const inContacts = (dimension: UsageDimension): string =>
  dimension === 'handling'
    ? `width_bucket(handle_seconds, ARRAY[${handlingLimits.join(', ')}])`
    : columnOfDimension[dimension];

const sumsOf = (cube: UsageCube): string =>
  measuresOf(cube)
    .map((measure) => `sum(${measure})::${measure === 'contacts' ? 'integer' : 'bigint'} AS ${measure}`)
    .join(', ');

/** What is kept of a cube, without what takes itself away. */
function keptOf(cube: UsageCube): string {
  const columns = columnsOf(cube);
  const grouped = ['month', ...columns].join(', ');
  return `SELECT ${grouped}, ${sumsOf(cube)} FROM (${cellsOf(cube, columns, areCounted('month'))}) AS cell
    GROUP BY ${grouped} HAVING sum(contacts) <> 0`;
}

/** The counts of a month, of a cube within another one. */
function summedOf(cube: UsageCube, within: UsageCube): string {
  const columns = columnsOf(cube);
  const grouped = ['month', ...columns].join(', ');
  return `SELECT ${grouped}, ${sumsOf(cube)} FROM (${cellsOf(within, columns, 'month = $2')}) AS cell GROUP BY ${grouped}`;
}

const recountOf = (cube: UsageCube): string =>
  recounted(cube, { which: ofCountedMonths, month: monthOfContact });

/** Its first day is known: to work it out for each contact takes a seventh of the time. */
const recountOfMonth = (cube: UsageCube): string => recounted(cube, { which: ofMonth, month: '$2::date' });

function recounted(
  cube: UsageCube,
  { which, month }: { readonly which: string; readonly month: string },
): string {
  const own = cube.by.map((dimension) => `${inContacts(dimension)} AS ${columnOfDimension[dimension]}`);
  const columns = [`${month} AS month`, ...(cube.grain === 'DAY' ? ['day'] : []), ...own];
  const recoded = cube.recodedOnly ? 'AND initial_reason_id IS NOT NULL AND reason_id IS NOT NULL' : '';
  const seconds = cube.timed ? ', coalesce(sum(handle_seconds), 0)::bigint AS seconds' : '';
  return `SELECT ${columns.join(', ')}, count(*)::integer AS contacts${seconds} FROM contact
    WHERE taxonomy_id = $1 ${which} ${recoded} GROUP BY ${placesOf(columns)}`;
}

const placesOf = (columns: readonly string[]): string => columns.map((_, at) => at + 1).join(', ');

const keptUnmapped = `SELECT day, field, value, sum(contacts)::integer AS contacts FROM unmapped_count
  WHERE taxonomy_id = $1 ${ofCountedMonths} GROUP BY 1, 2, 3 HAVING sum(contacts) <> 0`;
const recountUnmappedWhere = (
  which: string,
): string => `SELECT day, field, value, count(*)::integer AS contacts
  FROM contact, jsonb_each_text(unmapped) AS given (field, value)
  WHERE taxonomy_id = $1 AND unmapped IS NOT NULL ${which} GROUP BY 1, 2, 3`;
const recountUnmapped = recountUnmappedWhere(ofCountedMonths);
