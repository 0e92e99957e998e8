import type { Actor, Change, Command, Recorded, Tx, Unchanged } from '../../platform/command/command';
import { newId, type DraftId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import {
  editDraft,
  knownTaxonomy,
  proposeChange,
  type DraftHead,
  type EditProblem,
  type ProposalProblem,
} from '../../taxonomy';
import type { Operation, PlaceProblem } from '../../taxonomy/domain';
import {
  changesNothing,
  decisionNotApplicable,
  mustSuit,
  nothingChanges,
  planWishes,
  stateAfter,
  withEvidence,
  type DecisionId,
  type DecisionNotApplicable,
  type DecisionRecord,
  type OperationWish,
  type SessionBlocked,
} from '../domain';
import { AftermathRepository } from '../persistence/aftermath.repository';
import { SessionRepository } from '../persistence/session.repository';

export interface ApplyDecisionInput {
  readonly decisionId: DecisionId;
  /** Null: a draft of its own is opened on the newest version. */
  readonly draft: { readonly draftId: DraftId; readonly expectedHead: number } | null;
  readonly operations: readonly OperationWish[];
}

export interface AppliedDecision {
  readonly decisionId: DecisionId;
  readonly draftId: DraftId;
}

export type ApplyDecisionProblem =
  NotFound | SessionBlocked | DecisionNotApplicable | TextProblem | EditProblem | ProposalProblem;

/** Turns a decision into operations of a draft, by the one way in which content changes, and links the two for good. */
export const applyDecision: Command<ApplyDecisionInput, AppliedDecision, ApplyDecisionProblem> = {
  name: 'applyDecision',
  permission: 'proposeChange',
  async execute(tx, input, actor) {
    const locked = await lockedDecision(tx, input);
    if (!locked.ok) return locked;
    const decision = locked.value;
    const operations = withEvidence(input.operations, decision.sessionId);
    const edited =
      input.draft === null
        ? await inDraftOfItsOwn(tx, actor, { decision, operations })
        : await inDraft(tx, actor, { decision, draft: input.draft, operations });
    if (!edited.ok) return edited;
    if ('unchanged' in edited.value) return err(nothingChanges);
    const { draftId, head } = edited.value.value;
    await tx
      .repository(AftermathRepository)
      .noteApplied(decision.id, { draftId, head, changeSetId: tx.changeSetId, at: tx.now });
    const linked: Change = {
      kind: 'applyDecision',
      subject: { type: 'Decision', id: decision.id },
      before: null,
      after: { draftId, head },
    };
    const [first, ...others] = edited.value.changes;
    const changes = [first, ...others, linked] as const;
    return ok({
      ...edited.value,
      changes,
      because: decision.text,
      value: { decisionId: decision.id, draftId },
    });
  },
};

/** Under the lock of its session, so that it is applied once. */
async function lockedDecision(
  tx: Tx,
  { decisionId, operations }: ApplyDecisionInput,
): Promise<Result<DecisionRecord, NotFound | SessionBlocked | DecisionNotApplicable>> {
  const hidden = notFound('decision', decisionId);
  const aftermath = tx.repository(AftermathRepository);
  const sessionId = (await aftermath.decision(decisionId))?.sessionId ?? null;
  const session = sessionId === null ? null : await tx.repository(SessionRepository).lock(sessionId);
  const decision = await aftermath.decision(decisionId);
  if (session === null || decision === null) return err(hidden);
  tx.permit({ taxonomyId: session.taxonomyId }, hidden);
  const next = stateAfter(session.state, 'applyDecision');
  if (!next.ok) return next;
  const suited = mustSuit(decision.kind, operations);
  if (!suited.ok) return suited;
  if (decision.appliedAt !== null)
    return err(
      decisionNotApplicable('DECISION_APPLIED', 'expected a decision that was not applied, but it was'),
    );
  return ok(decision);
}

interface Applied {
  readonly decision: DecisionRecord;
  readonly operations: readonly OperationWish[];
}

interface Planned {
  readonly operations: readonly Operation[];
}

type Edited = Recorded<DraftHead> | Unchanged<DraftHead>;

async function inDraft(
  tx: Tx,
  actor: Actor,
  { decision, draft, operations }: Applied & { readonly draft: NonNullable<ApplyDecisionInput['draft']> },
): Promise<Result<Edited, EditProblem>> {
  const taxonomy = await knownTaxonomy(tx, decision.taxonomyId);
  const edited = await editDraft(tx, { ...draft, actor }, (tree) =>
    planWishes(tree, operations, { languages: taxonomy?.languages ?? [], newReasonId: newId<'Reason'> }),
  );
  const strays = edited.ok && !(await isOfTaxonomy(tx, draft.draftId, decision));
  return strays ? err(notFound('draft of the same taxonomy', draft.draftId)) : edited;
}

const isOfTaxonomy = async (tx: Tx, draftId: DraftId, { taxonomyId }: DecisionRecord): Promise<boolean> =>
  (await tx.repository(AftermathRepository).taxonomyOfDraft(draftId)) === taxonomyId;

async function inDraftOfItsOwn(
  tx: Tx,
  actor: Actor,
  { decision, operations: wishes }: Applied,
): Promise<Result<Edited, ProposalProblem | EditProblem | DecisionNotApplicable>> {
  const proposal = await proposeChange(tx, actor, {
    taxonomyId: decision.taxonomyId,
    title: titleOf(decision),
    baseVersion: null,
    plan: ({ tree, taxonomy: { languages } }): Result<Planned, PlaceProblem | DecisionNotApplicable> => {
      const planned = planWishes(tree, wishes, { languages, newReasonId: newId<'Reason'> });
      if (!planned.ok) return planned;
      return changesNothing(tree, planned.value, languages)
        ? err(nothingChanges)
        : ok({ operations: planned.value });
    },
  });
  if (!proposal.ok) return proposal;
  return proposal.value.draft === null ? err(nothingChanges) : ok(proposal.value.draft);
}

const titleLength = 100;

/** The first line of what was decided, as far as a title goes. */
const titleOf = ({ text }: DecisionRecord): string =>
  Array.from(text.split('\n')[0] ?? text)
    .slice(0, titleLength)
    .join('')
    .replaceAll('\t', ' ');
