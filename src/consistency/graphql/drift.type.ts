import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import type {
  Drift,
  DriftAlert,
  DriftMethod,
  DriftSide,
  DriftSubject,
  LabelDrift,
  NoDriftCause,
} from '../domain';
import type { FoundDrift, FoundLabelDrift } from '../queries/drift-reader';
import { DriftMethodEnum, DriftSubjectEnum, NoDriftCauseEnum } from './consistency.enums';
import { ScoreIntervalType } from './score-interval.type';

@ObjectType('DriftSide', { description: 'A value in one of two periods.' })
export class DriftSideType {
  constructor(private readonly side: DriftSide) {}

  @Field(() => Float, { description: 'The agreement, 0 to 1, with the mix of reasons held fixed.' })
  get value(): number {
    return this.side.value;
  }

  @Field(() => Float, { nullable: true, description: 'Of the value; null where it is not known.' })
  get standardError(): number | null {
    return this.side.standardError;
  }

  @Field(() => Int, { description: 'Contacts that it rests on.' })
  get contacts(): number {
    return this.side.contacts;
  }
}

@ObjectType('Drift', { description: 'How agreement changed from one period to a later one.' })
export class DriftType {
  constructor(
    readonly found: FoundDrift,
    readonly drift: Drift,
    /** Null: all contacts. */
    readonly of: DriftSubject | null,
  ) {}

  @Field(() => DriftMethodEnum, { description: 'How the periods are compared.' })
  get method(): DriftMethod {
    return this.drift.method;
  }

  @Field(() => DriftSideType, {
    nullable: true,
    description: 'In the earlier period; null where it has no contact.',
  })
  get before(): DriftSideType | null {
    return this.drift.before === null ? null : new DriftSideType(this.drift.before);
  }

  @Field(() => DriftSideType, {
    nullable: true,
    description: 'In the later period; null where it has no contact.',
  })
  get after(): DriftSideType | null {
    return this.drift.after === null ? null : new DriftSideType(this.drift.after);
  }

  @Field(() => Float, { nullable: true, description: 'Later less earlier; null where nothing can be said.' })
  get difference(): number | null {
    return this.drift.difference;
  }

  @Field(() => ScoreIntervalType, {
    nullable: true,
    description: 'Of the difference, at 95 %; null where there is none.',
  })
  get interval(): ScoreIntervalType | null {
    return this.drift.interval;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'How likely as large a difference is without a change, two-sided; null where nothing can be said.',
  })
  get pValue(): number | null {
    return this.drift.pValue;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The same raised for as many as are tested (Benjamini-Hochberg); null for all contacts together, and where nothing can be said.',
  })
  get adjustedPValue(): number | null {
    return this.drift.adjustedPValue;
  }

  @Field(() => Boolean, { description: 'Whether it is more than chance makes of as many as are tested.' })
  get isAlert(): boolean {
    return this.drift.isAlert;
  }

  @Field(() => NoDriftCauseEnum, {
    nullable: true,
    description: 'Why nothing can be said; null where something can.',
  })
  get undefinedBecause(): NoDriftCause | null {
    return this.drift.undefinedBecause;
  }
}

@ObjectType('LabelDrift', {
  description: 'How the shares of the reasons that a coder chose at work changed.',
})
export class LabelDriftType {
  constructor(readonly drift: LabelDrift) {}

  @Field(() => Int, { description: 'Contacts that they coded in the earlier period.' })
  get contactsBefore(): number {
    return this.drift.contactsBefore;
  }

  @Field(() => Int, { description: 'Contacts that they coded in the later one.' })
  get contactsAfter(): number {
    return this.drift.contactsAfter;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Jensen-Shannon divergence in bits, each period weighing as its contacts; null where one has none.',
  })
  get divergence(): number | null {
    return this.drift.divergence;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The likelihood-ratio statistic G, which is the divergence times 2 N ln 2; null where one has none.',
  })
  get statistic(): number | null {
    return this.drift.statistic;
  }

  @Field(() => Int, { description: 'The reasons that occur, less one.' })
  get degreesOfFreedom(): number {
    return this.drift.degreesOfFreedom;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'How likely as large a change is by chance; null with fewer than 50 contacts in a period.',
  })
  get pValue(): number | null {
    return this.drift.pValue;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'The same raised for as many coders as are tested; null with fewer than 50 contacts in a period.',
  })
  get adjustedPValue(): number | null {
    return this.drift.adjustedPValue;
  }

  @Field(() => Boolean, { description: 'Whether it is more than chance makes of as many coders.' })
  get isAlert(): boolean {
    return this.drift.isAlert;
  }
}

@ObjectType('DriftAlert', { description: 'A drift that is worth a finding, in one sentence.' })
export class DriftAlertType {
  constructor(
    readonly found: FoundDrift,
    readonly alert: DriftAlert,
  ) {}

  @Field(() => String, { description: 'What changed, with its numbers.' })
  get text(): string {
    return this.alert.text;
  }

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether agreement fell; null where it is no matter of better or worse.',
  })
  get isWorse(): boolean | null {
    return this.alert.isWorse;
  }

  @Field(() => Float, { description: 'How likely it is by chance, raised for as many as are tested.' })
  get adjustedPValue(): number {
    return this.alert.adjustedPValue;
  }
}

export const DriftConnection = connectionType('Drift', () => DriftType, 'Drifts in the order of their ids.');
export const LabelDriftConnection = connectionType(
  'LabelDrift',
  () => LabelDriftType,
  'Label drifts in the order of their coders’ ids.',
);
export const DriftAlertConnection = connectionType(
  'DriftAlert',
  () => DriftAlertType,
  'Alerts, the least likely by chance first.',
);

@ObjectType('ConsistencyDrift', {
  description: 'How consistently things are coded in one period and a later one.',
})
export class ConsistencyDriftType {
  /** Asked once for all fields that need it. */
  private asked: Promise<FoundLabelDrift> | null = null;

  constructor(
    readonly found: FoundDrift,
    private readonly readLabels: () => Promise<FoundLabelDrift>,
  ) {}

  labels(): Promise<FoundLabelDrift> {
    return (this.asked ??= this.readLabels());
  }

  @Field(() => DriftSubjectEnum, { description: 'What the drifts are of.' })
  get of(): DriftSubject {
    return this.found.question.of;
  }

  @Field(() => GraphQLLocalDate, { description: 'The first day of the earlier period.' })
  get from(): string {
    return this.found.question.window.from;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one of the earlier period.' })
  get until(): string {
    return this.found.question.window.until;
  }

  @Field(() => GraphQLLocalDate, { description: 'The first day of the later period.' })
  get laterFrom(): string {
    return this.found.question.later.from;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one of the later period.' })
  get laterUntil(): string {
    return this.found.question.later.until;
  }

  @Field(() => DriftType, { description: 'Of all contacts.' })
  get overall(): DriftType {
    return new DriftType(this.found, this.found.overall, null);
  }

  @Field(() => [Int], { description: 'The numbers of the versions that were coded with.' })
  get versions(): readonly number[] {
    return this.found.versions;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The level that reasons are compared at; null: reasons themselves.',
  })
  get level(): number | null {
    return this.found.question.level;
  }

  @Field(() => Int, {
    description:
      'Contacts of either period with a code that cannot be told in the stated version at this level.',
  })
  get notComparable(): number {
    return this.found.notComparable;
  }

  @Field(() => Int, { description: 'Contacts that were coded in both periods.' })
  get contactsInBoth(): number {
    return this.found.contactsInBoth;
  }

  @Field(() => Int, {
    description:
      'Contacts about reasons that one of the periods has none of: where the mix is held fixed they are left out.',
  })
  get withoutCounterpart(): number {
    return this.found.withoutCounterpart;
  }
}
