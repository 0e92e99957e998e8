import type { Command } from '../../platform/command/command';
import { newId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import {
  sessionFull,
  sessionLimits,
  stateAfter,
  type DecisionId,
  type DecisionKind,
  type SessionBlocked,
  type SessionFull,
  type SessionItemId,
} from '../domain';
import { AftermathRepository } from '../persistence/aftermath.repository';
import { lockedSession, mustBeReason, type SessionOnly } from './session-steps';

export interface RecordDecisionInput extends SessionOnly {
  readonly kind: DecisionKind;
  readonly text: string;
  /** The items that it rests on; each counts once. */
  readonly evidence: readonly SessionItemId[];
}

const noEvidence: NotFound = {
  ...notFound('session item as evidence', ''),
  message: 'evidence: expected at least one item of the session, but got none',
};

/** What a session decided, on the evidence of items of its own. */
export const recordDecision: Command<
  RecordDecisionInput,
  SessionOnly & { readonly decisionId: DecisionId },
  NotFound | SessionBlocked | TextProblem | SessionFull
> = {
  name: 'recordDecision',
  permission: 'runSessions',
  async execute(tx, { sessionId, kind, text, evidence }, actor) {
    const locked = await lockedSession(tx, actor, sessionId);
    if (!locked.ok) return locked;
    const next = stateAfter(locked.value.state, 'recordDecision');
    if (!next.ok) return next;
    const checked = mustBeReason(text, 'text');
    if (!checked.ok) return checked;
    const aftermath = tx.repository(AftermathRepository);
    const itemIds = [...new Set(evidence)];
    const known = await aftermath.itemsOf(sessionId, itemIds);
    const stranger = itemIds.find((id) => !known.has(id));
    if (itemIds.length === 0) return err(noEvidence);
    if (stranger !== undefined) return err(notFound('session item as evidence', stranger));
    if ((await aftermath.decisionsOf(sessionId)) >= sessionLimits.decisions)
      return err(sessionFull('decisions of a session', sessionLimits.decisions));

    const decisionId = newId<'Decision'>();
    const { taxonomyId } = locked.value;
    const decided = { id: decisionId, taxonomyId, sessionId, kind, text: checked.value, decidedBy: actor.id };
    const notApplied = { draftId: null, draftHead: null, changeSetId: null, appliedAt: null };
    await aftermath.addDecision({ ...decided, ...notApplied, decidedAt: tx.now }, itemIds);
    const after = { sessionId, kind, text: checked.value, evidence: itemIds };
    const subject = { type: 'Decision', id: decisionId };
    const changes = [{ kind: 'recordDecision', subject, before: null, after }] as const;
    return ok({ value: { sessionId, decisionId }, changes });
  },
};
