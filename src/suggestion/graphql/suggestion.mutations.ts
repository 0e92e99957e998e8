import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { AssignmentRefusedProblem, TransferStaleProblem, TransferType } from '../../ownership/graphql';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  ProblemType,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { mustBeMoment } from '../../platform/graphql/moment';
import { DraftType, operationProblems } from '../../taxonomy/graphql';
import { acceptSuggestion } from '../commands/accept-suggestion';
import { dismissSuggestion, snoozeSuggestion } from '../commands/turn-down-suggestion';
import type { Standing, SuggestionDecisionId } from '../domain';
import { SuggestionDecisionType } from './decision.type';
import { StandingEnum } from './suggestion.enums';
import {
  acceptanceOf,
  AcceptSuggestionInputType,
  choiceOf,
  DismissSuggestionInputType,
  SnoozeSuggestionInputType,
} from './suggestion.inputs';
import type { VisibleSuggestions } from './visible-suggestions';

@ObjectType('SuggestionNotOpenProblem', {
  implements: ProblemType,
  description: 'What was to be decided is not suggested by the evidence, or was decided already.',
})
export class SuggestionNotOpenProblem extends ProblemType {
  @Field(() => String, { description: 'The key that was given.' })
  key!: string;

  @Field(() => StandingEnum, { nullable: true, description: 'What was decided; null: it is not suggested.' })
  standing!: Standing | null;
}
answersFor(SuggestionNotOpenProblem, ['SUGGESTION_GONE', 'SUGGESTION_DECIDED']);

@ObjectType('SuggestionNotApplicableProblem', {
  implements: ProblemType,
  description: 'A suggestion cannot be followed as it was asked for.',
})
export class SuggestionNotApplicableProblem extends ProblemType {
  @Field(() => String, { description: 'What of the input was amiss.' })
  field!: string;
}
answersFor(SuggestionNotApplicableProblem, ['SUGGESTION_NOT_APPLICABLE']);

@ObjectType('SnoozeRefusedProblem', {
  implements: ProblemType,
  description: 'A suggestion cannot be put off until then.',
})
export class SnoozeRefusedProblem extends ProblemType {}
answersFor(SnoozeRefusedProblem, ['SNOOZE_REFUSED']);

function decisionPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => SuggestionDecisionType, {
      nullable: true,
      description: 'The decision; null where it cannot be read now.',
    })
    decision!: SuggestionDecisionType | null;
  }
  return Payload;
}

@ObjectType('AcceptSuggestionPayload', { description: 'The suggestion is followed.' })
class AcceptSuggestionPayload {
  @Field(() => SuggestionDecisionType, {
    nullable: true,
    description: 'The decision; null where it cannot be read now.',
  })
  decision!: SuggestionDecisionType | null;

  @Field(() => DraftType, {
    nullable: true,
    description: 'The draft at its new head; null where no content changes, or it cannot be read now.',
  })
  draft!: DraftType | null;

  @Field(() => TransferType, {
    nullable: true,
    description: 'The offer that it became; null where it is about no owner, or cannot be read now.',
  })
  transfer!: TransferType | null;
}

const DismissPayload = decisionPayload('DismissSuggestionPayload', 'The suggestion was dismissed.');
const SnoozePayload = decisionPayload('SnoozeSuggestionPayload', 'The suggestion was put off.');

const choiceProblems = [NotFoundProblem, MalformedTextProblem, SuggestionNotOpenProblem];
const AcceptResult = resultUnion('acceptSuggestion', AcceptSuggestionPayload, [
  ...operationProblems,
  ...[
    SuggestionNotOpenProblem,
    SuggestionNotApplicableProblem,
    AssignmentRefusedProblem,
    TransferStaleProblem,
  ],
]);
const DismissResult = resultUnion('dismissSuggestion', DismissPayload, choiceProblems);
const SnoozeResult = resultUnion('snoozeSuggestion', SnoozePayload, [
  ...choiceProblems,
  SnoozeRefusedProblem,
]);

@Resolver()
export class SuggestionMutations {
  constructor(private readonly visible: VisibleSuggestions) {}

  @Mutation(() => AcceptResult, {
    nullable: true,
    description:
      'Follows a suggestion: its operations go into a draft with the evidence linked, an owner becomes an offer, and that coders are to be coached is recorded.',
  })
  async acceptSuggestion(
    @Arg('input', () => AcceptSuggestionInputType, { description: 'Which, and how.' })
    input: AcceptSuggestionInputType,
    @Ctx() context: AccessContext,
  ): Promise<AcceptSuggestionPayload | ProblemType> {
    const outcome = await context.run(acceptSuggestion, acceptanceOf(input));
    if (!outcome.ok) return problemView(outcome.problem);
    const { decisionId, draftId, transferId } = outcome.value.value;
    const { taxonomies, ownership } = this.visible.to;
    const offer = transferId === null ? null : await ownership.transfer(transferId, context);
    return Object.assign(new AcceptSuggestionPayload(), {
      decision: await this.visible.decision(decisionId, context),
      draft: draftId === null ? null : await taxonomies.draft(draftId, context),
      transfer: offer === null ? null : new TransferType(offer),
    });
  }

  @Mutation(() => DismissResult, {
    nullable: true,
    description: 'Says that a suggestion is not followed; it returns with new evidence, and not before.',
  })
  async dismissSuggestion(
    @Arg('input', () => DismissSuggestionInputType, { description: 'Which, and why not.' })
    input: DismissSuggestionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof DismissResult> {
    const outcome = await context.run(dismissSuggestion, choiceOf(input));
    if (!outcome.ok) return problemView(outcome.problem);
    return this.decided(DismissPayload, outcome.value.value.decisionId, context);
  }

  @Mutation(() => SnoozeResult, {
    nullable: true,
    description: 'Puts a suggestion off; then it returns, if the evidence still speaks for it.',
  })
  async snoozeSuggestion(
    @Arg('input', () => SnoozeSuggestionInputType, { description: 'Which, until when, and why.' })
    input: SnoozeSuggestionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof SnoozeResult> {
    mustBeMoment(input.until, 'until');
    const outcome = await context.run(snoozeSuggestion, { ...choiceOf(input), until: input.until });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.decided(SnoozePayload, outcome.value.value.decisionId, context);
  }

  private async decided<Payload extends { decision: SuggestionDecisionType | null }>(
    payload: new () => Payload,
    id: SuggestionDecisionId,
    context: AccessContext,
  ): Promise<Payload> {
    return Object.assign(new payload(), { decision: await this.visible.decision(id, context) });
  }
}
