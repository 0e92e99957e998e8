import type { Command } from '../../platform/command/command';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import type { StaleRevision } from '../../taxonomy/domain';
import {
  closeSession as close,
  disagreements,
  stateAfter,
  type SessionBlocked,
  type SessionId,
  type SessionItemId,
  type WaiverRecord,
} from '../domain';
import { AftermathRepository } from '../persistence/aftermath.repository';
import { CodingRepository } from '../persistence/coding.repository';
import { SessionRepository } from '../persistence/session.repository';
import { CodingEvidence } from './coding-evidence';
import { lockedAt, mustBeReason, sessionChange, type SessionOnly, type SessionStep } from './session-steps';

export interface CloseSessionInput extends SessionStep {
  /** Items whose disagreement is left as it is. */
  readonly waivers: readonly WaiverRecord[];
}

/** Ends a session: whatever its coders disagree on is adjudicated, or waived for a reason. */
export const closeSession: Command<
  CloseSessionInput,
  SessionOnly,
  NotFound | StaleRevision | SessionBlocked | TextProblem
> = {
  name: 'closeSession',
  permission: 'runSessions',
  async execute(tx, input, actor) {
    const locked = await lockedAt(tx, actor, input);
    if (!locked.ok) return locked;
    const session = locked.value;
    const possible = stateAfter(session.state, 'closeSession');
    if (!possible.ok) return possible;
    const aftermath = tx.repository(AftermathRepository);
    const waivers = await checkedWaivers(aftermath, session.id, input.waivers);
    if (!waivers.ok) return waivers;

    const disputed = disagreements(await tx.repository(CodingRepository).answers(session.id, null));
    const adjudicated = new Set((await aftermath.adjudicated(session.id)).map(placeOf));
    const unsettled = disputed.filter((item) => !adjudicated.has(placeOf(item)));
    const disagreeing = [...new Set(unsettled.map(({ itemId }) => itemId))];
    const settled = new Set(waivers.value.map(({ itemId }) => itemId));
    const next = close(session.state, { disagreeing, settled });
    if (!next.ok) return next;
    const needed = waivers.value.filter(({ itemId }) => disagreeing.includes(itemId));
    const place = { taxonomyId: session.taxonomyId, sessionId: session.id };
    await aftermath.addWaivers(place, needed, { by: actor.id, at: tx.now });
    await tx.repository(SessionRepository).change(session, { state: next.value, closedAt: tx.now });
    await tx.repository(CodingEvidence).keepSession(session);
    const after = { state: next.value, disputed: disputed.length, waivers: needed };
    const change = sessionChange('closeSession', session.id, { before: { state: session.state }, after });
    return ok({ value: { sessionId: session.id }, changes: [change] });
  },
};

const placeOf = ({ itemId, content }: { readonly itemId: SessionItemId; readonly content: number }): string =>
  `${itemId} ${content}`;

async function checkedWaivers(
  aftermath: AftermathRepository,
  sessionId: SessionId,
  waivers: readonly WaiverRecord[],
): Promise<Result<readonly WaiverRecord[], NotFound | TextProblem>> {
  const byItem = new Map<SessionItemId, WaiverRecord>();
  for (const { itemId, because } of waivers) {
    const reason = mustBeReason(because);
    if (!reason.ok) return reason;
    byItem.set(itemId, { itemId, because: reason.value });
  }
  const known = await aftermath.itemsOf(sessionId, [...byItem.keys()]);
  const stranger = [...byItem.keys()].find((id) => !known.has(id));
  return stranger === undefined ? ok([...byItem.values()]) : err(notFound('session item', stranger));
}
