import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import type { ChangeRecord, ChangeSetRecord, RefusalRecord } from '../queries/history-reader';
import { ChangeKindEnum, type ChangeKind } from './change-kinds';

@ObjectType('Redaction', {
  description:
    'What was taken out of the row images of an entry of the history, since it named what is not to be kept for ever.',
})
export class RedactionType {
  @Field(() => GraphQLDateTime, { description: 'When, by the clock of the server.' })
  redactedAt!: Date;

  @Field(() => String, { description: 'Who or what did it, such as a migration.' })
  redactedBy!: string;

  @Field(() => String, { description: 'What was taken out.' })
  what!: string;

  @Field(() => String, {
    description: 'SHA-256 of the reason, the changes and the row images, a line each, as they are left.',
  })
  payloadDigest!: string;
}

@ObjectType('ChangeSet', { description: 'What one accepted command changed: who, when, why, as what.' })
export class ChangeSetType {
  constructor(readonly record: ChangeSetRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('ChangeSet', this.record.id);
  }

  @Field(() => GraphQLDateTime, { description: 'When, by the clock of the server.' })
  get recordedAt(): Date {
    return this.record.recordedAt;
  }

  @Field(() => String, { description: 'The command, such as publishVersion.' })
  get command(): string {
    return this.record.command;
  }

  @Field(() => String, { description: 'The role by which it was allowed.' })
  get actingRole(): string {
    return this.record.actingRole;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The reason that was given; null where none was asked for.',
  })
  get because(): string | null {
    return this.record.because;
  }

  @Field(() => String, { description: 'The request that it came with.' })
  get requestId(): string {
    return this.record.requestId;
  }

  @Field(() => Int, { description: 'How many changes it holds.' })
  get changeCount(): number {
    return this.record.changeCount;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The head of the draft after it; null where no draft was edited.',
  })
  get draftHead(): number | null {
    return this.record.draftHead;
  }

  @Field(() => ID, { nullable: true, description: 'The draft it concerns; null where it concerns none.' })
  get draft(): string | null {
    return this.record.draftId === null ? null : globalId('Draft', this.record.draftId);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The digest of the content concerned; null where it sealed or judged none.',
  })
  get versionDigest(): string | null {
    return this.record.versionDigest;
  }

  @Field(() => String, {
    description: 'SHA-256 of the reason, the changes and the row images, a line each, as they were recorded.',
  })
  get payloadDigest(): string {
    return this.record.payloadDigest;
  }

  @Field(() => RedactionType, {
    nullable: true,
    description: 'What was taken out of its row images later; null: nothing, they are as they were recorded.',
  })
  get redaction(): RedactionType | null {
    return this.record.redaction;
  }
}

@ObjectType('ChangeSubject', { description: 'What was changed.' })
export class ChangeSubjectType {
  @Field(() => String, { description: 'Its type, such as Reason.' })
  type!: string;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

@ObjectType('Change', {
  description: 'One change of one subject, as it was recorded with the command that made it.',
})
export class ChangeType {
  constructor(readonly record: ChangeRecord) {}

  @Field(() => ChangeKindEnum, { description: 'What it did.' })
  get kind(): ChangeKind {
    return this.record.kind as ChangeKind;
  }

  @Field(() => ChangeSubjectType, { description: 'What it changed.' })
  get subject(): ChangeSubjectType {
    const { subjectType: type, subjectId } = this.record;
    return { type, id: globalId(type, subjectId) };
  }

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The fields that it changed, as they were; null for what is new.',
  })
  get before(): unknown {
    return this.record.before;
  }

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The fields that it changed, as they are since; null for what is gone.',
  })
  get after(): unknown {
    return this.record.after;
  }

  @Field(() => ChangeSetType, { description: 'The change set it belongs to.' })
  get changeSet(): ChangeSetType {
    return new ChangeSetType(this.record.changeSet);
  }
}

@ObjectType('Refusal', { description: 'A governance act that was refused. It changed nothing.' })
export class RefusalType {
  constructor(readonly record: RefusalRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Refusal', this.record.id);
  }

  @Field(() => GraphQLDateTime, { description: 'When.' })
  get refusedAt(): Date {
    return this.record.refusedAt;
  }

  @Field(() => String, { description: 'The command, such as publishVersion.' })
  get command(): string {
    return this.record.command;
  }

  @Field(() => String, { description: 'The code of the problem.' })
  get code(): string {
    return this.record.code;
  }

  @Field(() => String, { description: 'What came and what was expected.' })
  get message(): string {
    return this.record.message;
  }

  @Field(() => String, { description: 'The request that it came with.' })
  get requestId(): string {
    return this.record.requestId;
  }
}

export const ChangeConnection = connectionType(
  'Change',
  () => ChangeType,
  'A page of changes, the newest first.',
);
export const RefusalConnection = connectionType(
  'Refusal',
  () => RefusalType,
  'A page of refusals, the newest first.',
);

@InputType('ChangeFilter', { description: 'Which changes; what is left out does not narrow.' })
export class ChangeFilterInput {
  @Field(() => String, { nullable: true, description: 'The key of a taxonomy.' })
  taxonomy?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'What was changed: a reason, a draft, an actor or another node.',
  })
  subject?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who did it.' })
  actor?: string | null;

  @Field(() => [ChangeKindEnum], { nullable: true, description: 'What it did.' })
  kinds?: ChangeKind[] | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Recorded at this moment or later.' })
  from?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Recorded before this moment.' })
  until?: Date | null;
}
