import { In, IsNull } from 'typeorm';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { Grant, KeyScope, Principal, Role } from '../domain';
import {
  ActorEntity,
  ApiKeyEntity,
  RoleGrantEntity,
  type ApiKeyId,
  type RoleGrantId,
} from './access.entities';

export interface KeyHolder {
  readonly apiKeyId: ApiKeyId;
  readonly principal: Principal;
  readonly scope: KeyScope;
}

interface KeyHolderRow {
  readonly api_key_id: ApiKeyId;
  readonly id: ActorId;
  readonly kind: Principal['kind'];
  readonly name: string;
  readonly roles: Role[] | null;
  readonly taxonomy_id: TaxonomyId | null;
  readonly grants: Grant[];
}

export class AccessRepository {
  constructor(private readonly sql: Sql) {}

  actor(id: ActorId): Promise<ActorEntity | null> {
    return this.sql.findOneBy(ActorEntity, { id });
  }

  actors(ids: readonly ActorId[]): Promise<ActorEntity[]> {
    return this.sql.findBy(ActorEntity, { id: In([...ids]) });
  }

  async addActor(actor: ActorEntity): Promise<void> {
    await this.sql.insert(ActorEntity, actor);
  }

  /** False where the id is known: two instances that start together make each actor once. */
  async addActorUnlessKnown(actor: ActorEntity): Promise<boolean> {
    const added = await rowsOf(
      this.sql,
      `INSERT INTO actor (id, kind, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [actor.id, actor.kind, actor.name, actor.createdAt],
    );
    return added.length > 0;
  }

  /** The actor's row is locked first, so that two grants of the same role wait for each other. */
  async lockActor(id: ActorId): Promise<ActorEntity | null> {
    return this.sql.findOne(ActorEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  heldGrant(actorId: ActorId, role: Role, taxonomyId: TaxonomyId | null): Promise<RoleGrantEntity | null> {
    return this.sql.findOneBy(RoleGrantEntity, {
      actorId,
      role,
      taxonomyId: taxonomyId ?? IsNull(),
      revokedAt: IsNull(),
    });
  }

  async addGrant(grant: RoleGrantEntity): Promise<void> {
    await this.sql.insert(RoleGrantEntity, grant);
  }

  async revokeGrant(id: RoleGrantId, revokedAt: Date): Promise<void> {
    await this.sql.update(RoleGrantEntity, { id }, { revokedAt });
  }

  lockApiKey(id: ApiKeyId): Promise<ApiKeyEntity | null> {
    return this.sql.findOne(ApiKeyEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  apiKeyByHash(hash: string): Promise<ApiKeyEntity | null> {
    return this.sql.findOneBy(ApiKeyEntity, { hash });
  }

  async addApiKey(key: ApiKeyEntity): Promise<void> {
    await this.sql.insert(ApiKeyEntity, key);
  }

  async revokeApiKey(id: ApiKeyId, revokedAt: Date): Promise<void> {
    await this.sql.update(ApiKeyEntity, { id }, { revokedAt });
  }

  /** Answers the keys that worked until now. */
  async revokeApiKeysLabelled(
    actorId: ActorId,
    label: string,
    revokedAt: Date,
  ): Promise<readonly ApiKeyId[]> {
    const keys = await this.sql.findBy(ApiKeyEntity, { actorId, label, revokedAt: IsNull() });
    const ids = keys.map((key) => key.id);
    if (ids.length > 0) await this.sql.update(ApiKeyEntity, { id: In(ids) }, { revokedAt });
    return ids;
  }

  async taxonomyExists(id: TaxonomyId): Promise<boolean> {
    return (await rowsOf(this.sql, `SELECT 1 FROM taxonomy WHERE id = $1`, [id])).length > 0;
  }

  /** Who holds the key with this hash, in one statement; null where it is unknown, revoked or expired. */
  async holderOf(hash: string): Promise<KeyHolder | null> {
    const [row] = await rowsOf<KeyHolderRow>(
      this.sql,
      `SELECT k.id AS api_key_id, a.id, a.kind, a.name, k.roles, k.taxonomy_id,
         coalesce((SELECT json_agg(json_build_object('role', g.role, 'taxonomyId', g.taxonomy_id) ORDER BY g.granted_at, g.id)
           FROM role_grant g WHERE g.actor_id = a.id AND g.revoked_at IS NULL), '[]') AS grants
       FROM api_key k JOIN actor a ON a.id = k.actor_id
       WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
      [hash],
    );
    if (row === undefined) return null;
    const { id, kind, name, grants } = row;
    const scope = { roles: row.roles, taxonomyId: row.taxonomy_id };
    return { apiKeyId: row.api_key_id, principal: { id, kind, name, grants }, scope };
  }

  async noteUse(id: ApiKeyId): Promise<void> {
    await this.sql.query(
      `INSERT INTO api_key_use (api_key_id, last_used_at) VALUES ($1, now())
       ON CONFLICT (api_key_id) DO UPDATE SET last_used_at = excluded.last_used_at`,
      [id],
    );
  }
}
