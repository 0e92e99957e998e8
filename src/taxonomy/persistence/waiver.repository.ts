import type { ActorId, ReasonId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { PageRequest } from '../../platform/paging';
import type { StandingWaiver, WaiverId, WaiverRecord } from '../domain';

/** By the clock of the database alone, and as it is when this is asked: whoever waited for a lock asks later. */
const inForce = 'w.revoked_at IS NULL AND w.expires_at > clock_timestamp()';

const columns = `w.id, w.taxonomy_id AS "taxonomyId", w.rule, w.draft_id AS "draftId", w.reason_id AS "reasonId", w.because,
  w.expires_at AS "expiresAt", w.granted_by AS "grantedBy", w.granted_at AS "grantedAt", w.revoked_at AS "revokedAt",
  w.revoked_by AS "revokedBy", w.revoked_because AS "revokedBecause", (${inForce}) AS "isInForce"`;

export interface Revocation {
  readonly by: ActorId;
  readonly at: Date;
  readonly because: string;
}

/** The waivers of taxonomies, as commands grant and revoke them and as they are read. */
export class WaiverRepository {
  constructor(private readonly sql: Sql) {}

  many(ids: readonly WaiverId[]): Promise<StandingWaiver[]> {
    return rowsOf(this.sql, `SELECT ${columns} FROM waiver w WHERE w.id = ANY ($1)`, [ids]);
  }

  /** Those in force now, the oldest first. */
  inForce(taxonomyIds: readonly TaxonomyId[]): Promise<StandingWaiver[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM waiver w WHERE w.taxonomy_id = ANY ($1) AND ${inForce} ORDER BY w.id`,
      [taxonomyIds],
    );
  }

  /** Of each taxonomy, the newest first, a row more than a page holds. */
  pages(
    taxonomyIds: readonly TaxonomyId[],
    onlyInForce: boolean,
    { first, after }: PageRequest,
  ): Promise<StandingWaiver[]> {
    return rowsOf(
      this.sql,
      `SELECT page.* FROM unnest($1::uuid[]) AS wanted (taxonomy_id) CROSS JOIN LATERAL (
         SELECT ${columns} FROM waiver w
         WHERE w.taxonomy_id = wanted.taxonomy_id AND ($2 IS FALSE OR (${inForce}))
           AND ($3::uuid IS NULL OR w.id < $3)
         ORDER BY w.id DESC LIMIT $4) AS page`,
      [taxonomyIds, onlyInForce, after?.[0] ?? null, first + 1],
    );
  }

  async hasReason(taxonomyId: TaxonomyId, id: ReasonId): Promise<boolean> {
    const found = `SELECT 1 FROM reason WHERE id = $1 AND taxonomy_id = $2`;
    return (await rowsOf(this.sql, found, [id, taxonomyId])).length > 0;
  }

  async add(waiver: WaiverRecord): Promise<void> {
    await this.sql.query(
      `INSERT INTO waiver (id, taxonomy_id, rule, draft_id, reason_id, because, expires_at, granted_by, granted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[waiver.id, waiver.taxonomyId, waiver.rule, waiver.draftId, waiver.reasonId, waiver.because],
        ...[waiver.expiresAt, waiver.grantedBy, waiver.grantedAt],
      ],
    );
  }

  async revoke(id: WaiverId, { by, at, because }: Revocation): Promise<void> {
    await this.sql.query(
      `UPDATE waiver SET revoked_by = $2, revoked_at = $3, revoked_because = $4 WHERE id = $1`,
      [id, by, at, because],
    );
  }
}
