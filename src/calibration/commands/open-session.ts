import type { Command } from '../../platform/command/command';
import type { NotFound } from '../../platform/problem';
import { ok } from '../../platform/result';
import type { StaleRevision } from '../../taxonomy/domain';
import { coderOrder, openSession as open, type SessionBlocked } from '../domain';
import type { SessionEntity } from '../persistence/session.entity';
import { SessionRepository, type NewAssignment } from '../persistence/session.repository';
import { lockedAt, sessionChange, type SessionOnly, type SessionStep } from './session-steps';

/** Hands every item to every coder, each in an order of their own. */
export const openSession: Command<SessionStep, SessionOnly, NotFound | StaleRevision | SessionBlocked> = {
  name: 'openSession',
  permission: 'runSessions',
  async execute(tx, input, actor) {
    const locked = await lockedAt(tx, actor, input);
    if (!locked.ok) return locked;
    const session = locked.value;
    const sessions = tx.repository(SessionRepository);
    await sessions.shareCoders(session.id);
    const next = open(session, await sessions.plannedCoders(session.id), tx.now);
    if (!next.ok) return next;
    await sessions.bindCoders(session.id);
    const assignments = await assignmentsOf(sessions, session);
    await sessions.assign(session, assignments);
    await sessions.change(session, { state: next.value, openedAt: tx.now });
    const after = { state: next.value, assignments: assignments.length };
    const change = sessionChange('openSession', session.id, { before: { state: session.state }, after });
    return ok({ value: { sessionId: session.id }, changes: [change] });
  },
};

async function assignmentsOf(
  sessions: SessionRepository,
  { id, seed }: SessionEntity,
): Promise<readonly NewAssignment[]> {
  const items = await sessions.items(id);
  const contents = await sessions.contents(id);
  const coders = await sessions.plannedCoders(id);
  return coders.flatMap(({ coderId, withdrawn }, coder) => {
    if (withdrawn) return [];
    const order = coderOrder({ seed, coder, items: items.length });
    return order.flatMap((item, position) => {
      const itemId = items[item];
      if (itemId === undefined) return [];
      return contents.map(({ content }) => ({ coderId, itemId, content, position }));
    });
  });
}
