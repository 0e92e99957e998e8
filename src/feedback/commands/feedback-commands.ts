import type { Actor, Change, Command, Tx } from '../../platform/command/command';
import { newId, type DraftId, type ReasonId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  decide,
  mustBeAnswerable,
  mustNameItsReason,
  type FeedbackId,
  type FeedbackKind,
  type FeedbackRecord,
  type FeedbackRefused,
  type FeedbackState,
} from '../domain';
import { FeedbackRepository } from '../persistence/feedback.repository';

export interface FeedbackOnly {
  readonly feedbackId: FeedbackId;
}

type FeedbackCommand<Input> = Command<Input, FeedbackOnly, NotFound | TextProblem | FeedbackRefused>;

export interface ReportFeedbackInput {
  readonly taxonomyId: TaxonomyId;
  readonly kind: FeedbackKind;
  readonly reasonId: ReasonId | null;
  readonly text: string;
}

/** What somebody who uses the list finds wrong with it. */
export const reportFeedback: FeedbackCommand<ReportFeedbackInput> = {
  name: 'reportFeedback',
  permission: 'giveFeedback',
  async execute(tx, { taxonomyId, kind, reasonId, text }, actor) {
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    const repository = tx.repository(FeedbackRepository);
    if (!(await repository.taxonomyExists(taxonomyId))) return err(hidden);
    const written = mustBeText(text, { field: 'text', maxLength: textLimits.note, multiline: true });
    if (!written.ok) return written;
    const named = mustNameItsReason(kind, reasonId);
    if (!named.ok) return named;
    if (reasonId !== null && !(await repository.reasonExists(taxonomyId, reasonId)))
      return err(notFound('reason', reasonId));
    const feedbackId = newId<'Feedback'>();
    await repository.addFeedback({
      ...{ id: feedbackId, taxonomyId, kind, reasonId, text: written.value, state: 'OPEN' },
      ...{ reportedBy: actor.id, reportedAt: tx.now, decidedBy: null, decidedAt: null, decisionNote: null },
      ...{ duplicateOf: null, draftId: null, draftHead: null },
    });
    const after = { kind, reasonId, text: written.value };
    const subject = { type: 'Feedback', id: feedbackId };
    return ok({
      value: { feedbackId },
      changes: [{ kind: 'reportFeedback', subject, before: null, after }],
    });
  },
};

export interface AcceptFeedbackInput extends FeedbackOnly {
  readonly note: string | null;
}

/** Something is to be done about it. */
export const acceptFeedback: FeedbackCommand<AcceptFeedbackInput> = {
  name: 'acceptFeedback',
  permission: 'triageFeedback',
  execute: (tx, { feedbackId, note }, actor) =>
    decideFeedback(tx, actor, { kind: 'acceptFeedback', feedbackId, state: 'ACCEPTED', note, of: null }),
};

export interface DeclineFeedbackInput extends FeedbackOnly {
  readonly because: string;
}

/** Nothing is to be done about it, for a reason that the reporter sees. */
export const declineFeedback: FeedbackCommand<DeclineFeedbackInput> = {
  name: 'declineFeedback',
  permission: 'triageFeedback',
  execute: (tx, { feedbackId, because }, actor) =>
    decideFeedback(tx, actor, {
      ...{ kind: 'declineFeedback', feedbackId, state: 'DECLINED', note: because, of: null },
    }),
};

export interface MarkFeedbackDuplicateInput extends FeedbackOnly {
  readonly duplicateOf: FeedbackId;
}

/** Somebody has reported it before: what becomes of that becomes of this. */
export const markFeedbackDuplicate: FeedbackCommand<MarkFeedbackDuplicateInput> = {
  name: 'markFeedbackDuplicate',
  permission: 'triageFeedback',
  execute: (tx, { feedbackId, duplicateOf }, actor) =>
    decideFeedback(tx, actor, {
      ...{ kind: 'markFeedbackDuplicate', feedbackId, state: 'DUPLICATE_OF', note: null, of: duplicateOf },
    }),
};

async function decideFeedback(
  tx: Tx,
  actor: Actor,
  decision: {
    readonly kind: string;
    readonly feedbackId: FeedbackId;
    readonly state: FeedbackState;
    readonly note: string | null;
    readonly of: FeedbackId | null;
  },
): ReturnType<FeedbackCommand<unknown>['execute']> {
  const { kind, feedbackId, state, note, of } = decision;
  const locked = await lockedFeedback(tx, feedbackId);
  if (!locked.ok) return locked;
  const feedback = locked.value;
  const rule = {
    field: kind === 'declineFeedback' ? 'because' : 'note',
    maxLength: textLimits.note,
    multiline: true,
  };
  const text = note === null ? ok(null) : mustBeText(note, rule);
  if (!text.ok) return text;
  const repository = tx.repository(FeedbackRepository);
  const original = of === null ? null : await repository.feedback(of);
  if (of !== null && original?.taxonomyId !== feedback.taxonomyId) return err(notFound('feedback', of));
  const decided = decide(feedback, state, original);
  if (!decided.ok) return decided;
  const by = { decidedBy: actor.id, decidedAt: tx.now, decisionNote: text.value };
  await repository.saveFeedback({ ...feedback, state, ...by, duplicateOf: of });
  const change: Change = {
    kind,
    subject: { type: 'Feedback', id: feedbackId },
    before: { state: feedback.state },
    after: { state, duplicateOf: of },
  };
  return ok({ value: { feedbackId }, changes: [change], because: text.value });
}

export interface LinkFeedbackInput extends FeedbackOnly {
  readonly draftId: DraftId;
  /** The head of the draft with the edit that answers it. */
  readonly head: number;
}

/** Names the edit that answers accepted feedback: the version that carries it is then seen by the reporter. */
export const linkFeedback: FeedbackCommand<LinkFeedbackInput> = {
  name: 'linkFeedback',
  permission: 'triageFeedback',
  async execute(tx, { feedbackId, draftId, head }) {
    const locked = await lockedFeedback(tx, feedbackId);
    if (!locked.ok) return locked;
    const feedback = locked.value;
    const repository = tx.repository(FeedbackRepository);
    const currentHead = await repository.headOfDraft(feedback.taxonomyId, draftId);
    if (currentHead === null) return err(notFound('draft', draftId));
    const answerable = mustBeAnswerable(feedback, { head, currentHead });
    if (!answerable.ok) return answerable;
    if (feedback.draftId === draftId && feedback.draftHead === head)
      return ok({ value: { feedbackId }, unchanged: true });
    await repository.saveFeedback({ ...feedback, draftId, draftHead: head });
    const before = { draftId: feedback.draftId, head: feedback.draftHead };
    const subject = { type: 'Feedback', id: feedbackId };
    return ok({
      value: { feedbackId },
      changes: [{ kind: 'linkFeedback', subject, before, after: { draftId, head } }],
    });
  },
};

async function lockedFeedback(tx: Tx, id: FeedbackId): Promise<Result<FeedbackRecord, NotFound>> {
  const hidden = notFound('feedback', id);
  const feedback = await tx.repository(FeedbackRepository).lockFeedback(id);
  if (feedback === null) return err(hidden);
  tx.permit({ taxonomyId: feedback.taxonomyId }, hidden);
  return ok(feedback);
}
