import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import type { Connection } from '../../platform/graphql/connection.type';
import { slice } from '../../taxonomy/graphql';
import { knowledgeGaps, selfServiceCandidates } from '../domain';
import { reasonEvidence } from '../queries/reason-evidence';
import {
  KnowledgeGapRuleInput,
  knowledgeGapRuleOf,
  SelfServiceRuleInput,
  selfServiceRuleOf,
} from './opportunity.inputs';
import {
  KnowledgeGapConnection,
  KnowledgeGapType,
  SelfServiceCandidateConnection,
  SelfServiceCandidateType,
} from './opportunity.type';
import { UsageFiguresType } from './usage-figures.type';
import type { VisibleFigures } from './visible-figures';

@Resolver(() => UsageFiguresType)
export class OpportunityResolver {
  constructor(private readonly visible: VisibleFigures) {}

  @FieldResolver(() => SelfServiceCandidateConnection, {
    nullable: true,
    description:
      'Which reasons customers could serve themselves; without a flag of resolution counted from single contacts, so of at most 366 days; null where it cannot be told now.',
  })
  async selfServiceCandidates(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('rule', () => SelfServiceRuleInput, {
      nullable: true,
      description: 'When it is one; null: the usual rule.',
    })
    rule?: SelfServiceRuleInput | null,
    @Arg('onlyCandidates', () => Boolean, {
      nullable: true,
      description: 'Only those that meet every criterion; null: true.',
    })
    onlyCandidates?: boolean | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<SelfServiceCandidateType>> {
    const found = selfServiceCandidates(await reasonEvidence(figures), selfServiceRuleOf(rule));
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = found
      .filter(({ isCandidate }) => isCandidate || onlyCandidates === false)
      .flatMap((one) => viewOf(one.reasonId).map((state) => new SelfServiceCandidateType(state, one)));
    return slice(shown, { first, after }, (candidate) => candidate);
  }

  @FieldResolver(() => KnowledgeGapConnection, {
    nullable: true,
    description:
      'Reasons whose contacts look as if those who take them did not know what to do; without a flag of resolution counted from single contacts, so of at most 366 days; null where it cannot be told now.',
  })
  async knowledgeGaps(
    @Root() { figures }: UsageFiguresType,
    @Ctx() context: AccessContext,
    @Arg('rule', () => KnowledgeGapRuleInput, {
      nullable: true,
      description: 'When they do; null: the usual rule.',
    })
    rule?: KnowledgeGapRuleInput | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<KnowledgeGapType>> {
    const found = knowledgeGaps(await reasonEvidence(figures), knowledgeGapRuleOf(rule));
    const viewOf = await this.visible.reasonView(figures, context);
    const shown = found.flatMap((gap) =>
      viewOf(gap.reasonId).map((state) => new KnowledgeGapType(state, gap)),
    );
    return slice(shown, { first, after }, (gap) => gap);
  }
}
