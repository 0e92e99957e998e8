import { rowsChanged, rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import { removedValue, type ContactId, type Purged, type PurgeMonth } from '../domain';

/** Which contacts are old enough, and what keeps them all the same. */
export interface Removable {
  readonly taxonomyId: TaxonomyId;
  /** The first day whose contacts stay. */
  readonly keptFrom: string;
  /** Contacts of sessions and audits whose codes are not shown yet. */
  readonly inUse: readonly ContactId[];
}

export interface DueContact {
  readonly id: ContactId;
  readonly month: string;
}

/** The moments bound the months that are looked into: no day is further from its moments than another one. */
const isOld = `c.taxonomy_id = $1 AND c.day < $2::date
  AND c.occurred_at < $2::date::timestamp AT TIME ZONE 'UTC' + interval '1 day'`;
const isHeld = `EXISTS (SELECT 1 FROM legal_hold h WHERE h.taxonomy_id = c.taxonomy_id AND h.released_at IS NULL
  AND (h.customer_key = c.customer_key OR (c.day >= h.from_day AND c.day < h.until_day)))`;
const isInUse = `c.id = ANY ($3::uuid[])`;

/** Removes contacts whose time of keeping is over, and leaves what was counted of them. */
export class RemovalRepository {
  constructor(private readonly sql: Sql) {}

  /** In a transaction: years of contacts are looked through, or counted for the last time. */
  async takeYourTime(): Promise<void> {
    await this.sql.query(`SET LOCAL statement_timeout = 0`);
  }

  /** By month what would go and what would stay; a month of which neither is, is left out. */
  preview({ taxonomyId, keptFrom, inUse }: Removable): Promise<PurgeMonth[]> {
    return rowsOf<PurgeMonth>(
      this.sql,
      `SELECT month::text AS month, (count(*) FILTER (WHERE NOT held AND NOT in_use))::integer AS contacts,
         (count(*) FILTER (WHERE said AND NOT held AND NOT in_use))::integer AS excerpts,
         (count(*) FILTER (WHERE held))::integer AS held, (count(*) FILTER (WHERE in_use AND NOT held))::integer AS "inUse"
       FROM (
         SELECT date_trunc('month', c.day::timestamp)::date AS month, ${isHeld} AS held, ${isInUse} AS in_use,
           EXISTS (SELECT 1 FROM contact_excerpt e WHERE e.taxonomy_id = c.taxonomy_id AND e.contact_id = c.id) AS said
         FROM contact c WHERE ${isOld}) AS old
       GROUP BY month ORDER BY month`,
      [taxonomyId, keptFrom, inUse],
    );
  }

  /** The first contacts that are to go, the earliest first. */
  next({ taxonomyId, keptFrom, inUse }: Removable, limit: number): Promise<DueContact[]> {
    return rowsOf<DueContact>(
      this.sql,
      `SELECT c.id, date_trunc('month', c.day::timestamp)::date::text AS month FROM contact c
       WHERE ${isOld} AND NOT ${isInUse} AND NOT ${isHeld} ORDER BY c.occurred_at, c.id LIMIT $4`,
      [taxonomyId, keptFrom, inUse, limit],
    );
  }

  /** With all that was said in them and coded of them. Items of sessions and audits still point to who is nobody by now. */
  async remove(taxonomyId: TaxonomyId, ids: readonly ContactId[]): Promise<Purged> {
    const values = [taxonomyId, ids];
    const excerpts = await rowsChanged(this.sql, deleted('contact_excerpt', 'contact_id'), values);
    const codings = await rowsChanged(this.sql, deleted('coding', 'contact_id'), values);
    // Whatever field it was said in: columns of a file can be mixed up.
    const rejections = await rowsChanged(
      this.sql,
      `DELETE FROM ingest_rejection r USING contact_identity i WHERE i.taxonomy_id = $1 AND i.id = ANY ($2)
         AND r.taxonomy_id = i.taxonomy_id AND r.observed = left(i.external_id, 100)`,
      values,
    );
    const contacts = await rowsChanged(
      this.sql,
      `DELETE FROM contact c USING contact_identity i WHERE i.taxonomy_id = $1 AND i.id = ANY ($2)
         AND c.taxonomy_id = i.taxonomy_id AND c.occurred_at = i.occurred_at AND c.id = i.id`,
      values,
    );
    await this.sql.query(
      `DELETE FROM contact_identity i WHERE i.taxonomy_id = $1 AND i.id = ANY ($2) AND NOT ${isPointedTo}`,
      values,
    );
    await this.sql.query(
      `UPDATE contact_identity SET occurred_at = date_trunc('day', occurred_at), external_id = id::text, digest = '',
         job_id = NULL WHERE taxonomy_id = $1 AND id = ANY ($2)`,
      values,
    );
    return { contacts, excerpts, codings, rejections };
  }

  /** From now on the counts of the month stand for themselves; what came in its fields and meant nothing is told no more. */
  async markMonth(taxonomyId: TaxonomyId, month: string): Promise<void> {
    const values = [taxonomyId, month];
    const marked = await rowsChanged(
      this.sql,
      `UPDATE usage_month SET purged_at = clock_timestamp()
       WHERE taxonomy_id = $1 AND month = $2::date AND purged_at IS NULL`,
      values,
    );
    if (marked === 0) return;
    const ofMonth = `taxonomy_id = $1 AND day >= $2::date AND day < $2::date + interval '1 month'`;
    await this.sql.query(
      `WITH gone AS (DELETE FROM unmapped_count WHERE ${ofMonth} RETURNING day, field, contacts)
       INSERT INTO unmapped_count (taxonomy_id, day, field, value, contacts)
       SELECT $1::uuid, day, field, '${removedValue}', sum(contacts) FROM gone
       GROUP BY day, field HAVING sum(contacts) <> 0`,
      values,
    );
  }

  /** Rows of files that could not be taken, from before a day. */
  async removeRejections(taxonomyId: TaxonomyId, before: string): Promise<number> {
    return rowsChanged(
      this.sql,
      `DELETE FROM ingest_rejection WHERE taxonomy_id = $1 AND recorded_at < $2::date::timestamp AT TIME ZONE 'UTC'`,
      [taxonomyId, before],
    );
  }

  /** Answers to batches of contacts, kept for whoever sends one twice: they may name contacts. */
  async forgetAnswers(before: string): Promise<void> {
    await this.sql.query(
      `DELETE FROM idempotency_key
       WHERE command = 'addContacts' AND recorded_at < $1::date::timestamp AT TIME ZONE 'UTC'`,
      [before],
    );
  }
}

const deleted = (table: string, column: string): string =>
  `DELETE FROM ${table} WHERE taxonomy_id = $1 AND ${column} = ANY ($2)`;

const isPointedTo = `(EXISTS (SELECT 1 FROM session_item s WHERE s.taxonomy_id = i.taxonomy_id AND s.contact_id = i.id)
  OR EXISTS (SELECT 1 FROM audit_item a WHERE a.taxonomy_id = i.taxonomy_id AND a.contact_id = i.id))`;
