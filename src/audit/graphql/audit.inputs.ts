import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { CodingOutcomeEnum } from '../../calibration/graphql';
import type { CodingOutcome } from '../../calibration/domain';
import type { AuditedStage, AuditMeasure, FindingState, StratumDimension } from '../domain';
import { AuditedStageEnum, AuditMeasureEnum, FindingStateEnum, StratumDimensionEnum } from './audit.enums';

@InputType('AuditPopulationInput', { description: 'Which contacts an audit is about.' })
export class AuditPopulationInput {
  @Field(() => GraphQLDateTime, { description: 'They occurred at this moment or later.' })
  from!: Date;

  @Field(() => GraphQLDateTime, { description: 'They occurred before this moment.' })
  until!: Date;

  @Field(() => [String], { nullable: true, description: 'The codes of their channels; null: any.' })
  channels?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'The departments that handled them; null: any.' })
  departments?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The reasons they were coded as, each with all that is below it; null: any.',
  })
  reasons?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Who coded them in production; null: anybody.' })
  coders?: string[] | null;

  @Field(() => AuditedStageEnum, {
    defaultValue: 'FINAL',
    description: 'Which production code is audited.',
  })
  stage!: AuditedStage;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether contacts of which nothing is kept to be read are left out.',
  })
  excerptOnly!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether contacts of which it is not known who coded them are drawn too: whoever did might then code them again.',
  })
  unknownCoders!: boolean;
}

@InputType('AuditDesignInput', { description: 'How contacts are drawn.' })
export class AuditDesignInput {
  @Field(() => Int, { description: 'How many, 2 to 2,000.' })
  size!: number;

  @Field(() => [StratumDimensionEnum], {
    defaultValue: [],
    description: 'What strata are made of; empty: a simple sample. Each gives two contacts at least.',
  })
  by!: StratumDimension[];

  @Field(() => Int, {
    nullable: true,
    description: 'With strata by REASON: as many of each reason at least, such as 10 to 15; null: none.',
  })
  floorPerReason?: number | null;

  @Field(() => Float, {
    defaultValue: 0.1,
    description: 'The share (0 to 1) of contacts that is coded by somebody of another department.',
  })
  acrossDepartments!: number;

  @Field(() => Int, { nullable: true, description: 'What is drawn by; null: a number is chosen and kept.' })
  seed?: number | null;
}

@InputType('SecondCoderInput', { description: 'Somebody who codes contacts again.' })
export class SecondCoderInput {
  @Field(() => ID, { description: 'The coder.' })
  coder!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Their department; null: none, so that every department is another one.',
  })
  department?: string | null;
}

@InputType('DrawAuditInput', { description: 'An audit to be drawn.' })
export class DrawAuditInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => String, { description: 'What it is about.' })
  title!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of the version that contacts were coded in, below zero that of the pilot; null: the version in force when the period ends.',
  })
  version?: number | null;

  @Field(() => AuditPopulationInput, { description: 'Which contacts.' })
  population!: AuditPopulationInput;

  @Field(() => AuditDesignInput, { description: 'How they are drawn.' })
  design!: AuditDesignInput;

  @Field(() => AuditMeasureEnum, {
    defaultValue: 'ALPHA',
    description: 'What is held against the threshold.',
  })
  measure!: AuditMeasure;

  @Field(() => Float, {
    defaultValue: 0.667,
    description: 'The threshold; for alpha 0.667 is tentative and 0.8 good.',
  })
  threshold!: number;

  @Field(() => [SecondCoderInput], {
    description: 'The second coders, 1 to 50: people who see no production codes.',
  })
  coders!: SecondCoderInput[];

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Models that code each contact besides, 5 at most.',
  })
  models!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'A closed audit with the same measure to compare with; null: none.',
  })
  earlierAudit?: string | null;
}

@InputType('CodeAuditItemInput', { description: 'What the caller answers to a contact of an audit.' })
export class CodeAuditItemInputType {
  @Field(() => ID, { description: 'The item of the assignment.' })
  item!: string;

  @Field(() => CodingOutcomeEnum, { description: 'What is answered.' })
  outcome!: CodingOutcome;

  @Field(() => ID, { nullable: true, description: 'With REASON: the reason, a leaf in use of the version.' })
  reason?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How sure the coder is, 1 (a guess) to 5 (certain); null: not said.',
  })
  confidence?: number | null;

  @Field(() => String, { nullable: true, description: 'What there is to note; null: nothing.' })
  note?: string | null;
}

@InputType({ description: 'A step of an audit.' })
abstract class AuditStepInput {
  @Field(() => ID, { description: 'The audit.' })
  audit!: string;

  @Field(() => Int, { description: 'The revision of the audit that the step was made on.' })
  expectedRevision!: number;
}

@InputType('CloseAuditInput', { description: 'An audit to be closed.' })
export class CloseAuditInputType extends AuditStepInput {
  @Field(() => String, { nullable: true, description: 'Why before all is coded; null where all is.' })
  because?: string | null;
}

@InputType('CancelAuditInput', { description: 'An audit to be given up.' })
export class CancelAuditInputType extends AuditStepInput {
  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('RecordAuditFindingInput', { description: 'What is to be done about what an audit found.' })
export class RecordAuditFindingInputType {
  @Field(() => ID, { description: 'The audit, which is closed.' })
  audit!: string;

  @Field(() => String, { description: 'What was found, and what is to be done.' })
  text!: string;

  @Field(() => ID, { nullable: true, description: 'The reason that it is about; null: no single one.' })
  reason?: string | null;

  @Field(() => ID, { description: 'The department that answers for it.' })
  owner!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day until which it is to be done.' })
  dueOn!: string;
}

@InputType('FollowUpAuditFindingInput', { description: 'What became of a finding.' })
export class FollowUpAuditFindingInputType {
  @Field(() => ID, { description: 'The finding.' })
  finding!: string;

  @Field(() => Int, { description: 'The revision of the finding that this was made on.' })
  expectedRevision!: number;

  @Field(() => FindingStateEnum, { description: 'Where it stands now; the same state for a note alone.' })
  state!: FindingState;

  @Field(() => String, { description: 'What was done, or why not.' })
  note!: string;
}
