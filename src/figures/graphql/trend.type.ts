import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Interval } from '../../agreement/statistics';
import { connectionType } from '../../platform/graphql/connection.type';
import { ReasonStateType } from '../../taxonomy/graphql';
import type { Days, Direction, Trend, UndefinedCause } from '../domain';
import type { TrendFigures } from '../queries/trend-figures';
import type { UsageFigures } from '../queries/usage-figures';
import { DirectionEnum, ObservedDaysType, TrendMethodEnum } from './alert-words.type';
import { FigureIntervalType, FigureUndefinedEnum, FigureValueType } from './share.type';

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
