import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ReasonType } from '../../taxonomy/graphql';
import type { FeedbackKind, feedbackKinds, FeedbackRecord, FeedbackState, feedbackStates } from '../domain';

export const FeedbackKindEnum = schemaEnum('FeedbackKind', 'What is wrong with the list.', {
  MISSING: 'There is no reason for some contacts.',
  AMBIGUOUS: 'It cannot be told when the reason is meant.',
  DUPLICATE: 'Another reason means the same.',
  MISLABELLED: 'The label says something else than the reason means.',
} satisfies Readonly<Record<(typeof feedbackKinds)[number], string>>);

export const FeedbackStateEnum = schemaEnum('FeedbackState', 'What became of feedback.', {
  OPEN: 'Nobody has decided yet.',
  ACCEPTED: 'Something is done about it.',
  DECLINED: 'Nothing is done about it, and why is told.',
  DUPLICATE_OF: 'It was reported before.',
} satisfies Readonly<Record<(typeof feedbackStates)[number], string>>);

@ObjectType('Feedback', {
  implements: NodeType,
  description: 'What somebody who codes contacts reports of the list, and what became of it.',
})
export class FeedbackType implements NodeType {
  readonly typeName = 'Feedback';

  constructor(readonly record: FeedbackRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('Feedback', this.record.id);
  }

  @Field(() => FeedbackKindEnum, { description: 'What is wrong.' })
  get kind(): FeedbackKind {
    return this.record.kind;
  }

  @Field(() => ReasonType, {
    nullable: true,
    description: 'The reason it is about; null where one is missing.',
  })
  get reason(): ReasonType | null {
    return this.record.reasonId === null ? null : new ReasonType(this.record.reasonId);
  }

  @Field(() => String, { description: 'What was reported.' })
  get text(): string {
    return this.record.text;
  }

  @Field(() => FeedbackStateEnum, { description: 'What became of it.' })
  get state(): FeedbackState {
    return this.record.state;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was reported.' })
  get reportedAt(): Date {
    return this.record.reportedAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was decided; null: not yet.' })
  get decidedAt(): Date | null {
    return this.record.decidedAt;
  }

  @Field(() => String, { nullable: true, description: 'What was said with the decision; null: nothing.' })
  get decisionNote(): string | null {
    return this.record.decisionNote;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The head of the draft with the edit that answers it; null where none was named.',
  })
  get draftHead(): number | null {
    return this.record.draftHead;
  }
}

export const FeedbackConnection = connectionType(
  'Feedback',
  () => FeedbackType,
  'A page of feedback, the newest first.',
);

@ObjectType('FeedbackRefusedProblem', {
  implements: ProblemType,
  description: 'Feedback, or what is to become of it, that cannot be taken so.',
})
export class FeedbackRefusedProblem extends ProblemType {
  @Field(() => String, { description: 'What is wrong, such as REASON_MISSING or ALREADY_DECIDED.' })
  fault!: string;
}
answersFor(FeedbackRefusedProblem, ['FEEDBACK_REFUSED']);

@InputType('FeedbackFilter', { description: 'Which feedback; what is left out does not matter.' })
export class FeedbackFilterInput {
  @Field(() => String, { nullable: true, description: 'Of the taxonomy with this key.' })
  taxonomy?: string | null;

  @Field(() => ID, { nullable: true, description: 'About this reason.' })
  reason?: string | null;

  @Field(() => [FeedbackKindEnum], { nullable: true, description: 'Of these kinds.' })
  kinds?: FeedbackKind[] | null;

  @Field(() => [FeedbackStateEnum], { nullable: true, description: 'Of which this became.' })
  states?: FeedbackState[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Reported by the caller.' })
  mine?: boolean | null;
}

@InputType('ReportFeedbackInput', { description: 'What is wrong with the list.' })
export class ReportFeedbackInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => FeedbackKindEnum, { description: 'What is wrong.' })
  kind!: FeedbackKind;

  @Field(() => ID, { nullable: true, description: 'The reason; it may be left out where one is MISSING.' })
  reason?: string | null;

  @Field(() => String, { description: 'In words; no names of customers.' })
  text!: string;
}

@InputType('AcceptFeedbackInput', { description: 'Feedback about which something is done.' })
export class AcceptFeedbackInputType {
  @Field(() => ID, { description: 'The feedback.' })
  feedback!: string;

  @Field(() => String, { nullable: true, description: 'What there is to say of it.' })
  note?: string | null;
}

@InputType('DeclineFeedbackInput', { description: 'Feedback about which nothing is done.' })
export class DeclineFeedbackInputType {
  @Field(() => ID, { description: 'The feedback.' })
  feedback!: string;

  @Field(() => String, { description: 'Why; the reporter sees it.' })
  because!: string;
}

@InputType('MarkFeedbackDuplicateInput', { description: 'Feedback that was given before.' })
export class MarkFeedbackDuplicateInputType {
  @Field(() => ID, { description: 'The feedback.' })
  feedback!: string;

  @Field(() => ID, { description: 'The feedback that said so before.' })
  duplicateOf!: string;
}

@InputType('LinkFeedbackInput', { description: 'The edit that answers feedback.' })
export class LinkFeedbackInputType {
  @Field(() => ID, { description: 'The feedback: it was accepted.' })
  feedback!: string;

  @Field(() => ID, { description: 'The draft with the edit.' })
  draft!: string;

  @Field(() => Int, { description: 'The head of the draft that the edit made.' })
  head!: number;
}
