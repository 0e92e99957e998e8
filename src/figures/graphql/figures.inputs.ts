import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { CallerError } from '../../platform/caller-error';
import { localId } from '../../platform/graphql/global-id';
import { daysBetween, type Day, type Days, type FigureFilter } from '../domain';

const mostDays = 3_660;
const mostValues = 1_000;

@InputType('FigureFilter', { description: 'Which contacts; what is left out does not narrow.' })
export class FigureFilterInput {
  @Field(() => [String], {
    nullable: true,
    description: 'That came in one of these channels; null: in any, or none that is known.',
  })
  channels?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of customers in one of these segments; null: in any, or none that is known.',
  })
  segments?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'That one of these departments handled; null: any, or none that is known.',
  })
  departments?: string[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Coded in one of the versions with these numbers; null: in any.',
  })
  versions?: number[] | null;
}

export function filterOf(input: FigureFilterInput | null | undefined): FigureFilter {
  const { channels = null, segments = null, departments = null, versions = null } = input ?? {};
  for (const list of [channels, segments, departments, versions])
    if (list !== null && list.length > mostValues)
      throw new CallerError(
        'LIMIT_EXCEEDED',
        `filter: expected at most ${mostValues} values in a list, but got ${list.length}`,
      );
  return {
    ...{ channels, segments, versions },
    departments: departments?.map((id) => localId('Department', id, 'departments')) ?? null,
  };
}

/** A day as a caller names it. */
export function dayOf(day: string, field: string): Day {
  if (day >= '1900-01-01' && day <= '9998-12-31') return day;
  const came = day.slice(0, 20);
  throw new CallerError('BAD_USER_INPUT', `${field}: expected a day between 1900 and 9998, but got ${came}`);
}

/** Days as a caller names them: some at least, and not more than ten years. */
export function daysOf(first: string, end: string, field = 'until'): Days {
  const [from, until] = [dayOf(first, 'from'), dayOf(end, field)];
  if (from >= until)
    throw new CallerError('BAD_USER_INPUT', `${field}: expected a day after ${from}, but got ${until}`);
  const days = daysBetween(from, until);
  if (days > mostDays)
    throw new CallerError('LIMIT_EXCEEDED', `${field}: expected at most ${mostDays} days, but got ${days}`);
  return { from, until };
}

/** Days that others are compared with: they end before these begin, since of one contact in both nothing can be told. */
export function earlierDaysOf(first: string, end: string, { from }: Days): Days {
  const days = daysOf(first, end);
  if (days.until <= from) return days;
  throw new CallerError(
    'BAD_USER_INPUT',
    `until: expected a day up to ${from}, when the later period begins, but got ${days.until}`,
  );
}

@InputType('SegmentSizeInput', { description: 'How many customers a segment has from a day on.' })
export class SegmentSizeInput {
  @Field(() => String, { description: 'The segment, as contacts name it.' })
  segment!: string;

  @Field(() => GraphQLLocalDate, { description: "The first day, of the taxonomy's time zone." })
  from!: string;

  @Field(() => Int, { description: 'The customers, 0 or more.' })
  customers!: number;
}
