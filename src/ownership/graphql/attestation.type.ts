import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ReasonType } from '../../taxonomy/graphql';
import type {
  AttestationAnswer,
  attestationAnswers,
  AttestationItemRecord,
  AttestationRecord,
} from '../domain';
import type { AttestationProgressRecord } from '../queries/ownership-reader';

export const AttestationAnswerEnum = schemaEnum('AttestationAnswer', 'What a department says of a reason.', {
  CONFIRM: 'It answers for the reason, and all is as it should be.',
  PROPOSE_CHANGE: 'Something is to change: a draft or a note says what.',
  HAND_OVER: 'Another department is to take over: a transfer was offered.',
} satisfies Readonly<Record<(typeof attestationAnswers)[number], string>>);

@ObjectType('Attestation', {
  implements: NodeType,
  description: 'A campaign in which departments say again, reason by reason, that they answer for it.',
})
export class AttestationType implements NodeType {
  readonly typeName = 'Attestation';

  constructor(readonly record: AttestationRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Attestation', this.record.id);
  }

  @Field(() => String, { description: 'What it is about.' })
  get title(): string {
    return this.record.title;
  }

  @Field(() => GraphQLDateTime, { description: 'By when it is to be answered.' })
  get dueAt(): Date {
    return this.record.dueAt;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was opened.' })
  get openedAt(): Date {
    return this.record.openedAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was closed; null: it is open.' })
  get closedAt(): Date | null {
    return this.record.closedAt;
  }
}

@ObjectType('AttestationProgress', { description: 'How far one department has come with an attestation.' })
export class AttestationProgressType {
  constructor(readonly counts: AttestationProgressRecord) {}

  @Field(() => Int, { description: 'Reasons that it is asked about.' })
  get asked(): number {
    return this.counts.asked;
  }

  @Field(() => Int, { description: 'Those it confirmed.' })
  get confirmed(): number {
    return this.counts.confirmed;
  }

  @Field(() => Int, { description: 'Those of which it proposed a change.' })
  get changesProposed(): number {
    return this.counts.changesProposed;
  }

  @Field(() => Int, { description: 'Those it hands over.' })
  get handedOver(): number {
    return this.counts.handedOver;
  }

  @Field(() => Int, { description: 'Those it said nothing of yet.' })
  get open(): number {
    return this.counts.open;
  }

  @Field(() => Int, { description: 'Of these, those that are overdue.' })
  get overdue(): number {
    return this.counts.overdue;
  }
}

@ObjectType('AttestationItem', {
  description: 'What one department is asked about one reason, and what it said.',
})
export class AttestationItemType {
  constructor(readonly item: AttestationItemRecord) {}

  @Field(() => ReasonType, { description: 'The reason.' })
  get reason(): ReasonType {
    return new ReasonType(this.item.reasonId);
  }

  @Field(() => AttestationAnswerEnum, { nullable: true, description: 'What it said; null: nothing yet.' })
  get answer(): AttestationAnswer | null {
    return this.item.answer;
  }

  @Field(() => String, { nullable: true, description: 'What came with it; null: nothing.' })
  get note(): string | null {
    return this.item.note;
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The draft that proposes the change; null: none was named.',
  })
  get draft(): string | null {
    return this.item.draftId === null ? null : globalId('Draft', this.item.draftId);
  }

  @Field(() => ID, { nullable: true, description: 'The transfer that was offered; null: none was named.' })
  get transfer(): string | null {
    return this.item.transferId === null ? null : globalId('Transfer', this.item.transferId);
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it answered; null: not yet.' })
  get answeredAt(): Date | null {
    return this.item.answeredAt;
  }
}

export const AttestationConnection = connectionType(
  'Attestation',
  () => AttestationType,
  'A page of attestations, the newest first.',
);
export const AttestationItemConnection = connectionType(
  'AttestationItem',
  () => AttestationItemType,
  'A page of what is asked, by department.',
);

@InputType('OpenAttestationInput', { description: 'An attestation to be opened.' })
export class OpenAttestationInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, { description: 'What it is about.' })
  title!: string;

  @Field(() => GraphQLDateTime, { description: 'By when it is to be answered.' })
  dueAt!: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'The department that is asked; null: all that own a leaf of the version in force.',
  })
  department?: string | null;
}

@InputType('AttestationAnswerInput', { description: 'What a department says of one reason.' })
export class AttestationAnswerInput {
  @Field(() => ID, { description: 'The reason.' })
  reason!: string;

  @Field(() => AttestationAnswerEnum, { description: 'What it says.' })
  answer!: AttestationAnswer;

  @Field(() => String, { nullable: true, description: 'What there is to say of it.' })
  note?: string | null;

  @Field(() => ID, { nullable: true, description: 'With PROPOSE_CHANGE: the draft that proposes it.' })
  draft?: string | null;

  @Field(() => ID, { nullable: true, description: 'With HAND_OVER: the transfer that was offered.' })
  transfer?: string | null;
}

@InputType('AttestReasonsInput', { description: 'What a department says of reasons it is asked about.' })
export class AttestReasonsInputType {
  @Field(() => ID, { description: 'The attestation.' })
  attestation!: string;

  @Field(() => ID, { description: 'The department: one that the caller speaks for.' })
  department!: string;

  @Field(() => [AttestationAnswerInput], { description: 'What it says, reason by reason.' })
  answers!: AttestationAnswerInput[];
}

@InputType('CloseAttestationInput', { description: 'An attestation to be closed.' })
export class CloseAttestationInputType {
  @Field(() => ID, { description: 'The attestation.' })
  attestation!: string;
}
