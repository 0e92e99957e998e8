import type { TransferId } from '../../ownership/domain';
import { recordOffer, type OfferProblem } from '../../ownership';
import type { Actor, Change, Command, Recorded, Tx, Unchanged } from '../../platform/command/command';
import { newId, type DraftId } from '../../platform/ids';
import { notFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import {
  editDraft,
  lockedDraft,
  proposeChange,
  type DraftHead,
  type EditProblem,
  type ProposalProblem,
} from '../../taxonomy';
import { ReasonTree, type IndexedProblem, type Operation, type PlaceProblem } from '../../taxonomy/domain';
import {
  changesContent,
  notApplicable,
  planAcceptance,
  type AcceptanceScene,
  type AcceptanceWish,
  type ProposalOf,
  type SuggestionNotApplicable,
} from '../domain';
import { DecisionRepository } from '../persistence/decision.repository';
import {
  decisionChange,
  openSuggestion,
  type ChoiceProblem,
  type DecidedSuggestion,
  type OpenSuggestion,
  type SuggestionChoice,
} from './open-suggestion';

export interface AcceptSuggestionInput extends SuggestionChoice {
  /** Null: a draft of its own is opened on the newest version, where content changes at all. */
  readonly draft: { readonly draftId: DraftId; readonly expectedHead: number } | null;
  readonly wish: AcceptanceWish;
}

export interface AcceptedSuggestion extends DecidedSuggestion {
  readonly draftId: DraftId | null;
  readonly transferId: TransferId | null;
}

export type AcceptProblem =
  ChoiceProblem | SuggestionNotApplicable | EditProblem | ProposalProblem | OfferProblem;

/** What came of an accepted suggestion. */
interface Outcome {
  readonly changes: readonly Change[];
  readonly draft: { readonly id: DraftId; readonly head: number } | null;
  readonly transferId: TransferId | null;
}

/**
 * Follows a suggestion: its operations go into a draft, by the one way in which content changes, and are reviewed and
 * published like any others; an owner becomes an offer to the department. That coders are to be coached changes nothing that
 * is kept here: it is recorded, and comes back with new evidence alone. The evidence is kept with the decision, and a
 * retirement names it.
 */
export const acceptSuggestion: Command<AcceptSuggestionInput, AcceptedSuggestion, AcceptProblem> = {
  name: 'acceptSuggestion',
  permission: 'decideSuggestions',
  async execute(tx, input, actor) {
    const open = await openSuggestion(tx, actor, { ...input, verdict: 'ACCEPTED' });
    if (!open.ok) return open;
    const { record, because } = open.value;
    // Before the operations, since a retirement that names it is only taken where it is there.
    const decisions = tx.repository(DecisionRepository);
    await decisions.add(record);
    const outcome = await outcomeOf(tx, actor, { input, open: open.value });
    if (!outcome.ok) return outcome;
    const { draft, transferId, changes } = outcome.value;
    const draftId = draft?.id ?? null;
    await decisions.noteOutcome(record.id, { draftId, draftHead: draft?.head ?? null, transferId });
    const linked = decisionChange('acceptSuggestion', record, {
      draftId,
      head: draft?.head ?? null,
      transferId,
    });
    return ok({
      ...{ value: { decisionId: record.id, draftId, transferId }, because },
      changes: [linked, ...changes] as const,
      ...(draft === null ? {} : { draft }),
    });
  },
};

interface Accepted {
  readonly input: AcceptSuggestionInput;
  readonly open: OpenSuggestion;
}

async function outcomeOf(tx: Tx, actor: Actor, accepted: Accepted): Promise<Result<Outcome, AcceptProblem>> {
  const { input, open } = accepted;
  const { proposal } = open.record.suggestion;
  if (changesContent(proposal)) return inADraft(tx, actor, accepted);
  if (input.draft !== null)
    return err(notApplicable('draft', `expected none for ${proposal.kind}, which changes no content`));
  const planned = planAcceptance(proposal, input.wish, sceneOf(open, ReasonTree.empty));
  if (!planned.ok) return planned;
  if (proposal.kind !== 'ASSIGN_OWNER') return ok({ changes: [], draft: null, transferId: null });
  return offered(tx, actor, { open, proposal });
}

async function offered(
  tx: Tx,
  actor: Actor,
  { open, proposal }: { readonly open: OpenSuggestion; readonly proposal: ProposalOf<'ASSIGN_OWNER'> },
): Promise<Result<Outcome, AcceptProblem>> {
  const { taxonomy, because } = open;
  const { reasonId, departmentId: toDepartmentId, fromDepartmentId } = proposal;
  // In the place of whoever owns it now: only who may say who owns what can.
  tx.permit({ taxonomyId: taxonomy.id }, notFound('taxonomy', taxonomy.id), 'assignOwners');
  const offer = await recordOffer(tx, actor, {
    ...{ taxonomyId: taxonomy.id, taxonomy, fromDepartmentId, toDepartmentId },
    ...{ reasonIds: [reasonId], effectiveFrom: null, note: because },
  });
  if (!offer.ok) return offer;
  const { change, transferId } = offer.value;
  return ok({ changes: [change], draft: null, transferId });
}

const sceneOf = ({ record }: OpenSuggestion, tree: ReasonTree): AcceptanceScene => ({
  ...{ tree, newReasonId: newId<'Reason'> },
  evidence: [{ type: 'Suggestion', id: record.id }],
});

type Planned = Result<readonly Operation[], SuggestionNotApplicable | PlaceProblem | IndexedProblem>;
type Edited = Recorded<DraftHead> | Unchanged<DraftHead>;

async function inADraft(
  tx: Tx,
  actor: Actor,
  { input, open }: Accepted,
): Promise<Result<Outcome, AcceptProblem>> {
  const { proposal } = open.record.suggestion;
  const plan = (tree: ReasonTree): Planned => planAcceptance(proposal, input.wish, sceneOf(open, tree));
  const edited =
    input.draft === null
      ? await inDraftOfItsOwn(tx, actor, { open, plan })
      : await inDraft(tx, actor, { open, draft: input.draft, plan });
  if (!edited.ok) return edited;
  if ('unchanged' in edited.value)
    return err(notApplicable('draft', 'expected a draft that this changes, but it is so there already'));
  const { value, changes } = edited.value;
  return ok({ changes, draft: { id: value.draftId, head: value.head }, transferId: null });
}

async function inDraft(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly open: OpenSuggestion;
    readonly draft: NonNullable<AcceptSuggestionInput['draft']>;
    readonly plan: (tree: ReasonTree) => Planned;
  },
): Promise<Result<Edited, AcceptProblem>> {
  const { draftId } = asked.draft;
  const locked = await lockedDraft(tx, actor, draftId);
  if (!locked.ok) return locked;
  if (locked.value.draft.taxonomyId !== asked.open.taxonomy.id)
    return err(notFound('draft of the same taxonomy', draftId));
  return editDraft<SuggestionNotApplicable | PlaceProblem | IndexedProblem>(
    tx,
    { ...asked.draft, actor },
    asked.plan,
  );
}

async function inDraftOfItsOwn(
  tx: Tx,
  actor: Actor,
  { open, plan }: { readonly open: OpenSuggestion; readonly plan: (tree: ReasonTree) => Planned },
): Promise<Result<Edited, AcceptProblem>> {
  const { kind } = open.record.suggestion;
  const proposed = await proposeChange(tx, actor, {
    ...{ taxonomyId: open.taxonomy.id, title: `${kind} as suggested`, baseVersion: null },
    plan: ({ tree }) => {
      const planned = plan(tree);
      return planned.ok ? ok({ operations: planned.value }) : planned;
    },
  });
  if (!proposed.ok) return proposed;
  const { draft } = proposed.value;
  return draft === null
    ? err(notApplicable('draft', 'expected a list that this changes, but it is so already'))
    : ok(draft);
}
