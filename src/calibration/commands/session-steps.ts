import type { Actor, Change, Tx } from '../../platform/command/command';
import { CallerError } from '../../platform/caller-error';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { staleRevision, type StaleRevision } from '../../taxonomy/domain';
import {
  stateAfter,
  type SessionAction,
  type SessionBlocked,
  type SessionId,
  type SessionItemId,
} from '../domain';
import type { SessionEntity } from '../persistence/session.entity';
import { SessionRepository } from '../persistence/session.repository';

export interface SessionOnly {
  readonly sessionId: SessionId;
}

export interface SessionStep extends SessionOnly {
  readonly expectedRevision: number;
}

/** Locks a session for somebody who runs sessions: never one that they code in. */
export async function lockedSession(
  tx: Tx,
  actor: Actor,
  sessionId: SessionId,
): Promise<Result<SessionEntity, NotFound>> {
  return lockedAs(tx, actor, { sessionId, hidden: notFound('session', sessionId) });
}

/** The same, on the revision that the step was made on. */
export async function lockedAt(
  tx: Tx,
  actor: Actor,
  { sessionId, expectedRevision }: SessionStep,
): Promise<Result<SessionEntity, NotFound | StaleRevision>> {
  const locked = await lockedSession(tx, actor, sessionId);
  if (!locked.ok) return locked;
  const { revision } = locked.value;
  return revision === expectedRevision ? locked : err(staleRevision(expectedRevision, revision));
}

/** Locks the session of an item, in a state in which this may be done to it. */
export async function lockedForItem(
  tx: Tx,
  actor: Actor,
  { itemId, action }: { readonly itemId: SessionItemId; readonly action: SessionAction },
): Promise<Result<SessionEntity, NotFound | SessionBlocked>> {
  const hidden = notFound('session item', itemId);
  const sessionId = await tx.repository(SessionRepository).sessionOfItem(itemId);
  if (sessionId === null) return err(hidden);
  const locked = await lockedAs(tx, actor, { sessionId, hidden });
  if (!locked.ok) return locked;
  const next = stateAfter(locked.value.state, action);
  return next.ok ? locked : next;
}

async function lockedAs(
  tx: Tx,
  actor: Actor,
  { sessionId, hidden }: SessionOnly & { readonly hidden: NotFound },
): Promise<Result<SessionEntity, NotFound>> {
  const sessions = tx.repository(SessionRepository);
  const session = await sessions.lock(sessionId);
  if (session === null) return err(hidden);
  tx.permit({ taxonomyId: session.taxonomyId }, hidden);
  if (await sessions.isCoder(sessionId, actor.id))
    throw new CallerError('FORBIDDEN', 'expected somebody who does not code in the session, but you do');
  return ok(session);
}

/** A change of a session as a whole. */
export const sessionChange = (
  kind: SessionAction | 'planSession',
  sessionId: SessionId,
  sides: { readonly before: unknown; readonly after: unknown },
): Change => ({ kind, subject: { type: 'Session', id: sessionId }, ...sides });

export const mustBeReason = (because: string, field = 'because'): Result<string, TextProblem> =>
  mustBeText(because, { field, maxLength: textLimits.note, multiline: true });
