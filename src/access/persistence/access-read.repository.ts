import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { PageRequest } from '../../platform/paging';
import type { ActorKind, Role } from '../domain';
import type { ApiKeyId, IdentityId, RoleGrantId } from './access.entities';

export interface ActorFilter {
  readonly kind: ActorKind | null;
  /** Part of the name, in whatever case. */
  readonly name: string | null;
}

export interface ActorRow {
  readonly id: ActorId;
  readonly kind: ActorKind;
  readonly name: string;
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
}

interface OfActor {
  readonly actorId: ActorId;
}

export interface GrantRow extends OfActor {
  readonly id: RoleGrantId;
  readonly role: Role;
  readonly taxonomyId: TaxonomyId | null;
  readonly grantedAt: Date;
}

export interface ApiKeyRow extends OfActor {
  readonly id: ApiKeyId;
  readonly label: string;
  readonly roles: readonly Role[] | null;
  readonly taxonomyId: TaxonomyId | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface IdentityRow extends OfActor {
  readonly id: IdentityId;
  readonly issuer: string;
  readonly subject: string;
  readonly linkedAt: Date;
}

/** What is asked of actors, a statement for each question however many there are. */
export class AccessReadRepository {
  constructor(private readonly sql: Sql) {}

  /** The newest first. */
  actorPage({ kind, name }: ActorFilter, { first, after }: PageRequest): Promise<ActorRow[]> {
    const [at, id] = after ?? [null, null];
    return rowsOf(
      this.sql,
      `SELECT id, kind, name, created_at AS "createdAt", suspended_at AS "suspendedAt" FROM actor
       WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR position(lower($2) IN lower(name)) > 0)
         AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid))
       ORDER BY created_at DESC, id DESC LIMIT $5`,
      [kind, name, at, id, first + 1],
    );
  }

  /** The roles that are held, the oldest first. */
  async grants(
    actorIds: readonly ActorId[],
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<ActorId, readonly GrantRow[]>> {
    const [at, id] = after ?? [null, null];
    const rows = await rowsOf<GrantRow>(
      this.sql,
      `SELECT a.id AS "actorId", g.* FROM unnest($1::uuid[]) AS a (id) CROSS JOIN LATERAL (
         SELECT id, role, taxonomy_id AS "taxonomyId", granted_at AS "grantedAt" FROM role_grant
         WHERE actor_id = a.id AND revoked_at IS NULL
           AND ($2::timestamptz IS NULL OR (granted_at, id) > ($2, $3::uuid))
         ORDER BY granted_at, id LIMIT $4) g`,
      [actorIds, at, id, first + 1],
    );
    return byActor(rows);
  }

  /** The newest first, revoked ones too. */
  async apiKeys(
    actorIds: readonly ActorId[],
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<ActorId, readonly ApiKeyRow[]>> {
    const [at, id] = after ?? [null, null];
    const rows = await rowsOf<ApiKeyRow>(
      this.sql,
      `SELECT a.id AS "actorId", k.* FROM unnest($1::uuid[]) AS a (id) CROSS JOIN LATERAL (
         SELECT k.id, label, roles, taxonomy_id AS "taxonomyId", created_at AS "createdAt", expires_at AS "expiresAt",
           revoked_at AS "revokedAt", u.last_used_at AS "lastUsedAt"
         FROM api_key k LEFT JOIN api_key_use u ON u.api_key_id = k.id
         WHERE actor_id = a.id AND ($2::timestamptz IS NULL OR (created_at, k.id) < ($2, $3::uuid))
         ORDER BY created_at DESC, k.id DESC LIMIT $4) k`,
      [actorIds, at, id, first + 1],
    );
    return byActor(rows);
  }

  /** The oldest first. */
  async identities(
    actorIds: readonly ActorId[],
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<ActorId, readonly IdentityRow[]>> {
    const [at, id] = after ?? [null, null];
    const rows = await rowsOf<IdentityRow>(
      this.sql,
      `SELECT a.id AS "actorId", i.* FROM unnest($1::uuid[]) AS a (id) CROSS JOIN LATERAL (
         SELECT id, issuer, subject, linked_at AS "linkedAt" FROM identity
         WHERE actor_id = a.id AND ($2::timestamptz IS NULL OR (linked_at, id) > ($2, $3::uuid))
         ORDER BY linked_at, id LIMIT $4) i`,
      [actorIds, at, id, first + 1],
    );
    return byActor(rows);
  }
}

function byActor<Row extends OfActor>(rows: readonly Row[]): ReadonlyMap<ActorId, readonly Row[]> {
  const found = new Map<ActorId, Row[]>();
  for (const row of rows) {
    const own = found.get(row.actorId);
    if (own === undefined) found.set(row.actorId, [row]);
    else own.push(row);
  }
  return found;
}
