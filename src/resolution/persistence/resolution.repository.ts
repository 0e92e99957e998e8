import type { TaxonomyId } from '../../platform/ids';
import { rowsOf, violatedUniqueConstraint, type Sql } from '../../platform/database/sql';
import type { PageRequest } from '../../platform/paging';
import type { ResolutionId, ResolutionRecord } from '../domain';

const columns = `r.id, r.taxonomy_id AS "taxonomyId", r.code, r.labels, r.valid_from AS "validFrom",
  r.valid_until AS "validUntil", r.revision`;

/** The resolution codes of taxonomies, as commands change them and as they are read. */
export class ResolutionRepository {
  constructor(private readonly sql: Sql) {}

  many(ids: readonly ResolutionId[]): Promise<ResolutionRecord[]> {
    return rowsOf(this.sql, `SELECT ${columns} FROM resolution r WHERE r.id = ANY ($1)`, [ids]);
  }

  /** All of some taxonomies, by code. */
  ofTaxonomies(taxonomyIds: readonly TaxonomyId[]): Promise<ResolutionRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM resolution r WHERE r.taxonomy_id = ANY ($1) ORDER BY r.code COLLATE "C"`,
      [taxonomyIds],
    );
  }

  async lock(id: ResolutionId): Promise<ResolutionRecord | null> {
    const statement = `SELECT ${columns} FROM resolution r WHERE r.id = $1 FOR UPDATE`;
    const [row] = await rowsOf<ResolutionRecord>(this.sql, statement, [id]);
    return row ?? null;
  }

  /** False where another resolution of the taxonomy has the code. */
  async add(resolutions: readonly ResolutionRecord[], createdAt: Date): Promise<boolean> {
    try {
      await this.sql.query(
        `INSERT INTO resolution (id, taxonomy_id, code, labels, valid_from, valid_until, revision, created_at)
         SELECT given.*, $8::timestamptz
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::timestamptz[], $7::integer[])
           AS given`,
        [
          ...[resolutions.map(({ id }) => id), resolutions.map(({ taxonomyId }) => taxonomyId)],
          ...[resolutions.map(({ code }) => code), resolutions.map(({ labels }) => JSON.stringify(labels))],
          ...[resolutions.map(({ validFrom }) => validFrom)],
          ...[resolutions.map(({ validUntil }) => validUntil)],
          ...[resolutions.map(({ revision }) => revision), createdAt],
        ],
      );
      return true;
    } catch (fault) {
      if (violatedUniqueConstraint(fault) === 'resolution_code_unique') return false;
      throw fault;
    }
  }

  async saveAll(resolutions: readonly ResolutionRecord[]): Promise<void> {
    if (resolutions.length === 0) return;
    await this.sql.query(
      `UPDATE resolution r SET labels = given.labels, valid_from = given.valid_from, valid_until = given.valid_until,
         revision = given.revision
       FROM unnest($1::uuid[], $2::jsonb[], $3::timestamptz[], $4::timestamptz[], $5::integer[])
         AS given (id, labels, valid_from, valid_until, revision)
       WHERE r.id = given.id`,
      [
        ...[resolutions.map(({ id }) => id), resolutions.map(({ labels }) => JSON.stringify(labels))],
        ...[resolutions.map(({ validFrom }) => validFrom), resolutions.map(({ validUntil }) => validUntil)],
        resolutions.map(({ revision }) => revision),
      ],
    );
  }

  /** Of each taxonomy, by code, a row more than a page holds; with a moment, of those that may be given then. */
  pages(
    taxonomyIds: readonly TaxonomyId[],
    validAt: Date | null,
    { first, after }: PageRequest,
  ): Promise<ResolutionRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT page.* FROM unnest($1::uuid[]) AS wanted (taxonomy_id) CROSS JOIN LATERAL (
         SELECT ${columns} FROM resolution r
         WHERE r.taxonomy_id = wanted.taxonomy_id
           AND ($2::timestamptz IS NULL OR ((r.valid_from IS NULL OR r.valid_from <= $2)
             AND (r.valid_until IS NULL OR r.valid_until > $2)))
           AND ($3::text IS NULL OR r.code COLLATE "C" > $3)
         ORDER BY r.code COLLATE "C" LIMIT $4) AS page`,
      [taxonomyIds, validAt, after?.[0] ?? null, first + 1],
    );
  }
}
