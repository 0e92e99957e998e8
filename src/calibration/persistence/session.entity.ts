import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { LatePolicy, SessionId, SessionRecord, SessionState } from '../domain';

@Entity('calibration_session')
export class SessionEntity implements SessionRecord {
  @PrimaryColumn('uuid')
  id!: SessionId;

  @Column('uuid', { name: 'taxonomy_id' })
  taxonomyId!: TaxonomyId;

  @Column('text')
  title!: string;

  @Column('text')
  state!: SessionState;

  @Column('integer')
  revision!: number;

  @Column('uuid', { name: 'facilitator_id' })
  facilitatorId!: ActorId;

  @Column('uuid', { name: 'planned_by' })
  plannedBy!: ActorId;

  @Column('boolean', { name: 'adjudicator_blind' })
  adjudicatorBlind!: boolean;

  @Column('timestamptz', { nullable: true })
  deadline!: Date | null;

  @Column('text', { name: 'late_policy' })
  latePolicy!: LatePolicy;

  @Column('integer')
  seed!: number;

  @Column('timestamptz', { name: 'planned_at' })
  plannedAt!: Date;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt!: Date | null;

  @Column('timestamptz', { name: 'revealed_at', nullable: true })
  revealedAt!: Date | null;

  @Column('text', { name: 'revealed_because', nullable: true })
  revealedBecause!: string | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('timestamptz', { name: 'cancelled_at', nullable: true })
  cancelledAt!: Date | null;
}
