import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { Interval } from '../../agreement/statistics';
import { connectionType } from '../../platform/graphql/connection.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ReasonStateType } from '../../taxonomy/graphql';
import type { Change, Days, Direction, directions, seriesGrains, Trend, UndefinedCause } from '../domain';
import type { ChangeFigures, ComparedSpan } from '../queries/change-figures';
import type { TrendFigures } from '../queries/trend-figures';
import type { UsageFigures } from '../queries/usage-figures';
import { FigureIntervalType, FigureUndefinedEnum, FigureValueType } from './share.type';

export const SeriesGrainEnum = schemaEnum('SeriesGrain', 'How long the steps of a series are.', {
  MONTH: 'Whole months of the calendar.',
  WEEK: 'Whole weeks, counted from the first day with contacts.',
} satisfies Readonly<Record<(typeof seriesGrains)[number], string>>);

export const DirectionEnum = schemaEnum('Direction', 'Which way a figure goes.', {
  RISING: 'It rises.',
  FALLING: 'It falls.',
  NEITHER: 'Neither for certain.',
} satisfies Readonly<Record<(typeof directions)[number], string>>);

export const TrendMethodEnum = schemaEnum('TrendMethod', 'How the p-value of a trend was had.', {
  EXACT: 'All orders of the steps were counted.',
  NORMAL: 'From the normal distribution, with the corrections for ties and continuity.',
});

@ObjectType('ObservedDays', { description: 'Days in which contacts came in.' })
export class ObservedDaysType implements Days {
  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  from!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  until!: string;
}

@ObjectType('ContactTrend', { description: 'Whether contacts tend to rise or to fall.' })
export class ContactTrendType {
  constructor(
    private readonly found: Omit<Trend<unknown>, 'key'>,
    private readonly state: ReasonStateType | null,
  ) {}

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The reason, or one with all below it; null: all contacts together.',
  })
  get reason(): ReasonStateType | null {
    return this.state;
  }

  @Field(() => Float, { description: 'The contacts of the steps; whole unless shares of a split were used.' })
  get contacts(): number {
    return this.found.contacts;
  }

  @Field(() => DirectionEnum, { description: 'Which way, where it is an alert; NEITHER where it is none.' })
  get direction(): Direction {
    return this.found.direction;
  }

  @Field(() => FigureValueType, {
    description: "Sen's slope: how many contacts a day more, or fewer, from one step to the next.",
  })
  get slope(): FigureValueType {
    return new FigureValueType(this.found.slope);
  }

  @Field(() => FigureIntervalType, {
    nullable: true,
    description: 'Of the slope, at 95 %; null where it does not exist.',
  })
  get interval(): Interval | null {
    return this.found.interval;
  }

  @Field(() => FigureValueType, { description: "Of Mann and Kendall's test, two-sided." })
  get pValue(): FigureValueType {
    return new FigureValueType(this.found.pValue);
  }

  @Field(() => TrendMethodEnum, {
    nullable: true,
    description: 'How the p-value was had; null where there is none.',
  })
  get method(): keyof typeof TrendMethodEnum | null {
    return this.found.method;
  }

  @Field(() => FigureValueType, {
    description: 'The p-value raised for as many as are tested (Benjamini-Hochberg).',
  })
  get adjustedPValue(): FigureValueType {
    return new FigureValueType(this.found.adjustedPValue);
  }

  @Field(() => Boolean, { description: 'Whether it is worth an alert by the rule.' })
  get isAlert(): boolean {
    return this.found.isAlert;
  }
}

export const ContactTrendConnection = connectionType(
  'ContactTrend',
  () => ContactTrendType,
  'A page of trends, the least likely by chance first.',
);

@ObjectType('TrendAlerts', { description: 'Which reasons rise or fall over the steps of the period.' })
export class TrendAlertsType {
  constructor(
    readonly figures: UsageFigures,
    readonly found: TrendFigures,
  ) {}

  @Field(() => ObservedDaysType, {
    nullable: true,
    description: 'The days of the period in which contacts came in; null: none did.',
  })
  get observed(): Days | null {
    return this.found.observed;
  }

  @Field(() => Int, { description: 'How many whole steps of these days are compared.' })
  get steps(): number {
    return this.found.steps.length;
  }

  @Field(() => FigureUndefinedEnum, {
    nullable: true,
    description: 'Why nothing can be told of all contacts together; null where it can.',
  })
  get undefinedBecause(): UndefinedCause | null {
    return this.found.untold;
  }

  @Field(() => Int, { description: 'How many reasons are tested.' })
  get tested(): number {
    return this.found.reasons.filter(({ pValue }) => pValue.value !== null).length;
  }

  @Field(() => ContactTrendType, { description: 'That of all contacts together, tested by itself.' })
  get all(): ContactTrendType {
    return new ContactTrendType(this.found.all, null);
  }
}

@ObjectType('ComparedDays', { description: 'One of two spans that are compared.' })
export class ComparedDaysType {
  constructor(private readonly span: ComparedSpan) {}

  @Field(() => GraphQLLocalDate, { description: 'The first day.' })
  get from(): string {
    return this.span.from;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  get until(): string {
    return this.span.until;
  }

  @Field(() => ObservedDaysType, {
    nullable: true,
    description:
      'The days of it in which contacts came in, which alone are compared; null: in less than half of it, which is no data and not a fall.',
  })
  get observed(): Days | null {
    return this.span.observed;
  }

  @Field(() => Int, {
    description: 'The contacts of these days; of the whole span where there are none such.',
  })
  get contacts(): number {
    return this.span.contacts;
  }
}

@ObjectType('ContactChange', { description: 'Whether contacts changed from an earlier span to this one.' })
export class ContactChangeType {
  constructor(
    private readonly found: Omit<Change<unknown>, 'key'>,
    private readonly state: ReasonStateType | null,
  ) {}

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The reason, or one with all below it; null: all contacts together.',
  })
  get reason(): ReasonStateType | null {
    return this.state;
  }

  @Field(() => Float, { description: 'The contacts of the earlier span.' })
  get before(): number {
    return this.found.before;
  }

  @Field(() => Float, { description: 'The contacts of this span.' })
  get after(): number {
    return this.found.after;
  }

  @Field(() => FigureValueType, {
    description: 'The contacts a day of this span / those of the earlier one.',
  })
  get ratio(): FigureValueType {
    return new FigureValueType(this.found.ratio);
  }

  @Field(() => FigureIntervalType, {
    nullable: true,
    description:
      'Of the ratio, at 95 %, exact for counts; null where it has no upper limit, or does not exist.',
  })
  get interval(): Interval | null {
    return this.found.interval;
  }

  @Field(() => DirectionEnum, { description: 'Which way, where it is an alert; NEITHER where it is none.' })
  get direction(): Direction {
    return this.found.direction;
  }

  @Field(() => FigureValueType, { description: 'Of the exact test of two Poisson counts, two-sided.' })
  get pValue(): FigureValueType {
    return new FigureValueType(this.found.pValue);
  }

  @Field(() => FigureValueType, {
    description: 'The p-value raised for as many as are tested (Benjamini-Hochberg).',
  })
  get adjustedPValue(): FigureValueType {
    return new FigureValueType(this.found.adjustedPValue);
  }

  @Field(() => Boolean, { description: 'Whether it is worth an alert by the rule.' })
  get isAlert(): boolean {
    return this.found.isAlert;
  }
}

export const ContactChangeConnection = connectionType(
  'ContactChange',
  () => ContactChangeType,
  'A page of changes, the least likely by chance first.',
);

@ObjectType('ChangeAlerts', { description: 'Which reasons changed from an earlier span to this one.' })
export class ChangeAlertsType {
  constructor(
    readonly figures: UsageFigures,
    readonly found: ChangeFigures,
  ) {}

  @Field(() => ComparedDaysType, { description: 'The earlier span.' })
  get before(): ComparedDaysType {
    return new ComparedDaysType(this.found.before);
  }

  @Field(() => ComparedDaysType, { description: 'The span of the figures.' })
  get after(): ComparedDaysType {
    return new ComparedDaysType(this.found.after);
  }

  @Field(() => FigureUndefinedEnum, {
    nullable: true,
    description: 'Why nothing can be told of all contacts together; null where it can.',
  })
  get undefinedBecause(): UndefinedCause | null {
    return this.found.all.pValue.undefinedBecause;
  }

  @Field(() => Int, { description: 'How many reasons are tested.' })
  get tested(): number {
    return this.found.reasons.filter(({ pValue }) => pValue.value !== null).length;
  }

  @Field(() => ContactChangeType, { description: 'That of all contacts together, tested by itself.' })
  get all(): ContactChangeType {
    return new ContactChangeType(this.found.all, null);
  }
}
