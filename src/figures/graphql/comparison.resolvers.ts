import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { slice } from '../../taxonomy/graphql';
import type { ComparedMeasure, StrataKind } from '../domain';
import { divergences, simpson } from '../queries/comparison-figures';
import {
  ChannelDivergenceConnection,
  ChannelDivergenceType,
  ComparedMeasureEnum,
  ComparedPartConnection,
  ComparedPartType,
  SimpsonCheckType,
  StrataKindEnum,
  TypicalReasonType,
} from './comparison.type';
import { earlierDaysOf } from './figures.inputs';
import { UsageFiguresType } from './usage-figures.type';
import { levelOf, type VisibleFigures } from './visible-figures';

@Resolver(() => UsageFiguresType)
export class ComparisonResolver {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => ChannelDivergenceConnection, {
    nullable: true,
    description:
      'How the reasons of each channel differ from those of all contacts; null where it cannot be told now.',
  })
  async channelDivergence(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('level', () => Int, {
      nullable: true,
      description: 'By the reasons at this level with all below them, 1 being the root; null: by themselves.',
    })
    level?: number | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ChannelDivergenceType>> {
    const found = await divergences(figures, levelOf(level));
    const viewOf = await this.visible.reasonView(figures, context);
    return slice(found, { first, after }, (divergence) => {
      const typical = divergence.typical.flatMap((one) =>
        viewOf(one.reasonId).map((state) => new TypicalReasonType(state, one)),
      );
      return new ChannelDivergenceType(divergence, typical);
    });
  }

  @FieldResolver(() => SimpsonCheckType, {
    nullable: true,
    description:
      'Whether a measure changed one way over all and the other way in its parts; null where it cannot be told now.',
  })
  async simpsonCheck(
    @Root() { figures }: UsageFiguresType,
    @Arg('measure', () => ComparedMeasureEnum, { description: 'What is compared.' }) measure: ComparedMeasure,
    @Arg('by', () => StrataKindEnum, { description: 'What contacts are parted by.' }) by: StrataKind,
    @Arg('from', () => GraphQLLocalDate, { description: 'The first day of the earlier period.' })
    from: string,
    @Arg('until', () => GraphQLLocalDate, { description: 'The day after its last one.' }) until: string,
  ): Promise<SimpsonCheckType> {
    const before = earlierDaysOf(from, until, figures.question);
    return new SimpsonCheckType(measure, await simpson(figures, { measure, by, before }));
  }
}

@Resolver(() => SimpsonCheckType)
export class SimpsonCheckFields {
  @FieldResolver(() => ComparedPartConnection, {
    nullable: true,
    description: 'Part by part with the counts, the largest first; null where it cannot be read now.',
  })
  parts(
    @Root() { found }: SimpsonCheckType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<ComparedPartType> {
    return slice(found.strata, { first, after }, (part) => new ComparedPartType(part));
  }
}
