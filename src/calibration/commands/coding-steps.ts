import type { CoderId } from '../../contact/domain';
import { CallerError } from '../../platform/caller-error';
import type { Actor, Tx } from '../../platform/command/command';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import {
  invalid,
  sessionBlocked,
  stateAfter,
  type InvalidCode,
  type SessionAction,
  type SessionBlocked,
  type SessionItemId,
} from '../domain';
import { CodingRepository, type AssignmentKey, type AssignmentRow } from '../persistence/coding.repository';
import type { SessionEntity } from '../persistence/session.entity';
import { SessionRepository } from '../persistence/session.repository';

/** An item of a session, with one of the contents that it is coded with. */
export interface ItemWithContent {
  readonly itemId: SessionItemId;
  readonly content: number;
}

export interface OwnAssignment {
  readonly session: SessionEntity;
  readonly key: AssignmentKey;
  readonly assignment: AssignmentRow;
}

/**
 * Locks what is assigned to the caller themself, and holds the session as it is meanwhile: nobody can code for another.
 * All that is checked here is checked before the code is looked at, so that no answer tells of it.
 */
export async function ownAssignment(
  tx: Tx,
  actor: Actor,
  { itemId, content, action }: ItemWithContent & { readonly action: SessionAction },
): Promise<Result<OwnAssignment, NotFound | SessionBlocked | InvalidCode>> {
  const hidden = notFound('session item', itemId);
  const sessions = tx.repository(SessionRepository);
  const sessionId = await sessions.sessionOfItem(itemId);
  const session = sessionId === null ? null : await sessions.share(sessionId);
  if (session === null) return err(hidden);
  tx.permit({ taxonomyId: session.taxonomyId }, hidden);
  const coder = await sessions.coderOfActor(session.id, actor.id);
  if (coder === null)
    throw new CallerError('FORBIDDEN', 'expected a coder of the session, but you are none of them');
  const next = stateAfter(session.state, action);
  if (!next.ok) return next;
  if (coder.withdrawn) return err(withdrawn(coder.coderId));
  const key = {
    taxonomyId: session.taxonomyId,
    sessionId: session.id,
    coderId: coder.coderId,
    itemId,
    content,
  };
  const assignment = await tx.repository(CodingRepository).lockAssignment(key);
  return assignment === null
    ? err(
        invalid('UNKNOWN_CONTENT', 'content', `expected a content of the session, but it has no ${content}`),
      )
    : ok({ session, key, assignment });
}

const withdrawn = (coderId: CoderId): SessionBlocked =>
  sessionBlocked([
    {
      code: 'CODER_WITHDRAWN',
      coderIds: [coderId],
      message: 'expected a coder who takes part in the session, but you were withdrawn from it',
    },
  ]);
