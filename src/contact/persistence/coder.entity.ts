import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { CoderId, CoderKind, CoderRecord } from '../domain';

@Entity('coder')
export class CoderEntity implements CoderRecord {
  @PrimaryColumn('uuid')
  id!: CoderId;

  @Column('uuid', { name: 'taxonomy_id' })
  taxonomyId!: TaxonomyId;

  @Column('text')
  kind!: CoderKind;

  @Column('text', { name: 'external_id' })
  externalId!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { name: 'model_version', nullable: true })
  modelVersion!: string | null;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: ActorId | null;

  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt!: Date;

  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt!: Date | null;
}
