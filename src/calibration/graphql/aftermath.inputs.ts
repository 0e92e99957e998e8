import { Field, ID, InputType, Int } from 'type-graphql';
import type { AdjudicationCause, CodingOutcome, DecisionKind } from '../domain';
import { AdjudicationCauseEnum, CodingOutcomeEnum, DecisionKindEnum } from './session.enums';
import { DraftOperationInput } from './draft-operation.input';

@InputType('AddDiscussionNoteInput', { description: 'What is said of an item.' })
export class AddDiscussionNoteInputType {
  @Field(() => ID, { description: 'The item.' })
  item!: string;

  @Field(() => String, { description: 'What is said.' })
  text!: string;
}

@InputType('AdjudicateItemInput', { description: 'What an item is.' })
export class AdjudicateItemInputType {
  @Field(() => ID, { description: 'The item.' })
  item!: string;

  @Field(() => Int, { defaultValue: 0, description: 'Which of the contents of the session it is with.' })
  content!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'The revision of the adjudication that is revised; 0: a first one.',
  })
  expectedRevision!: number;

  @Field(() => CodingOutcomeEnum, { description: 'What it is.' })
  outcome!: CodingOutcome;

  @Field(() => ID, { nullable: true, description: 'With REASON: the reason, a leaf in use of the content.' })
  reason?: string | null;

  @Field(() => String, { description: 'Why it is so.' })
  rationale!: string;

  @Field(() => AdjudicationCauseEnum, {
    nullable: true,
    description: 'Why the coders disagreed; to be said where they do.',
  })
  cause?: AdjudicationCause | null;
}

@InputType('RecordDecisionInput', { description: 'What a session decided.' })
export class RecordDecisionInputType {
  @Field(() => ID, { description: 'The session.' })
  session!: string;

  @Field(() => DecisionKindEnum, { description: 'What it changes.' })
  kind!: DecisionKind;

  @Field(() => String, { description: 'What was decided.' })
  text!: string;

  @Field(() => [ID], { description: 'The items that it rests on, at least one.' })
  evidence!: string[];
}

@InputType('ApplyDecisionInput', { description: 'A decision to be carried out in a draft.' })
export class ApplyDecisionInputType {
  @Field(() => ID, { description: 'The decision.' })
  decision!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The draft; null: one of its own is opened on the newest version.',
  })
  draft?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The head of the draft that it is made on; with a draft only.',
  })
  expectedHead?: number | null;

  @Field(() => [DraftOperationInput], { description: 'What it changes, 1 to 50 operations, in order.' })
  operations!: DraftOperationInput[];
}
