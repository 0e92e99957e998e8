import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { problemView } from '../../platform/graphql/problem.type';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { addDiscussionNote } from '../commands/add-discussion-note';
import { adjudicateItem } from '../commands/adjudicate-item';
import { applyDecision } from '../commands/apply-decision';
import { codeItem } from '../commands/code-item';
import { recordDecision } from '../commands/record-decision';
import { withdrawCoding } from '../commands/withdraw-coding';
import { sessionLimits, type SessionId, type SessionItemId } from '../domain';
import * as aftermath from './aftermath.inputs';
import { wishOf } from './draft-operation.input';
import { CodeItemInputType, WithdrawCodingInputType } from './session.inputs';
import * as results from './session.results';
import type { SessionItemType, SessionType } from './session.type';
import type { VisibleSessions } from './visible-sessions';

interface ItemAnswer {
  session: SessionType | null;
  item: SessionItemType | null;
}

/** What is done with single items: coded, discussed, adjudicated, and decided on. */
@Resolver()
export class ItemMutations {
  constructor(
    private readonly visible: VisibleSessions,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @Mutation(() => results.CodeItemResult, {
    nullable: true,
    description:
      'Answers an item as the coder that the caller is, or answers it anew. Nobody else sees the answer before the reveal.',
  })
  async codeItem(
    @Arg('input', () => CodeItemInputType, { description: 'The answer.' }) input: CodeItemInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.CodeItemResult> {
    const { content, outcome: answer } = input;
    const outcome = await context.run(codeItem, {
      ...{ itemId: localId('SessionItem', input.item, 'item'), content, outcome: answer },
      reasonId: optionalLocalId('Reason', input.reason, 'reason'),
      ...{ confidence: input.confidence ?? null, note: input.note ?? null },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.CodeItemPayload, outcome.value.value, context);
  }

  @Mutation(() => results.WithdrawCodingResult, {
    nullable: true,
    description:
      "Takes the caller's own answer to an item back; it is excluded and counted, unless it is given anew.",
  })
  async withdrawCoding(
    @Arg('input', () => WithdrawCodingInputType, { description: 'Which answer.' })
    input: WithdrawCodingInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.WithdrawCodingResult> {
    const itemId = localId('SessionItem', input.item, 'item');
    const outcome = await context.run(withdrawCoding, { itemId, content: input.content });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.WithdrawCodingPayload, outcome.value.value, context);
  }

  @Mutation(() => results.AddDiscussionNoteResult, {
    nullable: true,
    description: 'Adds what was said of an item, once the codes are revealed.',
  })
  async addDiscussionNote(
    @Arg('input', () => aftermath.AddDiscussionNoteInputType, { description: 'What was said.' })
    input: aftermath.AddDiscussionNoteInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.AddDiscussionNoteResult> {
    const itemId = localId('SessionItem', input.item, 'item');
    const outcome = await context.run(addDiscussionNote, { itemId, text: input.text });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.AddDiscussionNotePayload, outcome.value.value, context);
  }

  @Mutation(() => results.AdjudicateItemResult, {
    nullable: true,
    description:
      'Says what an item is, and why its coders disagreed; it can be said otherwise until the session is closed.',
  })
  async adjudicateItem(
    @Arg('input', () => aftermath.AdjudicateItemInputType, { description: 'The judgement.' })
    input: aftermath.AdjudicateItemInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.AdjudicateItemResult> {
    const { content, expectedRevision, outcome: judged, rationale } = input;
    const outcome = await context.run(adjudicateItem, {
      ...{ itemId: localId('SessionItem', input.item, 'item'), content, expectedRevision, rationale },
      ...{
        outcome: judged,
        reasonId: optionalLocalId('Reason', input.reason, 'reason'),
        cause: input.cause ?? null,
      },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(results.AdjudicateItemPayload, outcome.value.value, context);
  }

  @Mutation(() => results.RecordDecisionResult, {
    nullable: true,
    description: 'Records what a session decided, and the items that it rests on.',
  })
  async recordDecision(
    @Arg('input', () => aftermath.RecordDecisionInputType, { description: 'The decision.' })
    input: aftermath.RecordDecisionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.RecordDecisionResult> {
    const { kind, text } = input;
    const outcome = await context.run(recordDecision, {
      ...{ sessionId: localId('Session', input.session, 'session'), kind, text },
      evidence: input.evidence.map((id) => localId('SessionItem', id, 'evidence')),
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const decision = await this.visible.decision(outcome.value.value.decisionId, context);
    return Object.assign(new results.RecordDecisionPayload(), { decision });
  }

  @Mutation(() => results.ApplyDecisionResult, {
    nullable: true,
    description:
      'Carries a decision out in a draft: the history shows the decision as the evidence of the change.',
  })
  async applyDecision(
    @Arg('input', () => aftermath.ApplyDecisionInputType, { description: 'Which decision, where and how.' })
    input: aftermath.ApplyDecisionInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.ApplyDecisionResult> {
    const count = input.operations.length;
    if (count > sessionLimits.operationsOfADecision)
      throw new CallerError(
        'LIMIT_EXCEEDED',
        `operations: expected at most ${sessionLimits.operationsOfADecision}, but got ${count}`,
      );
    const outcome = await context.run(applyDecision, {
      decisionId: localId('Decision', input.decision, 'decision'),
      draft: draftOf(input),
      operations: input.operations.map(wishOf),
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const { decisionId, draftId } = outcome.value.value;
    const decision = await this.visible.decision(decisionId, context);
    const draft = await this.taxonomies.draft(draftId, context);
    return Object.assign(new results.ApplyDecisionPayload(), { decision, draft });
  }

  private async answer<Payload extends ItemAnswer>(
    type: new () => Payload,
    { sessionId, itemId }: { readonly sessionId: SessionId; readonly itemId: SessionItemId },
    context: AccessContext,
  ): Promise<Payload> {
    const session = await this.visible.session(sessionId, context);
    const item = await this.visible.item(itemId, context);
    return Object.assign(new type(), { session, item });
  }
}

function draftOf({ draft, expectedHead }: aftermath.ApplyDecisionInputType) {
  const draftId = optionalLocalId('Draft', draft, 'draft');
  const head = expectedHead ?? null;
  if (draftId === null && head === null) return null;
  if (draftId !== null && head !== null) return { draftId, expectedHead: head };
  throw new CallerError('BAD_USER_INPUT', 'expected draft and expectedHead together, or neither');
}
