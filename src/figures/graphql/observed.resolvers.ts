import { Arg, Ctx, FieldResolver, Float, InputType, Field, Int, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import type { Connection } from '../../platform/graphql/connection.type';
import { byCodeUnits } from '../../platform/text';
import { ResolutionMappingType, slice } from '../../taxonomy/graphql';
import { concentrationOf, defaultProposalRule, shareOf, type ProposalRule } from '../domain';
import { conformance, observedResolutions, proposals } from '../queries/resolution-figures';
import {
  MappingProposalConnection,
  MappingProposalType,
  ObservedReasonConnection,
  ObservedReasonType,
  ObservedResolutionConnection,
  ObservedResolutionsType,
  ObservedResolutionType,
  UnexpectedResolutionConnection,
  UnexpectedResolutionType,
  UnusedMappingConnection,
  UnusedMappingType,
} from './observed.type';
import { FigureShareType } from './share.type';
import { UsageFiguresType } from './usage-figures.type';
import { levelOf, type VisibleFigures } from './visible-figures';

@InputType('ProposalRule', { description: 'When what was observed is enough for a proposal.' })
export class ProposalRuleInput {
  @Field(() => Int, {
    defaultValue: defaultProposalRule.minContacts,
    description: 'Contacts with a resolution that a reason must have.',
  })
  minContacts!: number;

  @Field(() => Float, {
    defaultValue: defaultProposalRule.expectedFrom,
    description: 'EXPECTED where the lower limit of the share, 0 to 1, is at least this.',
  })
  expectedFrom!: number;

  @Field(() => Float, {
    defaultValue: defaultProposalRule.allowedFrom,
    description: 'ALLOWED where the lower limit of the share, 0 to 1, is at least this.',
  })
  allowedFrom!: number;
}

/** The usual rule where none is given. */
export function ruleOf(input: ProposalRuleInput | null | undefined): ProposalRule {
  if (input === null || input === undefined) return defaultProposalRule;
  const { minContacts, expectedFrom, allowedFrom } = input;
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  if (minContacts >= 1 && isShare(expectedFrom) && isShare(allowedFrom) && allowedFrom <= expectedFrom)
    return { minContacts, expectedFrom, allowedFrom };
  const expected = 'minContacts from 1 on and shares from 0 to 1, allowedFrom not above expectedFrom';
  throw new CallerError(
    'BAD_USER_INPUT',
    `rule: expected ${expected}, but got ${minContacts}, ${expectedFrom} and ${allowedFrom}`,
  );
}

@Resolver(() => UsageFiguresType)
export class ObservedResolver {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => ObservedResolutionsType, {
    nullable: true,
    description: 'How contacts ended, by reason; null where that cannot be told now.',
  })
  async observedResolutions(
    @Root() { figures }: UsageFiguresType,
    @Arg('level', () => Int, {
      nullable: true,
      description: 'By the reasons at this level with all below them, 1 being the root; null: by themselves.',
    })
    level?: number | null,
  ): Promise<ObservedResolutionsType> {
    return new ObservedResolutionsType(figures, await observedResolutions(figures, levelOf(level)));
  }

  @FieldResolver(() => FigureShareType, {
    nullable: true,
    description:
      'Of the contacts with a resolution, those whose reason is mapped to it as expected or allowed; null where it cannot be told now.',
  })
  async mappingCoverage(@Root() { figures }: UsageFiguresType): Promise<FigureShareType> {
    return new FigureShareType((await conformance(figures)).coverage);
  }

  @FieldResolver(() => FigureShareType, {
    nullable: true,
    description:
      'Of the contacts with a resolution, those whose reason is mapped to any; null where it cannot be told now.',
  })
  async mappedShare(@Root() { figures }: UsageFiguresType): Promise<FigureShareType> {
    return new FigureShareType((await conformance(figures)).mapped);
  }

  @FieldResolver(() => UnexpectedResolutionConnection, {
    nullable: true,
    description: 'How contacts ended that no mapping foresees; null where that cannot be told now.',
  })
  async unexpectedResolutions(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<UnexpectedResolutionType>> {
    const { unexpected } = await conformance(figures);
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = unexpected.flatMap((found) => viewOf(found.reasonId).map((reason) => ({ found, reason })));
    return slice(shown, { first, after }, ({ found, reason }) =>
      Object.assign(new UnexpectedResolutionType(), {
        ...{ reason, code: found.resolution, because: found.because },
        share: new FigureShareType(found.share),
      }),
    );
  }

  @FieldResolver(() => UnusedMappingConnection, {
    nullable: true,
    description: 'Mappings that no contact of the period used; null where that cannot be told now.',
  })
  async unusedMappings(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<UnusedMappingType>> {
    const { unused } = await conformance(figures);
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = unused.flatMap((found) => viewOf(found.reasonId).map((reason) => ({ found, reason })));
    return slice(shown, { first, after }, ({ found, reason }) =>
      Object.assign(new UnusedMappingType(), {
        ...{ reason, contacts: found.contacts },
        mapping: new ResolutionMappingType(figures.taxonomy.id, found.mapping),
      }),
    );
  }

  @FieldResolver(() => MappingProposalConnection, {
    nullable: true,
    description: 'Mappings that what was observed speaks for; null where that cannot be told now.',
  })
  async mappingProposals(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('rule', () => ProposalRuleInput, {
      nullable: true,
      description: 'When it is enough; null: the usual rule.',
    })
    rule?: ProposalRuleInput | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<MappingProposalType>> {
    const found = await proposals(figures, ruleOf(rule));
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = found.flatMap((proposal) =>
      viewOf(proposal.reasonId).map((state) => new MappingProposalType(state, proposal)),
    );
    return slice(shown, { first, after }, (proposal) => proposal);
  }
}

@Resolver(() => ObservedResolutionsType)
export class ObservedResolutionsFields {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => ObservedReasonConnection, {
    nullable: true,
    description: 'Reason by reason, the most contacts first; null where that cannot be read now.',
  })
  async reasons(
    @Root() { figures, observed }: ObservedResolutionsType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ObservedReasonType>> {
    const viewOf = await this.visible.reasonView(figures, context);
    const { cells, rowTotals } = observed.table;
    const shown = [...cells]
      .sort(
        ([one], [other]) =>
          (rowTotals.get(other) ?? 0) - (rowTotals.get(one) ?? 0) || byCodeUnits(one, other),
      )
      .flatMap(([id, counts]) => viewOf(id).map((state) => ({ state, counts })));
    return slice(shown, { first, after }, ({ state, counts }) => {
      return new ObservedReasonType(state, counts, concentrationOf(counts, String));
    });
  }
}

@Resolver(() => ObservedReasonType)
export class ObservedReasonFields {
  @FieldResolver(() => ObservedResolutionConnection, {
    nullable: true,
    description: 'Resolution by resolution, the most contacts first; null where that cannot be read now.',
  })
  resolutions(
    @Root() { state, counts }: ObservedReasonType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<ObservedResolutionType> {
    const of = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const uses = new Map(state.state.resolutions.map(({ code, use }) => [code, use]));
    const inOrder = [...counts].sort(([one, many], [other, few]) => few - many || byCodeUnits(one, other));
    return slice(inOrder, { first, after }, ([code, count]) => {
      return new ObservedResolutionType(code, shareOf(count, of), uses.get(code) ?? null);
    });
  }
}
