import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { usualEwma, type EwmaRule } from '../../agreement/statistics';
import { CoderType } from '../../contact/graphql';
import { daysOf } from '../../figures/graphql';
import { DepartmentType } from '../../ownership/graphql';
import { CallerError } from '../../platform/caller-error';
import type { Connection } from '../../platform/graphql/connection.type';
import { ReasonStateType, slice, TaxonomyVersionType } from '../../taxonomy/graphql';
import type { DriftSubject, EvidencePurpose } from '../domain';
import { AgreementChartConnection, AgreementChartsType, AgreementChartType } from './agreement-chart.type';
import { DriftSubjectEnum, EvidencePurposeEnum } from './consistency.enums';
import { channelText, coderText, departmentText, reasonText, Subjects } from './drift-subjects';
import { levelOf, type VisibleConsistency } from './visible-consistency';

@ArgsType()
export class AgreementChartsArgs {
  @Field(() => String, { description: 'The key of the taxonomy.' })
  taxonomy!: string;

  @Field(() => DriftSubjectEnum, { description: 'What there is a chart of each.' })
  of!: DriftSubject;

  @Field(() => GraphQLLocalDate, {
    description: "The first day on which audits or sessions were closed, by the taxonomy's time zone.",
  })
  from!: string;

  @Field(() => GraphQLLocalDate, {
    description: 'The day after the last one; at most 100 were closed until then.',
  })
  until!: string;

  @Field(() => EvidencePurposeEnum, {
    defaultValue: 'AUDIT',
    description: 'What the contacts were coded several times for.',
  })
  purpose: EvidencePurpose = 'AUDIT';

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the version that reasons are stated in; null: the one in force at the end.',
  })
  statedIn?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The level of the list that reasons are taken at, 1 being the first; null: reasons themselves.',
  })
  level?: number | null;

  @Field(() => Float, {
    defaultValue: usualEwma.smoothing,
    description:
      'Lambda: how much a point counts in the average against all before it, above 0 and at most 1.',
  })
  smoothing: number = usualEwma.smoothing;

  @Field(() => Float, {
    defaultValue: usualEwma.width,
    description: 'L: how many standard errors of the average its limits lie from 0, 0.5 to 10.',
  })
  width: number = usualEwma.width;
}

@Resolver(() => AgreementChartsType)
export class AgreementChartResolver {
  constructor(private readonly visible: VisibleConsistency) {}

  @Query(() => AgreementChartsType, {
    nullable: true,
    description:
      'How agreement went on from audit to audit, with moving averages that tell a lasting change from chance; null where there is no such taxonomy for the caller, or no such version.',
  })
  async agreementCharts(
    @Args(() => AgreementChartsArgs) asked: AgreementChartsArgs,
    @Ctx() context: AccessContext,
  ): Promise<AgreementChartsType | null> {
    const { of, purpose, statedIn = null } = asked;
    const [window, level, rule] = [daysOf(asked.from, asked.until), levelOf(asked.level), ruleOf(asked)];
    const taxonomy = await this.visible.to.taxonomies.byKeyFor(asked.taxonomy, 'readScores', context.actor);
    if (taxonomy === null) return null;
    const without = await this.visible.codedBlindBy(taxonomy, context);
    const question = { taxonomy, of, window, purpose, statedIn, level, rule, without };
    const found = await this.visible.drifts.charts(question);
    return found === null ? null : new AgreementChartsType(found);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that reasons are stated in; null where the taxonomy has none.',
  })
  statedIn(@Root() { found }: AgreementChartsType): TaxonomyVersionType | null {
    return found.version === null ? null : new TaxonomyVersionType(found.version);
  }

  @FieldResolver(() => AgreementChartConnection, {
    nullable: true,
    description: 'The charts; null where they cannot be read now.',
  })
  charts(
    @Root() { found }: AgreementChartsType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<AgreementChartType> {
    const { of } = found.question;
    return slice(found.charts, { first, after }, (chart) => new AgreementChartType(found, chart, of));
  }
}

function ruleOf({ smoothing, width }: EwmaRule): EwmaRule {
  if (!(smoothing > 0 && smoothing <= 1))
    throw new CallerError(
      'BAD_USER_INPUT',
      `smoothing: expected above 0 and at most 1, but got ${smoothing}`,
    );
  if (!(width >= 0.5 && width <= 10))
    throw new CallerError('BAD_USER_INPUT', `width: expected between 0.5 and 10, but got ${width}`);
  return { smoothing, width };
}

@Resolver(() => AgreementChartType)
export class AgreementChartFields {
  private readonly subjects: Subjects;

  constructor(visible: VisibleConsistency) {
    this.subjects = new Subjects(visible);
  }

  @FieldResolver(() => ReasonStateType, { nullable: true, description: reasonText })
  async reason(
    @Root() { found, chart, of }: AgreementChartType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return of === 'REASON' ? this.subjects.reason(found, chart.key, context) : null;
  }

  @FieldResolver(() => CoderType, { nullable: true, description: coderText })
  async coder(
    @Root() { chart, of }: AgreementChartType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    return of === 'CODER' ? this.subjects.coder(chart.key, context) : null;
  }

  @FieldResolver(() => DepartmentType, { nullable: true, description: departmentText })
  async department(
    @Root() { chart, of }: AgreementChartType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return of === 'DEPARTMENT' ? this.subjects.department(chart.key, context) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: channelText })
  channel(@Root() { chart, of }: AgreementChartType): string | null {
    return of === 'CHANNEL' ? chart.key : null;
  }
}
