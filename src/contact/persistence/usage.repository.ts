import type { TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import {
  columnOfDimension,
  usageCubes,
  usageDimensions,
  type UnmappedDelta,
  type UsageChange,
  type UsageCube,
  type UsageDelta,
} from '../domain';

const dimensionColumns = usageDimensions.map((dimension) => columnOfDimension[dimension]);
const keyColumns = ['cube', 'starts_on', ...dimensionColumns];
const deltaColumns = [...keyColumns, 'contacts'];

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

  /** Adds to the counts of a taxonomy, which must be locked. */
  async add(taxonomyId: TaxonomyId, change: UsageChange): Promise<void> {
    await this.addDeltas(taxonomyId, change.deltas());
    await this.addUnmapped(taxonomyId, change.unmappedDeltas());
  }

  private async addDeltas(taxonomyId: TaxonomyId, deltas: readonly UsageDelta[]): Promise<void> {
    if (deltas.length === 0) return;
    await this.sql.query(
      `INSERT INTO usage_count (taxonomy_id, ${deltaColumns.join(', ')})
       SELECT $1::uuid, given.*
       FROM unnest($2::text[], $3::date[], $4::uuid[], $5::integer[], $6::text[], $7::uuid[], $8::text[], $9::uuid[],
         $10::uuid[], $11::uuid[], $12::integer[], $13::integer[]) AS given
       ON CONFLICT ON CONSTRAINT usage_count_once DO UPDATE SET contacts = usage_count.contacts + EXCLUDED.contacts`,
      [
        ...[taxonomyId, deltas.map(({ cube }) => cube.name), deltas.map(({ startsOn }) => startsOn)],
        ...usageDimensions.map((dimension) => deltas.map(({ dimensions }) => dimensions[dimension])),
        deltas.map(({ contacts }) => contacts),
      ],
    );
  }

  private async addUnmapped(taxonomyId: TaxonomyId, deltas: readonly UnmappedDelta[]): Promise<void> {
    if (deltas.length === 0) return;
    await this.sql.query(
      `INSERT INTO unmapped_count (taxonomy_id, day, field, value, contacts)
       SELECT $1::uuid, given.* FROM unnest($2::date[], $3::text[], $4::text[], $5::integer[]) AS given
       ON CONFLICT ON CONSTRAINT unmapped_count_pkey
       DO UPDATE SET contacts = unmapped_count.contacts + EXCLUDED.contacts`,
      [
        ...[taxonomyId, deltas.map(({ day }) => day), deltas.map(({ field }) => field)],
        ...[deltas.map(({ value }) => value), deltas.map(({ contacts }) => contacts)],
      ],
    );
  }

  /** The rows of a taxonomy in which its counts and its contacts, counted one by one, are not the same. */
  async differences(taxonomyId: TaxonomyId): Promise<number> {
    await this.sql.query(`SET LOCAL statement_timeout = 0`);
    let rows = 0;
    for (const cube of usageCubes)
      rows += await this.differing(taxonomyId, { ...keptOf(cube), recount: recountOf(cube) });
    return rows + (await this.differing(taxonomyId, { kept: keptUnmapped, recount: recountUnmapped }));
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

  /** Counts a taxonomy's contacts anew, in place of all that was counted. */
  async rebuild(taxonomyId: TaxonomyId): Promise<void> {
    await this.sql.query(`SET LOCAL statement_timeout = 0`);
    await this.sql.query(`DELETE FROM usage_count WHERE taxonomy_id = $1`, [taxonomyId]);
    await this.sql.query(`DELETE FROM unmapped_count WHERE taxonomy_id = $1`, [taxonomyId]);
    for (const cube of usageCubes) {
      const columns = ['cube', ...columnsOf(cube)].join(', ');
      await this.sql.query(
        `INSERT INTO usage_count (taxonomy_id, ${columns}, contacts)
         SELECT $1::uuid, '${cube.name}', counted.* FROM (${recountOf(cube)}) AS counted`,
        [taxonomyId],
      );
    }
    await this.sql.query(
      `INSERT INTO unmapped_count (taxonomy_id, day, field, value, contacts)
       SELECT $1::uuid, counted.* FROM (${recountUnmapped}) AS counted`,
      [taxonomyId],
    );
  }
}

const columnsOf = (cube: UsageCube): readonly string[] => [
  'starts_on',
  ...cube.by.map((dimension) => columnOfDimension[dimension]),
];

const keptOf = (cube: UsageCube): { readonly kept: string } => ({
  kept: `SELECT ${columnsOf(cube).join(', ')}, contacts FROM usage_count
    WHERE taxonomy_id = $1 AND cube = '${cube.name}' AND contacts <> 0`,
});

function recountOf(cube: UsageCube): string {
  const startsOn = cube.grain === 'DAY' ? 'day' : `date_trunc('month', day::timestamp)::date`;
  const columns = [`${startsOn} AS starts_on`, ...cube.by.map((dimension) => columnOfDimension[dimension])];
  const recoded = cube.recodedOnly ? 'AND initial_reason_id IS NOT NULL AND reason_id IS NOT NULL' : '';
  return `SELECT ${columns.join(', ')}, count(*)::integer AS contacts FROM contact WHERE taxonomy_id = $1 ${recoded}
    GROUP BY ${columns.map((_, at) => at + 1).join(', ')}`;
}

const keptUnmapped = `SELECT day, field, value, contacts FROM unmapped_count WHERE taxonomy_id = $1 AND contacts <> 0`;
const recountUnmapped = `SELECT day, field, value, count(*)::integer AS contacts
  FROM contact, jsonb_each_text(unmapped) AS given (field, value) WHERE taxonomy_id = $1 GROUP BY 1, 2, 3`;
