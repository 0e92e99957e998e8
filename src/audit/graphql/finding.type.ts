import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type { FindingRecord, FindingState, FollowUpRecord } from '../domain';
import { FindingStateEnum } from './audit.enums';

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
  description: 'What is to be done about what an audit found, by which department and until when.',
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
