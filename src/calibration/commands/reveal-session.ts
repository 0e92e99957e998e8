import type { Command } from '../../platform/command/command';
import type { NotFound } from '../../platform/problem';
import { ok } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import type { StaleRevision } from '../../taxonomy/domain';
import { revealSession as reveal, type SessionBlocked } from '../domain';
import { SessionRepository } from '../persistence/session.repository';
import { lockedAt, mustBeReason, sessionChange, type SessionOnly, type SessionStep } from './session-steps';

export interface RevealSessionInput extends SessionStep {
  /** Why it is revealed before all is coded; null where all is. */
  readonly because: string | null;
}

/** Shows the codes, and the salts that open the commitments in the history. Nothing is coded from here on. */
export const revealSession: Command<
  RevealSessionInput,
  SessionOnly,
  NotFound | StaleRevision | SessionBlocked | TextProblem
> = {
  name: 'revealSession',
  permission: 'runSessions',
  refusalsAreNoted: true,
  async execute(tx, input, actor) {
    const locked = await lockedAt(tx, actor, input);
    if (!locked.ok) return locked;
    const session = locked.value;
    const reason = input.because === null ? ok(null) : mustBeReason(input.because);
    if (!reason.ok) return reason;
    const sessions = tx.repository(SessionRepository);
    const missing = await sessions.missingCodings(session.id);
    const next = reveal(session, { by: actor.id, because: reason.value, missing });
    if (!next.ok) return next;
    const revealedBecause = missing === 0 ? null : reason.value;
    await sessions.change(session, { state: next.value, revealedAt: tx.now, revealedBecause });
    const after = { state: next.value, missing };
    const change = sessionChange('revealSession', session.id, { before: { state: session.state }, after });
    return ok({ value: { sessionId: session.id }, changes: [change], because: reason.value });
  },
};
