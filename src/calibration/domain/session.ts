import type { ActorId, DraftId, TaxonomyId, VersionId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import { wrongState, type SessionBlocked } from './session-problems';
import { sessionStates, type SessionAction, type SessionId, type SessionState } from './session-words';

/**
 * Where each action leads from where a session stands; what is not here is refused. Nothing leads back before the
 * reveal: a session that was cancelled while it was blind stays so.
 */
export const sessionLifeCycle: Readonly<
  Record<SessionState, Readonly<Partial<Record<SessionAction, SessionState>>>>
> = {
  PLANNED: { openSession: 'OPEN', withdrawCoder: 'PLANNED', cancelSession: 'CANCELLED' },
  OPEN: {
    codeItem: 'OPEN',
    withdrawCoding: 'OPEN',
    withdrawCoder: 'OPEN',
    revealSession: 'REVEALED',
    cancelSession: 'CANCELLED',
  },
  REVEALED: {
    addDiscussionNote: 'REVEALED',
    adjudicateItem: 'REVEALED',
    recordDecision: 'REVEALED',
    applyDecision: 'REVEALED',
    closeSession: 'CLOSED',
  },
  CLOSED: { applyDecision: 'CLOSED' },
  CANCELLED: {},
};

/**
 * The state that an action leads to; refused where it does not lead on from here.
 *
 * @example stateAfter('PLANNED', 'openSession') // ok('OPEN')
 * @example stateAfter('PLANNED', 'codeItem') // err: WRONG_STATE, expected OPEN
 */
export function stateAfter(state: SessionState, action: SessionAction): Result<SessionState, SessionBlocked> {
  const next = sessionLifeCycle[state][action];
  if (next !== undefined) return ok(next);
  const expected = sessionStates.filter((known) => sessionLifeCycle[known][action] !== undefined);
  return err(wrongState(action, state, expected));
}

/** Whether the codes of a session are no secret any more. */
export const isRevealed = (state: SessionState): boolean => state === 'REVEALED' || state === 'CLOSED';

/** What becomes of a coding that comes after the deadline, while the session is still open. */
export const latePolicies = ['COUNT', 'EXCLUDE', 'REFUSE'] as const;
export type LatePolicy = (typeof latePolicies)[number];

/** A number of people, each for themselves, code the same contacts with the same content, and then compare. */
export interface SessionRecord {
  readonly id: SessionId;
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
  readonly state: SessionState;
  readonly revision: number;
  readonly facilitatorId: ActorId;
  readonly plannedBy: ActorId;
  readonly adjudicatorBlind: boolean;
  readonly deadline: Date | null;
  readonly latePolicy: LatePolicy;
  /** What the sample and each coder's order were drawn by. */
  readonly seed: number;
  readonly plannedAt: Date;
  readonly openedAt: Date | null;
  readonly revealedAt: Date | null;
  /** Why it was revealed before all was coded; null where all was, or where it is not revealed. */
  readonly revealedBecause: string | null;
  readonly closedAt: Date | null;
  readonly cancelledAt: Date | null;
}

/** A content that is coded with, sealed when the session was planned. */
export interface SessionContentRecord {
  readonly sessionId: SessionId;
  /** 0, or 1 for the second of two that are coded side by side. */
  readonly content: number;
  readonly digest: string;
  readonly versionId: VersionId | null;
  readonly draftId: DraftId | null;
  readonly name: string;
}

/** While it is so, codings are shown under letters and not under names. */
export const hidesNames = (session: Pick<SessionRecord, 'adjudicatorBlind' | 'state'>): boolean =>
  session.adjudicatorBlind && session.state !== 'CLOSED';
