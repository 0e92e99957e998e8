import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { answersFor, problemView, ProblemType, resultUnion } from '../../platform/graphql/problem.type';
import { DraftType, operationProblems, ReasonType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { acceptMappingProposals } from '../commands/accept-mapping-proposals';
import type { ProposalsGone } from '../domain';
import { daysOf, FigureFilterInput, filterOf } from './figures.inputs';
import { ProposalRuleInput, ruleOf } from './observed.resolvers';

@InputType('ChosenProposalInput', { description: 'A proposal that is taken.' })
export class ChosenProposalInput {
  @Field(() => ID, { description: 'The reason.' })
  reason!: string;

  @Field(() => String, { description: 'The code of the resolution.' })
  resolution!: string;
}

@InputType('AcceptMappingProposalsInput', { description: 'Proposals that become mappings of a draft.' })
export class AcceptMappingProposalsInputType {
  @Field(() => ID, { description: 'The taxonomy.' })
  taxonomy!: string;

  @Field(() => GraphQLLocalDate, { description: 'The first day of what was observed.' })
  from!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  until!: string;

  @Field(() => FigureFilterInput, { nullable: true, description: 'Which contacts; null: all.' })
  filter?: FigureFilterInput | null;

  @Field(() => ProposalRuleInput, {
    nullable: true,
    description: 'The rule they were proposed by; null: the usual one.',
  })
  rule?: ProposalRuleInput | null;

  @Field(() => [ChosenProposalInput], { description: 'Which of them, 500 at most.' })
  proposals!: ChosenProposalInput[];

  @Field(() => ID, {
    nullable: true,
    description: 'The draft; null: one of its own is opened on the newest version.',
  })
  draft?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The head of the draft that they are taken on; with a draft only.',
  })
  expectedHead?: number | null;

  @Field(() => String, { description: 'Why.' })
  because!: string;
}

@ObjectType('AcceptMappingProposalsPayload', { description: 'The mappings stand in the draft.' })
class AcceptMappingProposalsPayload {
  @Field(() => DraftType, {
    nullable: true,
    description: "The draft at its new head; null where it is not the caller's to see.",
  })
  draft!: DraftType | null;

  @Field(() => Int, { description: 'How many mappings were made.' })
  accepted!: number;
}

@ObjectType('GoneProposal', { description: 'A proposal that there is not, or no more.' })
export class GoneProposalType {
  @Field(() => ReasonType, { description: 'The reason.' })
  reason!: ReasonType;

  @Field(() => String, { description: 'The code of the resolution.' })
  resolution!: string;
}

@ObjectType('ProposalsGoneProblem', {
  implements: ProblemType,
  description: 'What was observed does not, or no more, speak for what was chosen.',
})
export class ProposalsGoneProblem extends ProblemType {
  @Field(() => [GoneProposalType], { description: 'Which of them; of more than 20 the first.' })
  gone!: GoneProposalType[];
}
answersFor(ProposalsGoneProblem, ['PROPOSALS_GONE'], ({ gone }: ProposalsGone) => ({
  gone: gone.map(({ reasonId, resolution }) => ({ reason: new ReasonType(reasonId), resolution })),
}));

const AcceptResult = resultUnion('acceptMappingProposals', AcceptMappingProposalsPayload, [
  ...[...operationProblems, ProposalsGoneProblem],
]);

@Resolver()
export class ProposalMutation {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @Mutation(() => AcceptResult, {
    nullable: true,
    description:
      'Takes proposed mappings into a draft. They are made again from what is recorded now, and what speaks for each stands in the history.',
  })
  async acceptMappingProposals(
    @Arg('input', () => AcceptMappingProposalsInputType, { description: 'Which, and where to.' })
    input: AcceptMappingProposalsInputType,
    @Ctx() context: AccessContext,
  ): Promise<AcceptMappingProposalsPayload | ProblemType> {
    const outcome = await context.run(acceptMappingProposals, {
      ...daysOf(input.from, input.until),
      taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'),
      filter: filterOf(input.filter),
      rule: ruleOf(input.rule),
      chosen: input.proposals.map(({ reason, resolution }) => ({
        ...{ reasonId: localId('Reason', reason, 'reason'), resolution },
      })),
      draft: draftOf(input),
      because: input.because,
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const { draftId, accepted } = outcome.value.value;
    const draft = await this.visible.draft(draftId, context);
    return Object.assign(new AcceptMappingProposalsPayload(), { draft, accepted });
  }
}

function draftOf({ draft, expectedHead }: AcceptMappingProposalsInputType) {
  const draftId = optionalLocalId('Draft', draft, 'draft');
  const head = expectedHead ?? null;
  if (draftId === null && head === null) return null;
  if (draftId !== null && head !== null) return { draftId, expectedHead: head };
  throw new CallerError('BAD_USER_INPUT', 'expectedHead: expected a draft and its head, or neither');
}
