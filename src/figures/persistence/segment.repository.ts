import { newId, type TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { BandRule, SegmentSize } from '../domain';

export interface SegmentBands extends BandRule {
  /** Null: of every segment that has none of its own. */
  readonly segment: string | null;
  readonly revision: number;
}

interface OfTaxonomy {
  readonly taxonomyId: TaxonomyId;
}

/** The sizes of segments and the bands of their contact rates, as commands change them and as figures read them. */
export class SegmentRepository {
  constructor(private readonly sql: Sql) {}

  /** As they are known now: of two sizes of one day the one that was said last. */
  async sizes(taxonomyId: TaxonomyId): Promise<readonly SegmentSize[]> {
    return (await this.sizesOf([taxonomyId])).get(taxonomyId) ?? [];
  }

  /** The same of several taxonomies. */
  async sizesOf(
    taxonomyIds: readonly TaxonomyId[],
  ): Promise<ReadonlyMap<TaxonomyId, readonly SegmentSize[]>> {
    const rows = await rowsOf<SegmentSize & OfTaxonomy>(
      this.sql,
      `SELECT DISTINCT ON (taxonomy_id, segment, from_day) taxonomy_id AS "taxonomyId", segment, from_day::text AS "from",
         customers
       FROM segment_size WHERE taxonomy_id = ANY ($1) ORDER BY taxonomy_id, segment, from_day, id DESC`,
      [taxonomyIds],
    );
    return byTaxonomy(rows);
  }

  async addSizes(taxonomyId: TaxonomyId, sizes: readonly SegmentSize[], recordedAt: Date): Promise<void> {
    await this.sql.query(
      `INSERT INTO segment_size (taxonomy_id, id, recorded_at, segment, from_day, customers)
       SELECT $1::uuid, given.id, $2::timestamptz, given.segment, given.from_day, given.customers
       FROM unnest($3::uuid[], $4::text[], $5::date[], $6::integer[]) AS given (id, segment, from_day, customers)`,
      [
        ...[taxonomyId, recordedAt, sizes.map(() => newId()), sizes.map(({ segment }) => segment)],
        ...[sizes.map(({ from }) => from), sizes.map(({ customers }) => customers)],
      ],
    );
  }

  async bands(taxonomyId: TaxonomyId): Promise<readonly SegmentBands[]> {
    return (await this.bandsOf([taxonomyId])).get(taxonomyId) ?? [];
  }

  /** The same of several taxonomies. */
  async bandsOf(
    taxonomyIds: readonly TaxonomyId[],
  ): Promise<ReadonlyMap<TaxonomyId, readonly SegmentBands[]>> {
    const rows = await rowsOf<SegmentBands & OfTaxonomy>(
      this.sql,
      `SELECT taxonomy_id AS "taxonomyId", segment, optimal_below AS "optimalBelow", concern_from AS "concernFrom", revision
       FROM contact_rate_band WHERE taxonomy_id = ANY ($1) ORDER BY taxonomy_id, segment NULLS FIRST`,
      [taxonomyIds],
    );
    return byTaxonomy(rows);
  }

  async saveBands(taxonomyId: TaxonomyId, bands: SegmentBands): Promise<void> {
    await this.sql.query(
      `INSERT INTO contact_rate_band (taxonomy_id, segment, optimal_below, concern_from, revision)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT contact_rate_band_once DO UPDATE
         SET optimal_below = EXCLUDED.optimal_below, concern_from = EXCLUDED.concern_from, revision = EXCLUDED.revision`,
      [taxonomyId, bands.segment, bands.optimalBelow, bands.concernFrom, bands.revision],
    );
  }
}

/** What is read of each, without the taxonomy that it is of. */
function byTaxonomy<Row extends OfTaxonomy>(
  rows: readonly Row[],
): ReadonlyMap<TaxonomyId, readonly Omit<Row, 'taxonomyId'>[]> {
  const found = new Map<TaxonomyId, Omit<Row, 'taxonomyId'>[]>();
  for (const { taxonomyId, ...row } of rows) {
    const known = found.get(taxonomyId);
    if (known === undefined) found.set(taxonomyId, [row]);
    else known.push(row);
  }
  return found;
}
