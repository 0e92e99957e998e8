import { Arg, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { CallerError } from '../../platform/caller-error';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { calculate, describeProblem, warnings } from '../calculator';
import type { AgreementReport, ReportedStatistic, UndefinedCause } from '../statistics';
import { AgreementInput, calculatorInput } from './agreement.inputs';

export const UndefinedCauseEnum = schemaEnum('UndefinedCause', 'Why a statistic has no value.', {
  NO_PAIRABLE_UNIT: 'No item has two ratings, so that nothing can agree or disagree.',
  NO_VARIATION: 'All pairable ratings are alike, so that there is nothing to be reliable about.',
  CHANCE_AGREEMENT_IS_ONE: 'Agreement by chance is already 1: the coefficient is 0/0.',
  FEWER_THAN_TWO_CATEGORIES: 'With fewer than two declared categories there is no choice to agree on.',
  CATEGORY_NOT_USED: 'Nobody used the category on an item that counts.',
  NO_COMMON_UNIT: 'The two coders rated no item in common.',
  FEWER_THAN_TWO_CODERS: 'The coefficient needs two coders at least.',
  UNDEFINED_FOR_A_PAIR: 'It is a mean over pairs of coders, and the value of one pair does not exist.',
  NO_DISAGREEMENT:
    'There is not one disagreement, and a test that compares disagreements has nothing to compare.',
  NO_STANDARD_ERROR: 'Its own standard error is 0 or infinite, so that a ratio to it does not exist.',
  UNEQUAL_RATINGS_PER_UNIT: 'The formula is for equal numbers of ratings per item, and these differ.',
} satisfies Record<UndefinedCause, string>);

@ObjectType('AgreementInterval', { description: 'An interval and how it was found.' })
export class AgreementIntervalType {
  @Field(() => Float, { description: 'The lower limit.' })
  lower!: number;

  @Field(() => Float, { description: 'The upper limit.' })
  upper!: number;

  @Field(() => Float, { description: 'The level, such as 0.95.' })
  level!: number;

  @Field(() => String, { description: 'By t, normal, or wilson where there are too few items for another.' })
  method!: string;
}

@ObjectType('AgreementStatistic', {
  description: 'One number of agreement, or the reason why there is none.',
})
export class AgreementStatisticType {
  constructor(private readonly statistic: ReportedStatistic) {}

  @Field(() => String, { description: 'Its name, such as krippendorff_alpha.' })
  get name(): string {
    return this.statistic.name;
  }

  @Field(() => String, { nullable: true, description: 'The category it is about; null: all of them.' })
  get category(): string | null {
    return this.statistic.category ?? null;
  }

  @Field(() => [String], {
    nullable: true,
    description: 'The two coders, or the given and the other category; null where it is about no pair.',
  })
  get pair(): readonly string[] | null {
    return this.statistic.pair ?? null;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The level of the taxonomy, 1 below the root; null where it is about none.',
  })
  get level(): number | null {
    return this.statistic.level ?? null;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The value; null where there is none, for the reason in undefinedBecause.',
  })
  get value(): number | null {
    return this.statistic.value;
  }

  @Field(() => Float, { nullable: true, description: 'Its standard error; null where there is none.' })
  get standardError(): number | null {
    return this.statistic.standardError;
  }

  @Field(() => AgreementIntervalType, {
    nullable: true,
    description: 'Its interval; null where there is none.',
  })
  get interval(): AgreementIntervalType | null {
    return this.statistic.interval;
  }

  @Field(() => UndefinedCauseEnum, {
    nullable: true,
    description: 'Why there is no value; null where there is one.',
  })
  get undefinedBecause(): UndefinedCause | null {
    return this.statistic.undefinedBecause;
  }

  @Field(() => Int, { description: 'How many items it rests on.' })
  get items(): number {
    return this.statistic.items;
  }

  @Field(() => Float, { description: 'How many ratings it rests on.' })
  get ratings(): number {
    return this.statistic.ratings;
  }
}

@ObjectType('AgreementReport', {
  description: 'How far coders agree, by every coefficient that the field uses.',
})
export class AgreementReportType {
  constructor(private readonly report: AgreementReport) {}

  @Field(() => [String], {
    description: 'What the reader should beware of, such as too few items to say anything.',
  })
  get warnings(): string[] {
    return warnings(this.report);
  }

  @Field(() => [AgreementStatisticType], {
    description: 'The numbers. How many there are is bounded by the size of a request.',
  })
  statistics(
    @Arg('names', () => [String], { nullable: true, description: 'Only those of these names; null: all.' })
    names?: string[] | null,
  ): AgreementStatisticType[] {
    const wanted = this.report.statistics.filter(
      ({ name }) => names === null || names === undefined || names.includes(name),
    );
    return wanted.map((statistic) => new AgreementStatisticType(statistic));
  }
}

@Resolver()
export class AgreementResolver {
  @Query(() => AgreementReportType, {
    nullable: true,
    description:
      'The agreement of given ratings. Nothing is kept. The command line has it for files, and the bootstrap too.',
  })
  agreement(
    @Arg('input', () => AgreementInput, { description: 'The ratings.' }) input: AgreementInput,
  ): AgreementReportType {
    const report = calculate(calculatorInput(input));
    if (!report.ok) throw new CallerError('BAD_USER_INPUT', describeProblem(report.problem));
    return new AgreementReportType(report.value);
  }
}
