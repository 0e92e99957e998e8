import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { slice, TaxonomyVersionType } from '../../taxonomy/graphql';
import { monthsOf, sumOf } from '../domain';
import { daysOf, FigureFilterInput, filterOf } from './figures.inputs';
import {
  CodeQualityType,
  HandledElsewhereType,
  ResidualOfMenuConnection,
  ResidualOfMenuType,
  UnmappedValueConnection,
  UnmappedValueType,
  UsageFiguresType,
} from './usage-figures.type';
import { FigureShareType } from './share.type';
import type { VisibleFigures } from './visible-figures';
import { MonthOfContactsType, VolumeBreakConnection, VolumeBreakType } from './volume.type';

@Resolver(() => UsageFiguresType)
export class FiguresResolver {
  constructor(private readonly visible: VisibleFigures) {}

  @Query(() => UsageFiguresType, {
    nullable: true,
    description:
      'Figures of the use of a list in a period; null where there is no such taxonomy for the caller, or no such version.',
  })
  async usageFigures(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('from', () => GraphQLLocalDate, { description: 'The first day.' }) from: string,
    @Arg('until', () => GraphQLLocalDate, { description: 'The day after the last one.' }) until: string,
    @Ctx() context: AccessContext,
    @Arg('filter', () => FigureFilterInput, { nullable: true, description: 'Which contacts; null: all.' })
    filter?: FigureFilterInput | null,
    @Arg('statedIn', () => Int, {
      nullable: true,
      description:
        'The number of the version that reasons are stated in; null: the one in force at the end of the period, or the newest before there is one.',
    })
    statedIn?: number | null,
  ): Promise<UsageFiguresType | null> {
    const days = daysOf(from, until);
    const taxonomy = await this.visible.taxonomies.byKeyFor(key, 'readFigures', context.actor);
    if (taxonomy === null) return null;
    const narrowed = filterOf(filter);
    await this.visible.mustKnow(taxonomy, narrowed);
    const without = await this.visible.reader.codedBlindBy(context.actor.id, taxonomy.id);
    const question = { ...days, filter: narrowed, statedIn: statedIn ?? null, without };
    const figures = await this.visible.figures(taxonomy, question);
    return figures === null ? null : new UsageFiguresType(figures);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that reasons are stated in; null where the taxonomy has none.',
  })
  statedIn(@Root() { figures }: UsageFiguresType): TaxonomyVersionType | null {
    const { version } = figures.stated;
    return version === null ? null : new TaxonomyVersionType(version);
  }

  @FieldResolver(() => Int, { description: 'How many contacts they rest on.' })
  contacts(@Root() { figures }: UsageFiguresType): Promise<number> {
    return figures.contacts();
  }

  @FieldResolver(() => Int, { description: 'How many of them have no reason.' })
  async withoutReason(@Root() { figures }: UsageFiguresType): Promise<number> {
    return (await figures.restated()).uncoded;
  }

  @FieldResolver(() => [Int], { description: 'The numbers of the versions in which they were coded.' })
  async versions(@Root() { figures }: UsageFiguresType): Promise<number[]> {
    const rows = await figures.counts(['version']);
    return rows.flatMap(({ version }) => version ?? []).sort((one, other) => one - other);
  }

  @FieldResolver(() => VolumeBreakConnection, {
    nullable: true,
    description:
      'What cannot be compared over a change of the list within the period; null where it cannot be read now.',
  })
  async breaks(
    @Root() { figures }: UsageFiguresType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<VolumeBreakType>> {
    const { breaks } = await figures.restated();
    return slice(breaks, { first, after }, (found) => new VolumeBreakType(found));
  }

  @FieldResolver(() => [MonthOfContactsType], { description: 'The contacts month by month.' })
  async months(@Root() { figures }: UsageFiguresType): Promise<MonthOfContactsType[]> {
    const rows = await figures.counts(['month']);
    return monthsOf(figures.question).map((month) => {
      const own = rows.filter((row) => row.month === month);
      return { month, contacts: sumOf(own, ({ contacts }) => contacts) };
    });
  }

  @FieldResolver(() => FigureShareType, {
    nullable: true,
    description:
      'Of the contacts with a reason, those whose reason, or one above it, is declared residual; null where it cannot be told now.',
  })
  async residualShare(@Root() { figures }: UsageFiguresType): Promise<FigureShareType> {
    return new FigureShareType((await figures.residual()).overall);
  }

  @FieldResolver(() => ResidualOfMenuConnection, {
    nullable: true,
    description: 'The residual share of each menu with contacts below it; null where it cannot be told now.',
  })
  async residualByMenu(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ResidualOfMenuType>> {
    const { menus } = await figures.residual();
    const view = await this.visible.view(figures, context);
    return slice(menus, { first, after }, ({ parentId, share }) => {
      return new ResidualOfMenuType(parentId === null ? null : view.viewById(parentId), share);
    });
  }

  @FieldResolver(() => HandledElsewhereType, {
    nullable: true,
    description:
      'How many contacts another department handled than the accountable one of the end of their month; null where it cannot be told now.',
  })
  async handledElsewhere(@Root() { figures }: UsageFiguresType): Promise<HandledElsewhereType> {
    return new HandledElsewhereType(await figures.handledElsewhere());
  }

  @FieldResolver(() => [CodeQualityType], {
    description: 'How complete and valid their codes are, by field.',
  })
  async codeQuality(@Root() { figures }: UsageFiguresType): Promise<CodeQualityType[]> {
    return (await figures.codeQuality()).map((found) => new CodeQualityType(found));
  }

  @FieldResolver(() => UnmappedValueConnection, {
    nullable: true,
    description:
      'Values of fields that mean nothing in the taxonomy, whatever the filter; null where they cannot be read now.',
  })
  async unmappedValues(
    @Root() { figures }: UsageFiguresType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<UnmappedValueType>> {
    return slice(await figures.unmapped(), { first, after }, (row) =>
      Object.assign(new UnmappedValueType(), row),
    );
  }
}
