import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import type { Connection } from '../../platform/graphql/connection.type';
import { slice } from '../../taxonomy/graphql';
import type { Days, SeriesGrain } from '../domain';
import { changes } from '../queries/change-figures';
import { trends } from '../queries/trend-figures';
import { AlertRuleInput, alertRuleOf } from './alert.inputs';
import { SeriesGrainEnum } from './alert-words.type';
import { ChangeAlertsType, ContactChangeConnection, ContactChangeType } from './change.type';
import { earlierDaysOf } from './figures.inputs';
import { ContactTrendConnection, ContactTrendType, TrendAlertsType } from './trend.type';
import { UsageFiguresType } from './usage-figures.type';
import { levelOf, type VisibleFigures } from './visible-figures';

/** Both days, or neither. */
function earlierOf(
  later: Days,
  from: string | null | undefined,
  until: string | null | undefined,
): Days | null {
  const given = [from, until].filter((day) => day !== null && day !== undefined);
  const [first, end] = given;
  if (first === undefined) return null;
  if (end === undefined)
    throw new CallerError('BAD_USER_INPUT', 'until: expected both days of the earlier span, or neither');
  return earlierDaysOf(first, end, later);
}

@Resolver(() => UsageFiguresType)
export class AlertResolver {
  @FieldResolver(() => TrendAlertsType, {
    nullable: true,
    description:
      "Which reasons rise or fall over the months or weeks of the period, by Mann and Kendall's test; null where it cannot be told now.",
  })
  async trendAlerts(
    @Root() { figures }: UsageFiguresType,
    @Arg('grain', () => SeriesGrainEnum, {
      nullable: true,
      description: 'How long the steps are; null: MONTH.',
    })
    grain?: SeriesGrain | null,
    @Arg('level', () => Int, {
      nullable: true,
      description: 'Of the reasons at this level with all below them, 1 being the root; null: by themselves.',
    })
    level?: number | null,
    @Arg('rule', () => AlertRuleInput, {
      nullable: true,
      description: 'When it is an alert; null: as is usual.',
    })
    rule?: AlertRuleInput | null,
  ): Promise<TrendAlertsType> {
    const asked = { grain: grain ?? 'MONTH', level: levelOf(level), rule: alertRuleOf(rule) } as const;
    return new TrendAlertsType(figures, await trends(figures, asked));
  }

  @FieldResolver(() => ChangeAlertsType, {
    nullable: true,
    description:
      'Which reasons changed from an earlier span to the period, by the exact test of two Poisson counts; null where it cannot be told now.',
  })
  async changeAlerts(
    @Root() { figures }: UsageFiguresType,
    @Arg('from', () => GraphQLLocalDate, {
      nullable: true,
      description: 'The first day of the earlier span; null, with until: as many days right before.',
    })
    from?: string | null,
    @Arg('until', () => GraphQLLocalDate, {
      nullable: true,
      description: 'The day after its last one; null, with from: the first day of the period.',
    })
    until?: string | null,
    @Arg('level', () => Int, {
      nullable: true,
      description: 'Of the reasons at this level with all below them, 1 being the root; null: by themselves.',
    })
    level?: number | null,
    @Arg('rule', () => AlertRuleInput, {
      nullable: true,
      description: 'When it is an alert; null: as is usual.',
    })
    rule?: AlertRuleInput | null,
  ): Promise<ChangeAlertsType> {
    const before = earlierOf(figures.question, from, until);
    const asked = { before, level: levelOf(level), rule: alertRuleOf(rule) };
    return new ChangeAlertsType(figures, await changes(figures, asked));
  }
}

const onlyAlertsArgument = {
  nullable: true,
  description: 'Only those that are an alert; null: true.',
} as const;

@Resolver(() => TrendAlertsType)
export class TrendAlertsFields {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => ContactTrendConnection, {
    nullable: true,
    description: 'Reason by reason, the least likely by chance first; null where it cannot be read now.',
  })
  async trends(
    @Root() { figures, found }: TrendAlertsType,
    @Ctx() context: AccessContext,
    @Arg('onlyAlerts', () => Boolean, onlyAlertsArgument) onlyAlerts?: boolean | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ContactTrendType>> {
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = found.reasons
      .filter(({ isAlert }) => isAlert || onlyAlerts === false)
      .flatMap((trend) => viewOf(trend.key).map((state) => new ContactTrendType(trend, state)));
    return slice(shown, { first, after }, (trend) => trend);
  }
}

@Resolver(() => ChangeAlertsType)
export class ChangeAlertsFields {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => ContactChangeConnection, {
    nullable: true,
    description: 'Reason by reason, the least likely by chance first; null where it cannot be read now.',
  })
  async changes(
    @Root() { figures, found }: ChangeAlertsType,
    @Ctx() context: AccessContext,
    @Arg('onlyAlerts', () => Boolean, onlyAlertsArgument) onlyAlerts?: boolean | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ContactChangeType>> {
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = found.reasons
      .filter(({ isAlert }) => isAlert || onlyAlerts === false)
      .flatMap((change) => viewOf(change.key).map((state) => new ContactChangeType(change, state)));
    return slice(shown, { first, after }, (change) => change);
  }
}
