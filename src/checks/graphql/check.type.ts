import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { CodedFieldEnum } from '../../figures/graphql';
import type { CodedField } from '../../figures/domain';
import { connectionType } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type { CheckKind, CheckLimits, CheckOutcome, CheckResult, CheckRhythm, NoDataCause } from '../domain';
import type { CheckRunRecord, CheckScheduleRecord } from '../queries/check-reader';
import { CheckKindEnum, CheckOutcomeEnum, CheckRhythmEnum, NoDataCauseEnum } from './check.enums';

@ObjectType('CheckLimits', { description: 'From which value on something that is checked is a finding.' })
export class CheckLimitsType implements CheckLimits {
  @Field(() => Float, { description: 'The least share (0 to 1) of contacts with a value of a field.' })
  completeness!: number;

  @Field(() => Float, { description: 'The least share (0 to 1) of values that mean something.' })
  validity!: number;

  @Field(() => Float, {
    description: 'The largest share (0 to 1) of contacts in residual reasons, over all.',
  })
  residualOverall!: number;

  @Field(() => Float, {
    description: 'The largest share (0 to 1) of the contacts of one menu in its residual reasons.',
  })
  residualOfMenu!: number;

  @Field(() => Float, { description: 'How far the label shares of a coder may move, in bits (0 to 1).' })
  labelShareBits!: number;

  @Field(() => Float, {
    description: 'Of the findings about label shares, as large a share (0 to 1) may be false alarms.',
  })
  falseDiscoveryRate!: number;
}

@ObjectType('CheckSchedule', { description: 'What is checked of a taxonomy by itself, and how often.' })
export class CheckScheduleType {
  constructor(readonly record: CheckScheduleRecord) {}

  @Field(() => Int, { description: 'One more with every change of it; given as expectedRevision.' })
  get revision(): number {
    return this.record.revision;
  }

  @Field(() => CheckRhythmEnum, {
    nullable: true,
    description: 'How often; null: only when somebody asks for it.',
  })
  get rhythm(): CheckRhythm | null {
    return this.record.rhythm;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'With WEEKLY: 1 is Monday, 7 Sunday; null with another rhythm.',
  })
  get weekday(): number | null {
    return this.record.weekday;
  }

  @Field(() => Int, { description: "At which hour, 0 to 23, by the clock of the taxonomy's zone." })
  get hour(): number {
    return this.record.hour;
  }

  @Field(() => Int, { description: 'In how many days findings are to be seen to.' })
  get dueInDays(): number {
    return this.record.dueInDays;
  }

  @Field(() => [CodedFieldEnum], { description: 'Of what every contact is to have a value.' })
  get completeFields(): readonly CodedField[] {
    return this.record.completeFields;
  }

  @Field(() => CheckLimitsType, { description: 'From which value on something is a finding.' })
  get limits(): CheckLimits {
    return this.record.limits;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is checked next; null: when somebody asks for it.',
  })
  get nextDueAt(): Date | null {
    return this.record.nextDueAt;
  }
}

@ObjectType('CheckInterval', {
  description: 'Limits between which a share or a difference is to be expected, at 95 %.',
})
export class CheckIntervalType {
  @Field(() => Float, { description: 'The lower limit.' })
  lower!: number;

  @Field(() => Float, { description: 'The upper limit.' })
  upper!: number;
}

@ObjectType('CheckResult', { description: 'What one check observed of one thing.' })
export class CheckResultType {
  constructor(readonly found: CheckResult) {}

  @Field(() => String, { description: 'Of what kind and about what: the same from one run to the next.' })
  get key(): string {
    return this.found.key;
  }

  @Field(() => CheckKindEnum, { description: 'What was looked at.' })
  get kind(): CheckKind {
    return this.found.kind;
  }

  @Field(() => CheckOutcomeEnum, { description: 'How it came out.' })
  get outcome(): CheckOutcome {
    return this.found.outcome;
  }

  @Field(() => String, {
    nullable: true,
    description:
      'The rule of the lint, the field of the contacts, or the department or channel that it is about; null: none of them.',
  })
  get subject(): string | null {
    return this.found.subject;
  }

  @Field(() => Float, { nullable: true, description: 'What was observed; null without data.' })
  get observed(): number | null {
    return this.found.observed;
  }

  @Field(() => Float, { description: 'What it is held against.' })
  get limit(): number {
    return this.found.limit;
  }

  @Field(() => Int, {
    description:
      'Contacts that it rests on, with AGREEMENT_DRIFT those of both periods; with LINT the reasons of the version.',
  })
  get n(): number {
    return this.found.n;
  }

  @Field(() => CheckIntervalType, {
    nullable: true,
    description: 'Of a share or of a change of agreement; null of anything else, and without data.',
  })
  get interval(): CheckIntervalType | null {
    return this.found.interval;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Of LABEL_SHARES and AGREEMENT_DRIFT the p-value of its test, adjusted over all that is tested with it after Benjamini and Hochberg; null of anything else, and without data.',
  })
  get adjustedPValue(): number | null {
    return this.found.adjustedP;
  }

  @Field(() => NoDataCauseEnum, {
    nullable: true,
    description: 'Why there are no data; null where there are.',
  })
  get noDataBecause(): NoDataCause | null {
    return this.found.noDataBecause;
  }
}

export const CheckResultConnection = connectionType(
  'CheckResult',
  () => CheckResultType,
  'A page of what was observed.',
);

@ObjectType('CheckRun', {
  implements: NodeType,
  description: 'The version in force and the contacts of some days, as they were checked once.',
})
export class CheckRunType implements NodeType {
  readonly typeName = 'CheckRun';

  constructor(readonly record: CheckRunRecord) {}

  @Field(() => ID, { description: 'Opaque.' })
  get id(): string {
    return globalId('CheckRun', this.record.id);
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was due; null: somebody asked for it.',
  })
  get dueAt(): Date | null {
    return this.record.dueAt;
  }

  @Field(() => GraphQLDateTime, { description: 'When it was run.' })
  get runAt(): Date {
    return this.record.runAt;
  }

  @Field(() => GraphQLLocalDate, { description: 'The first day that was looked at.' })
  get from(): string {
    return this.record.from;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  get until(): string {
    return this.record.until;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the version in force at their end; null: there was none.',
  })
  get version(): number | null {
    return this.record.version;
  }

  @Field(() => Int, {
    description: 'Contacts of these days; those that somebody was to code blind are left out.',
  })
  get contacts(): number {
    return this.record.contacts;
  }

  @Field(() => Int, { description: 'Checks that passed.' })
  get passed(): number {
    return this.record.outcomes.PASS;
  }

  @Field(() => Int, { description: 'Checks that failed.' })
  get failed(): number {
    return this.record.outcomes.FAIL;
  }

  @Field(() => Int, { description: 'Checks that were inconclusive.' })
  get inconclusive(): number {
    return this.record.outcomes.INCONCLUSIVE;
  }

  @Field(() => Int, { description: 'Checks that had no data.' })
  get withoutData(): number {
    return this.record.outcomes.NO_DATA;
  }

  @Field(() => Int, { description: 'Findings that it filed.' })
  get filed(): number {
    return this.record.filed;
  }

  @Field(() => Int, { description: 'Findings of runs before that it saw again.' })
  get seenAgain(): number {
    return this.record.seenAgain;
  }

  @Field(() => String, { description: 'What it was computed by.' })
  get formula(): string {
    return this.record.formula;
  }
}

export const CheckRunConnection = connectionType(
  'CheckRun',
  () => CheckRunType,
  'A page of runs, the newest first.',
);
