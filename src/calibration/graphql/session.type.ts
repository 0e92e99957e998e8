import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type { LatePolicy, SessionContentRecord, SessionRecord, SessionState } from '../domain';
import type { SessionCoderRecord, SessionItemRecord } from '../queries/session-reader';
import { LatePolicyEnum, SessionStateEnum } from './session.enums';

@ObjectType('Session', {
  implements: NodeType,
  description: 'A calibration session: several coders code the same contacts blind, and then compare.',
})
export class SessionType implements NodeType {
  readonly typeName = 'Session';

  constructor(readonly record: SessionRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Session', this.record.id);
  }

  @Field(() => String, { description: 'What it is about.' })
  get title(): string {
    return this.record.title;
  }

  @Field(() => SessionStateEnum, { description: 'Where it stands in its life.' })
  get state(): SessionState {
    return this.record.state;
  }

  @Field(() => Int, { description: 'One more with every step of it; given as expectedRevision.' })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => Boolean, {
    description: 'Whether codings are shown under letters, without names, until it is closed.',
  })
  get adjudicatorBlind(): boolean {
    return this.record.adjudicatorBlind;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When coding is to be done; null: whenever.' })
  get deadline(): Date | null {
    return this.record.deadline;
  }

  @Field(() => LatePolicyEnum, { description: 'What becomes of a coding after the deadline.' })
  get latePolicy(): LatePolicy {
    return this.record.latePolicy;
  }

  @Field(() => Int, {
    description:
      "What a sample of contacts and each coder's order were drawn by: the same again by the same seed.",
  })
  get seed(): number {
    return this.record.seed;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was planned.' })
  get plannedAt(): Date {
    return this.record.plannedAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was opened; null: it was not.' })
  get openedAt(): Date | null {
    return this.record.openedAt;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the codes were revealed; null: they are not.',
  })
  get revealedAt(): Date | null {
    return this.record.revealedAt;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Why the codes were revealed before all was coded; null where all was, or where they are not.',
  })
  get revealedBecause(): string | null {
    return this.record.revealedBecause;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was closed; null: it is not.' })
  get closedAt(): Date | null {
    return this.record.closedAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was cancelled; null: it was not.' })
  get cancelledAt(): Date | null {
    return this.record.cancelledAt;
  }
}

@ObjectType('SessionContent', {
  description:
    'A content that a session is coded with, sealed when it was planned: no later edit changes it.',
})
export class SessionContentType {
  constructor(
    readonly record: SessionContentRecord,
    readonly session: SessionRecord,
  ) {}

  @Field(() => Int, {
    description: 'Which it is: 0, or 1 for the second of two that are coded side by side.',
  })
  get content(): number {
    return this.record.content;
  }

  @Field(() => String, { description: 'Such as "version 3" or "draft Cards, head 12".' })
  get name(): string {
    return this.record.name;
  }

  @Field(() => String, { description: 'SHA-256 of its sealed bytes.' })
  get digest(): string {
    return this.record.digest;
  }
}

@ObjectType('SessionProgress', { description: 'How far coding is: how much, and never what.' })
export class SessionProgressType {
  @Field(() => Int, { description: 'Codings that are to be given, one for each item, coder and content.' })
  assigned!: number;

  @Field(() => Int, { description: 'Codings that are given and not taken back.' })
  coded!: number;

  @Field(() => Int, { description: 'Of them, those that came after the deadline.' })
  late!: number;

  @Field(() => Int, { description: 'Codings that were taken back.' })
  takenBack!: number;
}

@ObjectType('SessionCoder', { description: 'A coder in a session, and how far they are.' })
export class SessionCoderType {
  constructor(readonly record: SessionCoderRecord) {}

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When they were taken out of the session, with their codings; null: they were not.',
  })
  get withdrawnAt(): Date | null {
    return this.record.withdrawnAt;
  }

  @Field(() => SessionProgressType, { description: 'How far they are.' })
  get progress(): SessionProgressType {
    const { assigned, coded, late, takenBack } = this.record;
    return { assigned, coded, late, takenBack };
  }
}

@ObjectType('SessionItem', {
  implements: NodeType,
  description: 'A contact that the coders of a session code.',
})
export class SessionItemType implements NodeType {
  readonly typeName = 'SessionItem';

  constructor(readonly record: SessionItemRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('SessionItem', this.record.id);
  }

  @Field(() => Int, { description: "Its place in the session's own order, from 0; each coder has another." })
  get place(): number {
    return this.record.place;
  }

  @Field(() => String, {
    description:
      'What the system it comes from knows the contact by; once the contact is purged or erased, Item and its number from 1.',
  })
  get label(): string {
    return this.record.label;
  }
}

export const SessionConnection = connectionType(
  'Session',
  () => SessionType,
  'A page of sessions, the newest first.',
);
export const SessionItemConnection = connectionType(
  'SessionItem',
  () => SessionItemType,
  "A page of the items of a session, in the session's order.",
);
