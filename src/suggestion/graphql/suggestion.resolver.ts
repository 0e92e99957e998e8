import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { optionalLocalId } from '../../platform/graphql/global-id';
import { pageRequest } from '../../platform/paging';
import type { ReasonId } from '../../platform/ids';
import { slice } from '../../taxonomy/graphql';
import { suggestionKinds, verdicts, type Standing, type SuggestionKind, type Verdict } from '../domain';
import type { SuggestionsAt } from '../queries/suggestion-reader';
import { SuggestionDecisionConnection, SuggestionDecisionType } from './decision.type';
import { StandingEnum, SuggestionKindEnum, VerdictEnum } from './suggestion.enums';
import { mustBePast } from './suggestion.inputs';
import {
  NotSuggestedConnection,
  NotSuggestedType,
  SuggestionConnection,
  SuggestionType,
} from './suggestion.type';
import type { VisibleSuggestions } from './visible-suggestions';

interface Asked {
  readonly key: string;
  readonly asOf: Date | null | undefined;
  readonly kinds: readonly SuggestionKind[];
  readonly reasonId: ReasonId | null;
}

const isAsked = (
  { kinds, reasonId }: Asked,
  one: { readonly kind: SuggestionKind; readonly reasonIds: readonly ReasonId[] },
): boolean => kinds.includes(one.kind) && (reasonId === null || one.reasonIds.includes(reasonId));

@Resolver()
export class SuggestionResolver {
  constructor(private readonly visible: VisibleSuggestions) {}

  @Query(() => SuggestionConnection, {
    nullable: true,
    description:
      'What the use of a list speaks for as of a moment, by kind, the surest first; null where there is no such taxonomy for the caller. Contacts that somebody is coding blind count in none.',
  })
  async suggestions(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('asOf', () => GraphQLDateTime, {
      nullable: true,
      description: 'The moment, not later than now; null: now.',
    })
    asOf?: Date | null,
    @Arg('kinds', () => [SuggestionKindEnum], {
      nullable: true,
      description: 'Only those of these kinds; null: all.',
    })
    kinds?: SuggestionKind[] | null,
    @Arg('standings', () => [StandingEnum], {
      nullable: true,
      description: 'Only those that stood so at the moment; null: those that were open.',
    })
    standings?: Standing[] | null,
    @Arg('reason', () => ID, {
      nullable: true,
      description: 'Only those about this reason; null: about any.',
    })
    reason?: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<SuggestionType> | null> {
    const reasonId = optionalLocalId('Reason', reason, 'reason');
    const asked = { key, asOf, kinds: kinds ?? suggestionKinds, reasonId };
    return this.page(asked, { standings: standings ?? ['OPEN'], first, after }, context);
  }

  @Query(() => SuggestionConnection, {
    nullable: true,
    description:
      'The open suggestions of RETIRE as of a moment, the surest first; null where there is no such taxonomy for the caller.',
  })
  async retirementSuggestions(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('asOf', () => GraphQLDateTime, {
      nullable: true,
      description: 'The moment, not later than now; null: now.',
    })
    asOf?: Date | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<SuggestionType> | null> {
    const asked: Asked = { key, asOf, kinds: ['RETIRE'], reasonId: null };
    return this.page(asked, { standings: ['OPEN'], first, after }, context);
  }

  @Query(() => NotSuggestedConnection, {
    nullable: true,
    description:
      'What was looked at as of a moment and is not suggested, with the evidence that is missing; null where there is no such taxonomy for the caller.',
  })
  async suggestionsNotMade(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('asOf', () => GraphQLDateTime, {
      nullable: true,
      description: 'The moment, not later than now; null: now.',
    })
    asOf?: Date | null,
    @Arg('kinds', () => [SuggestionKindEnum], {
      nullable: true,
      description: 'Only those of these kinds; null: all.',
    })
    kinds?: SuggestionKind[] | null,
    @Arg('reason', () => ID, {
      nullable: true,
      description: 'Only those about this reason; null: about any.',
    })
    reason?: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<NotSuggestedType> | null> {
    const reasonId = optionalLocalId('Reason', reason, 'reason');
    const asked = { key, asOf, kinds: kinds ?? suggestionKinds, reasonId };
    const found = await this.found(asked, context);
    if (found === null) return null;
    const notMade = found.notMade.filter((one) => isAsked(asked, one));
    return slice(notMade, { first, after }, (one) => new NotSuggestedType(one));
  }

  @Query(() => SuggestionDecisionConnection, {
    nullable: true,
    description:
      'What became of suggestions, the newest first; null where there is no such taxonomy for the caller.',
  })
  async suggestionDecisions(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('verdicts', () => [VerdictEnum], {
      nullable: true,
      description: 'Only those with these verdicts; null: all.',
    })
    given?: Verdict[] | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<SuggestionDecisionType> | null> {
    const request = pageRequest({ first, after }, ['UUID']);
    const taxonomy = await this.visible.to.taxonomies.byKeyFor(key, 'readSuggestions', context.actor);
    if (taxonomy === null) return null;
    const page = await this.visible.reader.decisionPage(taxonomy.id, given ?? verdicts, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (record) => new SuggestionDecisionType(record),
    );
  }

  private async found(
    { key, asOf }: Asked,
    { actor }: AccessContext,
  ): Promise<(SuggestionsAt & { readonly taxonomyId: string }) | null> {
    const moment = mustBePast(asOf) ?? new Date();
    const taxonomy = await this.visible.to.taxonomies.byKeyFor(key, 'readSuggestions', actor);
    if (taxonomy === null) return null;
    return { ...(await this.visible.reader.at(taxonomy, moment)), taxonomyId: taxonomy.id };
  }

  private async page(
    asked: Asked,
    of: {
      readonly standings: readonly Standing[];
      readonly first: number | null | undefined;
      readonly after: string | null | undefined;
    },
    context: AccessContext,
  ): Promise<Connection<SuggestionType> | null> {
    const { standings, first, after } = of;
    pageRequest({ first, after }, ['INTEGER']);
    const found = await this.found(asked, context);
    if (found === null) return null;
    const { basis, scene, taxonomyId } = found;
    const made = found.made.filter(
      ({ suggestion, standing }) => isAsked(asked, suggestion) && standings.includes(standing),
    );
    if (basis === null || scene === null) return slice([], { first, after }, () => never());
    return slice(
      made,
      { first, after },
      ({ suggestion, standing }) => new SuggestionType(suggestion, basis, { scene, standing, taxonomyId }),
    );
  }
}

function never(): never {
  throw new Error('expected no suggestion where no version is in force');
}
