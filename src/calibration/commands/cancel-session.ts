import type { Command } from '../../platform/command/command';
import type { NotFound } from '../../platform/problem';
import { ok } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import type { StaleRevision } from '../../taxonomy/domain';
import { stateAfter, type SessionBlocked } from '../domain';
import { SessionRepository } from '../persistence/session.repository';
import { lockedAt, mustBeReason, sessionChange, type SessionOnly, type SessionStep } from './session-steps';

export interface CancelSessionInput extends SessionStep {
  readonly because: string;
}

/** Gives a session up before its reveal. What was coded in it is never shown. */
export const cancelSession: Command<
  CancelSessionInput,
  SessionOnly,
  NotFound | StaleRevision | SessionBlocked | TextProblem
> = {
  name: 'cancelSession',
  permission: 'runSessions',
  async execute(tx, input, actor) {
    const locked = await lockedAt(tx, actor, input);
    if (!locked.ok) return locked;
    const session = locked.value;
    const reason = mustBeReason(input.because);
    if (!reason.ok) return reason;
    const next = stateAfter(session.state, 'cancelSession');
    if (!next.ok) return next;
    await tx.repository(SessionRepository).change(session, { state: next.value, cancelledAt: tx.now });
    const sides = { before: { state: session.state }, after: { state: next.value } };
    const change = sessionChange('cancelSession', session.id, sides);
    return ok({ value: { sessionId: session.id }, changes: [change], because: reason.value });
  },
};
