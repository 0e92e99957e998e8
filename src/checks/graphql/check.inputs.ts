import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { CodedFieldEnum } from '../../figures/graphql';
import type { CodedField } from '../../figures/domain';
import { defaultLimits, type CheckLimits, type CheckRhythm } from '../domain';
import { CheckRhythmEnum } from './check.enums';

@InputType('CheckLimitsInput', { description: 'From which value on something that is checked is a finding.' })
export class CheckLimitsInputType implements CheckLimits {
  @Field(() => Float, {
    defaultValue: defaultLimits.completeness,
    description: 'The least share (0 to 1) of contacts with a value of a field.',
  })
  completeness!: number;

  @Field(() => Float, {
    defaultValue: defaultLimits.validity,
    description: 'The least share (0 to 1) of values that mean something.',
  })
  validity!: number;

  @Field(() => Float, {
    defaultValue: defaultLimits.residualOverall,
    description: 'The largest share (0 to 1) of contacts in residual reasons, over all.',
  })
  residualOverall!: number;

  @Field(() => Float, {
    defaultValue: defaultLimits.residualOfMenu,
    description: 'The largest share (0 to 1) of the contacts of one menu in its residual reasons.',
  })
  residualOfMenu!: number;

  @Field(() => Float, {
    defaultValue: defaultLimits.labelShareBits,
    description: 'How far the label shares of a coder may move, in bits (0 to 1).',
  })
  labelShareBits!: number;

  @Field(() => Float, {
    defaultValue: defaultLimits.falseDiscoveryRate,
    description: 'Of the findings about label shares, as large a share (0 to 1) may be false alarms.',
  })
  falseDiscoveryRate!: number;
}

@InputType('SetCheckScheduleInput', { description: 'What is to be checked by itself, and how often.' })
export class SetCheckScheduleInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => Int, {
    description: 'The revision of the schedule that this was made on; 0 where none was set.',
  })
  expectedRevision!: number;

  @Field(() => CheckRhythmEnum, {
    nullable: true,
    description: 'How often; null: only when somebody asks for it.',
  })
  rhythm?: CheckRhythm | null;

  @Field(() => Int, {
    nullable: true,
    description: 'With WEEKLY: 1 is Monday, 7 Sunday; null with another rhythm.',
  })
  weekday?: number | null;

  @Field(() => Int, {
    defaultValue: 6,
    description: "At which hour, 0 to 23, by the clock of the taxonomy's zone.",
  })
  hour!: number;

  @Field(() => ID, {
    description:
      'The department that answers for what is about no reason, or about one of which no department is accountable.',
  })
  owner!: string;

  @Field(() => Int, {
    defaultValue: 14,
    description: 'In how many days findings are to be seen to, 1 to 365.',
  })
  dueInDays!: number;

  @Field(() => [CodedFieldEnum], {
    defaultValue: ['reason'],
    description: 'Of what every contact is to have a value.',
  })
  completeFields!: CodedField[];

  @Field(() => CheckLimitsInputType, { nullable: true, description: 'The limits; null: those by default.' })
  limits?: CheckLimitsInputType | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@InputType('RunChecksInput', { description: 'What is to be checked now.' })
export class RunChecksInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The first day; null, as until then is: the seven whole days before today.',
  })
  from?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The day after the last one; null as from is.',
  })
  until?: string | null;
}
