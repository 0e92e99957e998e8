import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ActorId, TaxonomyId } from '../../platform/ids';

/** That a system fetched a version of a list. */
export interface Fetch {
  readonly taxonomyId: TaxonomyId;
  readonly actorId: ActorId;
  /** Its number; below zero for the content of a pilot. */
  readonly version: number;
  readonly at: Date;
}

/** A system that fetches a list, with what it fetched last. */
export interface ConsumerRecord {
  readonly taxonomyId: TaxonomyId;
  readonly actorId: ActorId;
  readonly name: string;
  readonly version: number;
  readonly lastFetchedAt: Date;
}

/** Which systems fetched what, and when. */
export class ConsumerRepository {
  constructor(private readonly sql: Sql) {}

  async add(fetches: readonly Fetch[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO consumer_fetch (taxonomy_id, actor_id, version, first_fetched_at, last_fetched_at)
       SELECT given.*, given.at FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $4::timestamptz[])
         AS given (taxonomy_id, actor_id, version, at) ORDER BY 1, 2, 3
       ON CONFLICT ON CONSTRAINT consumer_fetch_pkey DO UPDATE
         SET last_fetched_at = greatest(consumer_fetch.last_fetched_at, EXCLUDED.last_fetched_at)`,
      [
        fetches.map(({ taxonomyId }) => taxonomyId),
        fetches.map(({ actorId }) => actorId),
        fetches.map(({ version }) => version),
        fetches.map(({ at }) => at),
      ],
    );
  }

  /** Of each list, in the order in which the systems became known, at most so many after one of them. */
  consumers(
    taxonomyIds: readonly TaxonomyId[],
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly ConsumerRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT t.id AS "taxonomyId", last.actor_id AS "actorId", a.name, last.version,
         last.last_fetched_at AS "lastFetchedAt"
       FROM unnest($1::uuid[]) AS t (id)
         CROSS JOIN LATERAL (SELECT DISTINCT ON (f.actor_id) f.* FROM consumer_fetch f
           WHERE f.taxonomy_id = t.id AND ($2::uuid IS NULL OR f.actor_id > $2)
           ORDER BY f.actor_id, f.last_fetched_at DESC, f.version DESC LIMIT $3) AS last
         JOIN actor a ON a.id = last.actor_id
       ORDER BY t.id, last.actor_id`,
      [taxonomyIds, after, limit],
    );
  }

  /** The systems that fetched lists since a moment, of each list those that did so last first. */
  consumersSince(
    taxonomyIds: readonly TaxonomyId[],
    { since, limit }: { readonly since: Date; readonly limit: number },
  ): Promise<readonly ConsumerRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT t.id AS "taxonomyId", last.actor_id AS "actorId", last.name, last.version,
         last.last_fetched_at AS "lastFetchedAt"
       FROM unnest($1::uuid[]) AS t (id)
         CROSS JOIN LATERAL (SELECT a.name, f.* FROM (
             SELECT DISTINCT ON (actor_id) * FROM consumer_fetch WHERE taxonomy_id = t.id AND last_fetched_at >= $2
             ORDER BY actor_id, last_fetched_at DESC, version DESC) AS f
           JOIN actor a ON a.id = f.actor_id AND a.suspended_at IS NULL
           ORDER BY f.last_fetched_at DESC, f.actor_id LIMIT $3) AS last
       ORDER BY t.id, last.last_fetched_at DESC, last.actor_id`,
      [taxonomyIds, since, limit],
    );
  }
}
