import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { ContactFilterInput } from '../../contact/graphql';
import type { CodingOutcome, LatePolicy } from '../domain';
import { CodingOutcomeEnum, LatePolicyEnum } from './session.enums';

@InputType('SessionContentInput', {
  description: 'A content to code with: a version or a draft, one of the two.',
})
export class SessionContentInput {
  @Field(() => ID, { nullable: true, description: 'A version; null: a draft is given.' })
  version?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A draft, whose content is sealed as it is now; null: a version is given.',
  })
  draft?: string | null;
}

@InputType('ContactSampleInput', { description: 'Contacts to be drawn by chance.' })
export class ContactSampleInput {
  @Field(() => Int, { description: 'How many, 1 to 500.' })
  size!: number;

  @Field(() => ContactFilterInput, { nullable: true, description: 'From which contacts; null: from all.' })
  filter?: ContactFilterInput | null;
}

@InputType('PlanSessionInput', { description: 'A calibration session to be planned.' })
export class PlanSessionInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, { description: 'What it is about.' })
  title!: string;

  @Field(() => [SessionContentInput], {
    description: 'What is coded with: one content, or two side by side.',
  })
  contents!: SessionContentInput[];

  @Field(() => [ID], { description: 'The coders, 1 to 50.' })
  coders!: string[];

  @Field(() => ID, { nullable: true, description: 'The actor who leads it; null: whoever plans it.' })
  facilitator?: string | null;

  @Field(() => [ID], { nullable: true, description: 'The contacts by hand, 1 to 500; null: they are drawn.' })
  contacts?: string[] | null;

  @Field(() => ContactSampleInput, { nullable: true, description: 'How they are drawn; null: by hand.' })
  sample?: ContactSampleInput | null;

  @Field(() => Int, {
    nullable: true,
    description: "What the sample and each coder's order are drawn by; null: a number is chosen and kept.",
  })
  seed?: number | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When coding is to be done; null: whenever.' })
  deadline?: Date | null;

  @Field(() => LatePolicyEnum, {
    defaultValue: 'COUNT',
    description: 'What becomes of a coding after the deadline.',
  })
  latePolicy!: LatePolicy;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether codings are shown under letters, without names, until it is closed.',
  })
  adjudicatorBlind!: boolean;
}

@InputType({ description: 'A step of a session.' })
abstract class SessionStepInput {
  @Field(() => ID, { description: 'The session.' })
  session!: string;

  @Field(() => Int, { description: 'The revision of the session that the step was made on.' })
  expectedRevision!: number;
}

@InputType('OpenSessionInput', { description: 'A session to be opened for coding.' })
export class OpenSessionInputType extends SessionStepInput {}

@InputType('WithdrawCoderInput', { description: 'A coder to be taken out of a session.' })
export class WithdrawCoderInputType extends SessionStepInput {
  @Field(() => ID, { description: 'The coder.' })
  coder!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('RevealSessionInput', { description: 'A session whose codes are to be shown.' })
export class RevealSessionInputType extends SessionStepInput {
  @Field(() => String, { nullable: true, description: 'Why before all is coded; null where all is.' })
  because?: string | null;
}

@InputType('WaiverInput', { description: 'An item whose disagreement is left as it is.' })
export class WaiverInput {
  @Field(() => ID, { description: 'The item.' })
  item!: string;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('CloseSessionInput', { description: 'A session to be closed.' })
export class CloseSessionInputType extends SessionStepInput {
  @Field(() => [WaiverInput], {
    defaultValue: [],
    description: 'Items that are not adjudicated although their coders disagree.',
  })
  waivers!: WaiverInput[];
}

@InputType('CancelSessionInput', { description: 'A session to be given up.' })
export class CancelSessionInputType extends SessionStepInput {
  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('CodeItemInput', { description: 'What the caller answers to an item.' })
export class CodeItemInputType {
  @Field(() => ID, { description: 'The item.' })
  item!: string;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Which of the contents of the session it is coded with.',
  })
  content!: number;

  @Field(() => CodingOutcomeEnum, { description: 'What is answered.' })
  outcome!: CodingOutcome;

  @Field(() => ID, { nullable: true, description: 'With REASON: the reason, a leaf in use of the content.' })
  reason?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How sure the coder is, 1 (a guess) to 5 (certain); null: not said.',
  })
  confidence?: number | null;

  @Field(() => String, { nullable: true, description: 'What there is to note; null: nothing.' })
  note?: string | null;
}

@InputType('WithdrawCodingInput', { description: 'A coding of the caller that is taken back.' })
export class WithdrawCodingInputType {
  @Field(() => ID, { description: 'The item.' })
  item!: string;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Which of the contents of the session it was coded with.',
  })
  content!: number;
}
