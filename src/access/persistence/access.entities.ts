import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActorId, Id, TaxonomyId } from '../../platform/ids';
import type { ActorKind, Role } from '../domain';

export type RoleGrantId = Id<'RoleGrant'>;
export type ApiKeyId = Id<'ApiKey'>;
export type IdentityId = Id<'Identity'>;

@Entity('actor')
export class ActorEntity {
  @PrimaryColumn('uuid')
  id!: ActorId;

  @Column('text')
  kind!: ActorKind;

  @Column('text')
  name!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** From when on nobody is signed in as this actor; null: they can be. */
  @Column('timestamptz', { name: 'suspended_at', nullable: true })
  suspendedAt!: Date | null;
}

/** Whom a provider of identities means by a subject. */
@Entity('identity')
export class IdentityEntity {
  @PrimaryColumn('uuid')
  id!: IdentityId;

  @Column('uuid', { name: 'actor_id' })
  actorId!: ActorId;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('timestamptz', { name: 'linked_at' })
  linkedAt!: Date;
}

@Entity('role_grant')
export class RoleGrantEntity {
  @PrimaryColumn('uuid')
  id!: RoleGrantId;

  @Column('uuid', { name: 'actor_id' })
  actorId!: ActorId;

  @Column('text')
  role!: Role;

  @Column('uuid', { name: 'taxonomy_id', nullable: true })
  taxonomyId!: TaxonomyId | null;

  @Column('timestamptz', { name: 'granted_at' })
  grantedAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}

@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryColumn('uuid')
  id!: ApiKeyId;

  @Column('uuid', { name: 'actor_id' })
  actorId!: ActorId;

  @Column('text')
  label!: string;

  @Column('text')
  hash!: string;

  @Column('text', { array: true, nullable: true })
  roles!: Role[] | null;

  @Column('uuid', { name: 'taxonomy_id', nullable: true })
  taxonomyId!: TaxonomyId | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
