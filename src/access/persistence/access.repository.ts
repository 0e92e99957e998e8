import { In, IsNull } from 'typeorm';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import { rowsOf, violatedUniqueConstraint, type Sql } from '../../platform/database/sql';
import type { Grant, KeyScope, MappedGrant, Principal, Role } from '../domain';
import {
  ActorEntity,
  ApiKeyEntity,
  IdentityEntity,
  RoleGrantEntity,
  type ApiKeyId,
  type RoleGrantId,
} from './access.entities';

export interface KeyHolder {
  readonly apiKeyId: ApiKeyId;
  readonly principal: Principal;
  readonly scope: KeyScope;
}

/** Whom a provider means by a subject, with the roles held here and those that the token gives. */
export interface SignedIn {
  readonly principal: Principal;
  readonly isSuspended: boolean;
}

interface PrincipalRow {
  readonly id: ActorId;
  readonly kind: Principal['kind'];
  readonly name: string;
  readonly grants: Grant[];
}

interface KeyHolderRow extends PrincipalRow {
  readonly api_key_id: ApiKeyId;
  readonly roles: Role[] | null;
  readonly taxonomy_id: TaxonomyId | null;
}

const grantsHeld = `coalesce((
  SELECT json_agg(json_build_object('role', g.role, 'taxonomyId', g.taxonomy_id) ORDER BY g.granted_at, g.id)
  FROM role_grant g WHERE g.actor_id = a.id AND g.revoked_at IS NULL), '[]') AS grants`;

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
  async addActorUnlessKnown(actor: Omit<ActorEntity, 'suspendedAt'>): Promise<boolean> {
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
         ${grantsHeld}
       FROM api_key k JOIN actor a ON a.id = k.actor_id
       WHERE k.hash = $1 AND a.suspended_at IS NULL AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
      [hash],
    );
    if (row === undefined) return null;
    const { id, kind, name, grants } = row;
    const scope = { roles: row.roles, taxonomyId: row.taxonomy_id };
    return { apiKeyId: row.api_key_id, principal: { id, kind, name, grants }, scope };
  }

  /** Whom the provider means, in one statement; null where nobody was seen under this subject yet. */
  async signedIn(
    { issuer, subject }: { readonly issuer: string; readonly subject: string },
    given: readonly MappedGrant[],
  ): Promise<SignedIn | null> {
    const [row] = await rowsOf<PrincipalRow & { suspended: boolean; mapped: Grant[] }>(
      this.sql,
      `SELECT a.id, a.kind, a.name, a.suspended_at IS NOT NULL AS suspended, ${grantsHeld},
         coalesce((SELECT json_agg(json_build_object('role', m.role, 'taxonomyId', t.id) ORDER BY m.position)
           FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS m (role, key, position)
           LEFT JOIN taxonomy t ON t.key = m.key WHERE m.key IS NULL OR t.id IS NOT NULL), '[]') AS mapped
       FROM identity i JOIN actor a ON a.id = i.actor_id WHERE i.issuer = $1 AND i.subject = $2`,
      [issuer, subject, given.map(({ role }) => role), given.map(({ taxonomyKey }) => taxonomyKey)],
    );
    if (row === undefined) return null;
    const { id, kind, name, grants, mapped, suspended } = row;
    return { principal: { id, kind, name, grants: [...grants, ...mapped] }, isSuspended: suspended };
  }

  identityOf(issuer: string, subject: string): Promise<IdentityEntity | null> {
    return this.sql.findOneBy(IdentityEntity, { issuer, subject });
  }

  /** False where the subject is somebody's already. */
  async addIdentity(identity: IdentityEntity): Promise<boolean> {
    try {
      await this.sql.insert(IdentityEntity, identity);
      return true;
    } catch (fault) {
      if (violatedUniqueConstraint(fault) === 'identity_names_one_actor') return false;
      throw fault;
    }
  }

  async suspendActor(id: ActorId, suspendedAt: Date | null): Promise<void> {
    await this.sql.update(ActorEntity, { id }, { suspendedAt });
  }

  async noteUse(id: ApiKeyId): Promise<void> {
    await this.sql.query(
      `INSERT INTO api_key_use (api_key_id, last_used_at) VALUES ($1, now())
       ON CONFLICT (api_key_id) DO UPDATE SET last_used_at = excluded.last_used_at`,
      [id],
    );
  }
}
