import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { byCodeUnits } from '../../platform/text';
import { slice } from '../../taxonomy/graphql';
import { monthsOf } from '../domain';
import { measures, measuresByMonth, measuresByReason } from '../queries/measure-figures';
import {
  ContactMeasuresType,
  MonthOfMeasuresType,
  ReasonMeasuresConnection,
  ReasonMeasuresType,
} from './measure.type';
import { UsageFiguresType } from './usage-figures.type';
import { levelOf, type VisibleFigures } from './visible-figures';

@Resolver(() => UsageFiguresType)
export class MeasureResolver {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => ContactMeasuresType, {
    nullable: true,
    description:
      'How long contacts took and how they went, all together; by segment or department counted from single contacts, so of at most 366 days; null where it cannot be told now.',
  })
  async measures(@Root() { figures }: UsageFiguresType): Promise<ContactMeasuresType> {
    return new ContactMeasuresType(await measures(figures));
  }

  @FieldResolver(() => ReasonMeasuresConnection, {
    nullable: true,
    description: 'The same by reason, the most contacts first; null where it cannot be told now.',
  })
  async measuresByReason(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('level', () => Int, {
      nullable: true,
      description: 'Of the reasons at this level with all below them, 1 being the root; null: by themselves.',
    })
    level?: number | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ReasonMeasuresType>> {
    const at = levelOf(level);
    const found = await measuresByReason(figures, at);
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = [...found]
      .sort(([one, many], [other, few]) => few.contacts - many.contacts || byCodeUnits(one, other))
      .flatMap(([id, own]) => viewOf(id).map((state) => ({ state, own })));
    return slice(shown, { first, after }, ({ state, own }) => {
      return new ReasonMeasuresType(figures, state, { level: at, found: own });
    });
  }
}

@Resolver(() => ReasonMeasuresType)
export class ReasonMeasuresFields {
  @FieldResolver(() => [MonthOfMeasuresType], {
    nullable: true,
    description: 'The same month by month, of months with a contact; null where it cannot be told now.',
  })
  async months(@Root() { figures, state, at }: ReasonMeasuresType): Promise<MonthOfMeasuresType[]> {
    const found = await measuresByMonth(figures, state.state.id, at.level);
    return monthsOf(figures.question).flatMap((month) => {
      const own = found.get(month);
      return own === undefined ? [] : [{ month, measures: new ContactMeasuresType(own) }];
    });
  }
}
