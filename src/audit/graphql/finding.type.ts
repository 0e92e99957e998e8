import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type { FindingRecord, FindingSource, FindingState, FollowUpRecord } from '../domain';
import { FindingSourceEnum, FindingStateEnum } from './audit.enums';

@ObjectType('FollowUp', { description: 'What became of a finding, as somebody noted it.' })
export class FollowUpType {
  constructor(readonly record: FollowUpRecord) {}

  @Field(() => FindingStateEnum, { description: 'Where the finding stood from then on.' })
  get state(): FindingState {
    return this.record.state;
  }

  @Field(() => String, { description: 'What was done, or why not.' })
  get note(): string {
    return this.record.note;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was noted.' })
  get notedAt(): Date {
    return this.record.notedAt;
  }
}

@ObjectType('AuditFinding', {
  implements: NodeType,
  description: 'What is to be done about what an audit or a check found, by which department and until when.',
})
export class AuditFindingType implements NodeType {
  readonly typeName = 'AuditFinding';

  constructor(readonly record: FindingRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('AuditFinding', this.record.id);
  }

  @Field(() => String, { description: 'What was found, and what is to be done.' })
  get text(): string {
    return this.record.text;
  }

  @Field(() => FindingSourceEnum, { description: 'What found it.' })
  get source(): FindingSource {
    return this.record.source;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Of what kind it is and about what, such as RESIDUAL_SHARE: the same from one run to the next; null with AUDIT.',
  })
  get key(): string | null {
    return this.record.observation?.key ?? null;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'What was observed when it was last seen; null with AUDIT.',
  })
  get observed(): number | null {
    return this.record.observation?.observed ?? null;
  }

  @Field(() => Float, { nullable: true, description: 'What that is held against; null with AUDIT.' })
  get limit(): number | null {
    return this.record.observation?.bound ?? null;
  }

  @Field(() => Int, { nullable: true, description: 'Contacts or reasons that it rests on; null with AUDIT.' })
  get n(): number | null {
    return this.record.observation?.counted ?? null;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was last seen; null with AUDIT, which sees once.',
  })
  get lastSeenAt(): Date | null {
    return this.record.observation?.seenAt ?? null;
  }

  @Field(() => Int, { description: 'How many runs have seen it, the one that filed it included.' })
  get timesSeen(): number {
    return this.record.timesSeen;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day until which it is to be done.' })
  get dueOn(): string {
    return this.record.dueOn;
  }

  @Field(() => FindingStateEnum, { description: 'What became of it.' })
  get state(): FindingState {
    return this.record.state;
  }

  @Field(() => Int, { description: 'One more with every follow-up; given as expectedRevision.' })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  get recordedAt(): Date {
    return this.record.recordedAt;
  }
}

export const AuditFindingConnection = connectionType(
  'AuditFinding',
  () => AuditFindingType,
  'A page of findings, the newest first.',
);
