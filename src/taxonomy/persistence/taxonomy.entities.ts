import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActorId, DepartmentId, DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { completePolicy } from '../domain';
import type {
  ApprovalDecision,
  ApprovalId,
  ApprovalRecord,
  Channel,
  DraftRecord,
  DraftState,
  LocalizedText,
  TaxonomyPolicy,
  TaxonomyRecord,
  VersionRecord,
} from '../domain';

@Entity('taxonomy')
export class TaxonomyEntity implements TaxonomyRecord {
  @PrimaryColumn('uuid')
  id!: TaxonomyId;

  @Column('text')
  key!: string;

  @Column('jsonb')
  name!: LocalizedText;

  /** The first one is the default. */
  @Column('text', { array: true })
  languages!: string[];

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('jsonb')
  channels!: Channel[];

  @Column('jsonb', { transformer: { from: completePolicy, to: (policy: TaxonomyPolicy) => policy } })
  policy!: TaxonomyPolicy;

  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

@Entity('draft')
export class DraftEntity implements DraftRecord {
  @PrimaryColumn('uuid')
  id!: DraftId;

  @Column('uuid', { name: 'taxonomy_id' })
  taxonomyId!: TaxonomyId;

  @Column('text')
  title!: string;

  @Column('uuid', { name: 'base_version_id', nullable: true })
  baseVersionId!: VersionId | null;

  @Column('text')
  state!: DraftState;

  @Column('integer')
  head!: number;

  @Column('integer', { name: 'base_head' })
  baseHead!: number;

  @Column('text', { name: 'submitted_digest', nullable: true })
  submittedDigest!: string | null;

  @Column('uuid', { name: 'created_by' })
  createdBy!: ActorId;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}

@Entity('approval')
export class ApprovalEntity implements ApprovalRecord {
  @PrimaryColumn('uuid')
  id!: ApprovalId;

  @Column('uuid', { name: 'draft_id' })
  draftId!: DraftId;

  @Column('integer')
  head!: number;

  @Column('text')
  digest!: string;

  @Column('uuid', { name: 'actor_id' })
  actorId!: ActorId;

  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId!: DepartmentId | null;

  @Column('jsonb')
  covers!: Readonly<Record<ReasonId, string>>;

  @Column('text')
  decision!: ApprovalDecision;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;
}

@Entity('taxonomy_version')
export class TaxonomyVersionEntity implements VersionRecord {
  @PrimaryColumn('uuid')
  id!: VersionId;

  @Column('uuid', { name: 'taxonomy_id' })
  taxonomyId!: TaxonomyId;

  @Column('integer')
  number!: number;

  @Column('text')
  title!: string;

  @Column('uuid', { name: 'draft_id' })
  draftId!: DraftId;

  @Column('uuid', { name: 'base_version_id', nullable: true })
  baseVersionId!: VersionId | null;

  /** SHA-256 of the sealed bytes. */
  @Column('text', { name: 'content_digest' })
  contentDigest!: string;

  @Column('integer', { name: 'reason_count' })
  reasonCount!: number;

  @Column('timestamptz', { name: 'effective_from' })
  effectiveFrom!: Date;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('uuid', { name: 'published_by' })
  publishedBy!: ActorId;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;

  @Column('uuid', { name: 'corrects_version_id', nullable: true })
  correctsVersionId!: VersionId | null;
}
