import type { CoderId } from '../../contact/domain';
import type { Command } from '../../platform/command/command';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import type { StaleRevision } from '../../taxonomy/domain';
import { stateAfter, type SessionBlocked } from '../domain';
import { SessionRepository } from '../persistence/session.repository';
import { lockedAt, mustBeReason, sessionChange, type SessionOnly, type SessionStep } from './session-steps';

export interface WithdrawCoderInput extends SessionStep {
  readonly coderId: CoderId;
  readonly because: string;
}

/** Takes a coder out of a session before its reveal, when nobody knows what they coded: their codings are excluded. */
export const withdrawCoder: Command<
  WithdrawCoderInput,
  SessionOnly,
  NotFound | StaleRevision | SessionBlocked | TextProblem
> = {
  name: 'withdrawCoder',
  permission: 'runSessions',
  async execute(tx, input, actor) {
    const locked = await lockedAt(tx, actor, input);
    if (!locked.ok) return locked;
    const session = locked.value;
    const reason = mustBeReason(input.because);
    if (!reason.ok) return reason;
    const next = stateAfter(session.state, 'withdrawCoder');
    if (!next.ok) return next;
    const { coderId } = input;
    const sessions = tx.repository(SessionRepository);
    const withdrawn = await sessions.withdrawCoder(session.id, coderId, tx.now);
    if (withdrawn === null) return err(notFound('coder of the session', coderId));
    const value = { sessionId: session.id };
    if (!withdrawn) return ok({ value, unchanged: true });
    await sessions.change(session, {});
    const sides = { before: { coderId, withdrawn: false }, after: { coderId, withdrawn: true } };
    const change = sessionChange('withdrawCoder', session.id, sides);
    return ok({ value, changes: [change], because: reason.value });
  },
};
