import { Field, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { Days, directions, seriesGrains } from '../domain';

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
