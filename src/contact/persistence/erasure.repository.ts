import { rowsChanged, rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import { removedValue, type ContactId } from '../domain';

/** A contact of a customer, and what it goes by. */
export interface ContactOfCustomer {
  readonly id: ContactId;
  readonly source: string;
  readonly externalId: string;
  readonly day: string;
}

/** What else of a customer was kept, and is gone. */
export interface ErasedBeside {
  readonly excerpts: number;
  readonly codings: number;
  readonly rejections: number;
}

/**
 * Takes a customer out of the contacts. What was counted stays: a contact of which nobody knows any more whose it was, in which
 * system, or at which minute.
 */
export class ErasureRepository {
  constructor(private readonly sql: Sql) {}

  /** Whatever a customer has is looked for in all months. */
  async takeYourTime(): Promise<void> {
    await this.sql.query(`SET LOCAL statement_timeout = 0`);
  }

  contactsOf(taxonomyId: TaxonomyId, customerKey: string): Promise<ContactOfCustomer[]> {
    return rowsOf(
      this.sql,
      `SELECT id, source, external_id AS "externalId", day::text AS day FROM contact
       WHERE taxonomy_id = $1 AND customer_key = $2 ORDER BY occurred_at, id`,
      [taxonomyId, customerKey],
    );
  }

  /** Every column by its name, so that one that comes later is kept without a word here. */
  async loosen(taxonomyId: TaxonomyId, ids: readonly ContactId[]): Promise<void> {
    await this.sql.query(
      `WITH known AS (SELECT occurred_at, id FROM contact_identity WHERE taxonomy_id = $1 AND id = ANY ($2)),
         gone AS (DELETE FROM contact c USING known k
           WHERE c.taxonomy_id = $1 AND c.occurred_at = k.occurred_at AND c.id = k.id RETURNING c.*)
       INSERT INTO contact SELECT after.* FROM gone
         CROSS JOIN LATERAL jsonb_populate_record(NULL::contact, to_jsonb(gone) || jsonb_build_object(
           'occurred_at', date_trunc('hour', gone.occurred_at), 'external_id', gone.id::text, 'cluster', NULL,
           'customer_key', NULL, 'unmapped', (
             SELECT jsonb_object_agg(field, '${removedValue}'::text) FROM jsonb_object_keys(gone.unmapped) AS field))) AS after`,
      [taxonomyId, ids],
    );
    await this.sql.query(
      `UPDATE contact_identity SET occurred_at = date_trunc('hour', occurred_at), external_id = id::text, digest = '',
         job_id = NULL WHERE taxonomy_id = $1 AND id = ANY ($2)`,
      [taxonomyId, ids],
    );
  }

  /** Before the contacts are loosened: what came in their fields and meant nothing is counted on, and told no more. */
  async loosenUnmapped(taxonomyId: TaxonomyId, ids: readonly ContactId[]): Promise<void> {
    const values = [taxonomyId, ids];
    await this.sql.query(
      `INSERT INTO unmapped_count (taxonomy_id, day, field, value, contacts)
       SELECT $1::uuid, given.day, given.field, told.value, told.contacts
       FROM (${unmappedOf}) AS given
         CROSS JOIN LATERAL (VALUES (given.value, -1), ('${removedValue}', 1)) AS told (value, contacts)
         JOIN usage_month m ON m.taxonomy_id = $1 AND m.month = date_trunc('month', given.day::timestamp)::date
       WHERE m.counted AND m.purged_at IS NULL`,
      values,
    );
    await this.sql.query(
      `DELETE FROM unmapped_count u USING (
         SELECT n.day, n.field, n.value FROM unmapped_count n
         WHERE n.taxonomy_id = $1 AND (n.day, n.field, n.value) IN (SELECT day, field, value FROM (${unmappedOf}) AS given)
         GROUP BY 1, 2, 3 HAVING sum(n.contacts) = 0) AS none
       WHERE u.taxonomy_id = $1 AND u.day = none.day AND u.field = none.field AND u.value = none.value`,
      values,
    );
  }

  /** What was said, what was coded before corrections, and what is kept of files and batches that name the contacts. */
  async removeBeside(
    taxonomyId: TaxonomyId,
    ids: readonly ContactId[],
    names: readonly string[],
  ): Promise<ErasedBeside> {
    const byContact = (table: string) =>
      `DELETE FROM ${table} WHERE taxonomy_id = $1 AND contact_id = ANY ($2)`;
    const excerpts = await rowsChanged(this.sql, byContact('contact_excerpt'), [taxonomyId, ids]);
    const codings = await rowsChanged(this.sql, byContact('coding'), [taxonomyId, ids]);
    const rejections = await rowsChanged(
      this.sql,
      `DELETE FROM ingest_rejection WHERE taxonomy_id = $1 AND observed = ANY ($2)`,
      [taxonomyId, names.flatMap(formsOf).map((name) => name.slice(0, 100))],
    );
    await this.sql.query(
      `DELETE FROM idempotency_key k WHERE k.command = 'addContacts'
         AND EXISTS (SELECT 1 FROM unnest($1::text[]) AS name WHERE position(to_jsonb(name)::text IN k.outcome::text) > 0)`,
      [names],
    );
    return { excerpts, codings, rejections };
  }

  async keepNames(taxonomyId: TaxonomyId, digests: readonly string[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO erased_contact (taxonomy_id, name_digest) SELECT $1::uuid, unnest($2::text[])
       ON CONFLICT ON CONSTRAINT erased_contact_pkey DO NOTHING`,
      [taxonomyId, digests],
    );
  }

  async hasErased(taxonomyId: TaxonomyId): Promise<boolean> {
    const rows = await rowsOf(this.sql, `SELECT 1 FROM erased_contact WHERE taxonomy_id = $1 LIMIT 1`, [
      taxonomyId,
    ]);
    return rows.length > 0;
  }

  async erasedAmong(taxonomyId: TaxonomyId, digests: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await rowsOf<{ digest: string }>(
      this.sql,
      `SELECT name_digest AS digest FROM erased_contact WHERE taxonomy_id = $1 AND name_digest = ANY ($2)`,
      [taxonomyId, digests],
    );
    return new Set(rows.map(({ digest }) => digest));
  }
}

/** What was not taken is kept as it came, with its letters composed in one way or the other. */
const formsOf = (name: string): readonly string[] => [name, name.normalize('NFC'), name.normalize('NFD')];

const unmappedOf = `SELECT c.day, given.field, given.value
  FROM contact_identity i JOIN contact c ON c.taxonomy_id = i.taxonomy_id AND c.occurred_at = i.occurred_at AND c.id = i.id,
    jsonb_each_text(c.unmapped) AS given (field, value)
  WHERE i.taxonomy_id = $1 AND i.id = ANY ($2)`;
