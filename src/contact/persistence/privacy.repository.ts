import { rowsChanged, rowsOf, type Sql } from '../../platform/database/sql';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { PageRequest } from '../../platform/paging';
import type { LegalHoldId, LegalHoldRecord, ObservedMonth, Retention } from '../domain';

const holdColumns = `h.id, h.taxonomy_id AS "taxonomyId", h.kind, h.from_day::text AS "fromDay",
  h.until_day::text AS "untilDay", h.customer_key AS "customerKey", h.because, h.held_by AS "heldBy", h.held_at AS "heldAt",
  h.released_at AS "releasedAt", h.released_by AS "releasedBy", h.released_because AS "releasedBecause"`;

/** How long contacts are kept, and what is held whatever that says. */
export class PrivacyRepository {
  constructor(private readonly sql: Sql) {}

  async retention(taxonomyId: TaxonomyId): Promise<Retention> {
    const [row] = await rowsOf<Retention>(
      this.sql,
      `SELECT taxonomy_id AS "taxonomyId", months, revision FROM retention WHERE taxonomy_id = $1`,
      [taxonomyId],
    );
    return row ?? { taxonomyId, months: null, revision: 0 };
  }

  async setRetention({ taxonomyId, months, revision }: Retention, now: Date): Promise<void> {
    await this.sql.query(
      `INSERT INTO retention (taxonomy_id, months, revision, set_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT ON CONSTRAINT retention_pkey
       DO UPDATE SET months = EXCLUDED.months, revision = EXCLUDED.revision, set_at = EXCLUDED.set_at`,
      [taxonomyId, months, revision, now],
    );
  }

  months(taxonomyId: TaxonomyId): Promise<ObservedMonth[]> {
    return rowsOf(
      this.sql,
      `SELECT month::text AS month, purged_at AS "purgedAt" FROM usage_month WHERE taxonomy_id = $1 ORDER BY month`,
      [taxonomyId],
    );
  }

  async addHold(hold: LegalHoldRecord): Promise<void> {
    await this.sql.query(
      `INSERT INTO legal_hold (id, taxonomy_id, kind, from_day, until_day, customer_key, because, held_by, held_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[hold.id, hold.taxonomyId, hold.kind, hold.fromDay, hold.untilDay, hold.customerKey, hold.because],
        ...[hold.heldBy, hold.heldAt],
      ],
    );
  }

  async release(
    id: LegalHoldId,
    { by, at, because }: { readonly by: ActorId; readonly at: Date; readonly because: string },
  ): Promise<void> {
    await this.sql.query(
      `UPDATE legal_hold SET released_by = $2, released_at = $3, released_because = $4 WHERE id = $1`,
      [id, by, at, because],
    );
  }

  /** Who was held once is told no more: of holds that are released only. Answers of how many. */
  forgetCustomer(taxonomyId: TaxonomyId, customerKey: string): Promise<number> {
    return rowsChanged(
      this.sql,
      `UPDATE legal_hold SET customer_key = NULL
       WHERE taxonomy_id = $1 AND customer_key = $2 AND released_at IS NOT NULL`,
      [taxonomyId, customerKey],
    );
  }

  holds(ids: readonly LegalHoldId[]): Promise<LegalHoldRecord[]> {
    return rowsOf(this.sql, `SELECT ${holdColumns} FROM legal_hold h WHERE h.id = ANY ($1)`, [ids]);
  }

  /** Those that hold now. */
  holding(taxonomyId: TaxonomyId): Promise<LegalHoldRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${holdColumns} FROM legal_hold h WHERE h.taxonomy_id = $1 AND h.released_at IS NULL ORDER BY h.id`,
      [taxonomyId],
    );
  }

  /** The newest first. */
  holdPage(
    taxonomyId: TaxonomyId,
    includeReleased: boolean,
    { first, after }: PageRequest,
  ): Promise<LegalHoldRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${holdColumns} FROM legal_hold h
       WHERE h.taxonomy_id = $1 AND ($2 OR h.released_at IS NULL) AND ($3::uuid IS NULL OR h.id < $3)
       ORDER BY h.id DESC LIMIT $4`,
      [taxonomyId, includeReleased, after?.[0] ?? null, first + 1],
    );
  }
}
