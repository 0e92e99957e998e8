import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { slice } from '../../taxonomy/graphql';
import { recoding } from '../queries/resolution-figures';
import { rateChange, segmentRates } from '../queries/segment-figures';
import { earlierDaysOf } from './figures.inputs';
import { SegmentRateConnection, SegmentRateType } from './segment.type';
import {
  ContactRateChangeType,
  RateContributionConnection,
  RateContributionType,
  RecodingPairConnection,
  RecodingPairType,
  RecodingType,
  UsageFiguresType,
} from './usage-figures.type';
import { FigureShareType } from './share.type';
import { levelOf, type VisibleFigures } from './visible-figures';

@Resolver(() => UsageFiguresType)
export class RateResolver {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => SegmentRateConnection, {
    nullable: true,
    description:
      'The contact rate of each segment that has contacts or a size, by segment; null where it cannot be told now.',
  })
  async segmentRates(
    @Root() { figures }: UsageFiguresType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<SegmentRateType>> {
    const { rates } = await segmentRates(figures);
    return slice(rates, { first, after }, (rate) => new SegmentRateType(rate));
  }

  @FieldResolver(() => Int, { description: 'How many contacts are of no segment that is known.' })
  async withoutSegment(@Root() { figures }: UsageFiguresType): Promise<number> {
    return (await segmentRates(figures)).withoutSegment;
  }

  @FieldResolver(() => ContactRateChangeType, {
    nullable: true,
    description:
      'How the contact rate of a segment changed from an earlier period, and which reasons account for it; null where it cannot be told now.',
  })
  async rateChange(
    @Root() { figures }: UsageFiguresType,
    @Arg('segment', () => String, { description: 'The segment.' }) segment: string,
    @Arg('from', () => GraphQLLocalDate, { description: 'The first day of the earlier period.' })
    from: string,
    @Arg('until', () => GraphQLLocalDate, { description: 'The day after its last one.' }) until: string,
    @Arg('level', () => Int, {
      nullable: true,
      description: 'By the reasons at this level with all below them, 1 being the root; null: by themselves.',
    })
    level?: number | null,
  ): Promise<ContactRateChangeType | null> {
    const days = earlierDaysOf(from, until, figures.question);
    const statedIn = figures.stated.version?.number ?? null;
    const earlier = await this.visible.figures(figures.taxonomy, { ...figures.question, ...days, statedIn });
    if (earlier === null) return null;
    return new ContactRateChangeType(
      figures,
      await rateChange(earlier, figures, { segment, level: levelOf(level) }),
    );
  }

  @FieldResolver(() => RecodingType, {
    nullable: true,
    description:
      'How initial reasons became final ones, both stated in one version; null where it cannot be told now.',
  })
  async recoding(
    @Root() { figures }: UsageFiguresType,
    @Arg('level', () => Int, {
      nullable: true,
      description: 'By the reasons at this level with all below them, 1 being the root; null: by themselves.',
    })
    level?: number | null,
  ): Promise<RecodingType> {
    return new RecodingType(figures, await recoding(figures, levelOf(level)));
  }
}

@Resolver(() => ContactRateChangeType)
export class ContactRateChangeFields {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => RateContributionConnection, {
    nullable: true,
    description:
      'What each reason did, those that lowered the rate most first; null where it cannot be told now.',
  })
  async contributions(
    @Root() { figures, found }: ContactRateChangeType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RateContributionType>> {
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = found.contributions.flatMap((contribution) =>
      viewOf(contribution.reasonId).map((state) => new RateContributionType(state, contribution)),
    );
    return slice(shown, { first, after }, (contribution) => contribution);
  }
}

@Resolver(() => RecodingType)
export class RecodingFields {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => RecodingPairConnection, {
    nullable: true,
    description: 'The recodings, the commonest first; null where they cannot be read now.',
  })
  async pairs(
    @Root() { figures, found }: RecodingType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RecodingPairType>> {
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = found.pairs.flatMap(({ initialId, finalId, share }) => {
      const [[initial], [final]] = [viewOf(initialId), viewOf(finalId)];
      return initial === undefined || final === undefined ? [] : [{ initial, final, share }];
    });
    return slice(shown, { first, after }, ({ initial, final, share }) =>
      Object.assign(new RecodingPairType(), { initial, final, share: new FigureShareType(share) }),
    );
  }
}
