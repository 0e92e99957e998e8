import { In } from 'typeorm';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import { rowsOf, violatedUniqueConstraint, type Sql } from '../../platform/database/sql';
import { actorTaken, externalIdTaken, type CoderConflict, type CoderId } from '../domain';
import { CoderEntity } from './coder.entity';

/** What the commands of coders load, lock and save. */
export class CoderRepository {
  constructor(private readonly sql: Sql) {}

  lock(id: CoderId): Promise<CoderEntity | null> {
    return this.sql.findOne(CoderEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  coders(ids: readonly CoderId[]): Promise<CoderEntity[]> {
    return this.sql.findBy(CoderEntity, { id: In([...ids]) });
  }

  /** The coder that somebody signs in as; null where they are none here. */
  ofActor(taxonomyId: TaxonomyId, actorId: ActorId): Promise<CoderEntity | null> {
    return this.sql.findOneBy(CoderEntity, { taxonomyId, actorId });
  }

  /** Of these external ids, those that a coder of the taxonomy has. */
  async named(taxonomyId: TaxonomyId, externalIds: readonly string[]): Promise<ReadonlyMap<string, CoderId>> {
    if (externalIds.length === 0) return new Map();
    const rows = await rowsOf<{ externalId: string; id: CoderId }>(
      this.sql,
      `SELECT external_id AS "externalId", id FROM coder WHERE taxonomy_id = $1 AND external_id = ANY ($2)`,
      [taxonomyId, externalIds],
    );
    return new Map(rows.map(({ externalId, id }) => [externalId, id]));
  }

  /** Null where it was added. */
  async add(coder: CoderEntity): Promise<CoderConflict | null> {
    return this.unlessTaken(coder.externalId, () => this.sql.insert(CoderEntity, coder));
  }

  async change(coder: CoderEntity, changed: Partial<CoderEntity>): Promise<CoderConflict | null> {
    return this.unlessTaken(coder.externalId, () => this.sql.update(CoderEntity, { id: coder.id }, changed));
  }

  async actorExists(id: ActorId): Promise<boolean> {
    return (await rowsOf(this.sql, `SELECT 1 FROM actor WHERE id = $1`, [id])).length > 0;
  }

  private async unlessTaken(
    externalId: string,
    write: () => Promise<unknown>,
  ): Promise<CoderConflict | null> {
    try {
      await write();
      return null;
    } catch (fault) {
      const constraint = violatedUniqueConstraint(fault);
      if (constraint === 'coder_external_id_unique') return externalIdTaken(externalId);
      if (constraint === 'coder_actor_unique') return actorTaken;
      throw fault;
    }
  }
}
