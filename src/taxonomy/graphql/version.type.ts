import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { NodeType } from '../../platform/graphql/node.type';
import { globalId } from '../../platform/graphql/global-id';
import type { DraftRecord, DraftState, VersionRecord } from '../domain';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { DraftLogEntryType } from './draft-log.type';
import { ReasonStateType } from './reason-state.type';
import { TaxonomyType } from './taxonomy.type';

export const VersionStatusEnum = schemaEnum(
  'VersionStatus',
  'Where a version stands in time, derived from effectiveFrom and the clock.',
  {
    SCHEDULED: 'It will be in force.',
    IN_FORCE: 'It is in force.',
    SUPERSEDED: 'A later one took over.',
    WITHDRAWN: 'It was withdrawn before it was in force.',
    PILOT: 'It is tried in a limited scope, and no version.',
  },
);

export const DraftStateEnum = schemaEnum('DraftState', 'Where a draft stands in its life.', {
  DRAFT: 'It is being written.',
  IN_REVIEW: 'Its content is under review.',
  APPROVED: 'Its content has the approvals it needs.',
  SCHEDULED: 'Its content is sealed and will be in force.',
  PUBLISHED: 'Its content is a version.',
  ABANDONED: 'It was given up.',
} satisfies Readonly<Record<DraftState, string>>);

@ObjectType('TaxonomyVersion', {
  implements: NodeType,

  description: 'The whole tree at once, sealed when it was published and never edited again.',
})
export class TaxonomyVersionType implements NodeType {
  readonly typeName = 'TaxonomyVersion';

  constructor(readonly record: VersionRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Version', this.record.id);
  }

  @Field(() => Int, { description: 'Its number in the taxonomy, from 1; below zero that of a pilot.' })
  get number(): number {
    return this.record.number;
  }

  @Field(() => String, { description: 'The title of the draft it came from.' })
  get title(): string {
    return this.record.title;
  }

  @Field(() => String, { description: 'SHA-256 of the sealed bytes, which the plain HTTP address sends.' })
  get digest(): string {
    return this.record.contentDigest;
  }

  @Field(() => Int, { description: 'How many reasons it holds, retired ones included.' })
  get reasonCount(): number {
    return this.record.reasonCount;
  }

  @Field(() => GraphQLDateTime, { description: 'From when it is in force.' })
  get effectiveFrom(): Date {
    return this.record.effectiveFrom;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was withdrawn, before it was in force; null: it stands.',
  })
  get withdrawnAt(): Date | null {
    return this.record.withdrawnAt;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was published, by the clock of the server.' })
  get recordedAt(): Date {
    return this.record.recordedAt;
  }
}

@ObjectType('Draft', {
  implements: NodeType,
  description: 'A change proposal: a base version and a list of operations on it.',
})
export class DraftType implements NodeType {
  readonly typeName = 'Draft';

  constructor(readonly record: DraftRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Draft', this.record.id);
  }

  @Field(() => String, { description: 'What it is about.' })
  get title(): string {
    return this.record.title;
  }

  @Field(() => DraftStateEnum, { description: 'Where it stands in its life.' })
  get state(): DraftState {
    return this.record.state;
  }

  @Field(() => Int, { description: 'One more with every accepted edit; given as expectedHead.' })
  get head(): number {
    return this.record.head;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The digest of the content under review; null while it is being written.',
  })
  get submittedDigest(): string | null {
    return this.record.submittedDigest;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was opened.' })
  get createdAt(): Date {
    return this.record.createdAt;
  }
}

@ObjectType('VersionAnswer', { description: 'The version at a moment, or why there is none.' })
export class VersionAnswerType {
  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version; null where there is none, for the reason given.',
  })
  version!: TaxonomyVersionType | null;

  @Field(() => String, { nullable: true, description: 'Why there is none; null where there is one.' })
  absentBecause!: string | null;
}

export const ReasonStateConnection = connectionType(
  'ReasonState',
  () => ReasonStateType,
  'A page of reasons, parents before children.',
);
export const TaxonomyVersionConnection = connectionType(
  'TaxonomyVersion',
  () => TaxonomyVersionType,
  'A page of versions, the newest first.',
);
export const DraftConnection = connectionType(
  'Draft',
  () => DraftType,
  'A page of drafts, the newest first.',
);
export const DraftLogEntryConnection = connectionType(
  'DraftLogEntry',
  () => DraftLogEntryType,
  'A page of the edits of a draft, the newest first.',
);
export const TaxonomyConnection = connectionType(
  'Taxonomy',
  () => TaxonomyType,
  'A page of taxonomies, by key.',
);
