import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { Interval } from '../../agreement/statistics';
import { connectionType } from '../../platform/graphql/connection.type';
import { ReasonStateType } from '../../taxonomy/graphql';
import type { Change, Days, Direction, UndefinedCause } from '../domain';
import type { ChangeFigures, ComparedSpan } from '../queries/change-figures';
import type { UsageFigures } from '../queries/usage-figures';
import { DirectionEnum, ObservedDaysType } from './alert-words.type';
import { FigureIntervalType, FigureUndefinedEnum, FigureValueType } from './share.type';

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
