import type { CoderId } from '../../contact/domain';
import type { ActorId } from '../../platform/ids';
import { err, isNonEmpty, type Result } from '../../platform/result';
import { stateAfter, type SessionRecord } from './session';
import type { SessionItemId, SessionState } from './session-words';
import { sessionBlocked, type SessionBlocked, type SessionBlocker } from './session-problems';

/** A coder of a session, as far as it matters to its opening. */
export interface PlannedCoder {
  readonly coderId: CoderId;
  readonly actorId: ActorId | null;
  readonly retired: boolean;
  readonly withdrawn: boolean;
}

type Step = Result<SessionState, SessionBlocked>;

/**
 * Opens a session for coding. Refused, with everything that stands in the way: it is not PLANNED, no coder is left, a
 * coder is retired or nobody signs in as them, who facilitates or planned it is one of them, or its deadline has passed.
 *
 * @example openSession(planned, [{ coderId, actorId: null, retired: false, withdrawn: false }], now)
 * // err: CODER_NOT_LINKED
 */
export function openSession(session: SessionRecord, coders: readonly PlannedCoder[], now: Date): Step {
  const next = stateAfter(session.state, 'openSession');
  if (!next.ok) return next;
  const taking = coders.filter(({ withdrawn }) => !withdrawn);
  const runs = (actorId: ActorId | null): boolean =>
    actorId === session.facilitatorId || actorId === session.plannedBy;
  const blockers: SessionBlocker[] = [
    ...(taking.length === 0 ? [noCoderLeft] : []),
    ...about('CODER_NOT_LINKED', 'an actor who signs in as each coder', {
      found: taking.filter(({ actorId }) => actorId === null),
      but: 'have none',
    }),
    ...about('CODER_RETIRED', 'coders who still code', {
      found: taking.filter(({ retired }) => retired),
      but: 'are retired',
    }),
    ...about('FACILITATOR_CODES', 'that who facilitates or planned a session does not code in it', {
      found: taking.filter(({ actorId }) => runs(actorId)),
      but: 'are theirs',
    }),
    ...(session.deadline !== null && session.deadline <= now ? [deadlinePassed(session.deadline)] : []),
  ];
  return isNonEmpty(blockers) ? err(sessionBlocked(blockers)) : next;
}

const noCoderLeft: SessionBlocker = {
  code: 'NO_CODER_LEFT',
  message: 'expected at least one coder, but all were withdrawn',
};

const deadlinePassed = (deadline: Date): SessionBlocker => ({
  code: 'DEADLINE_PASSED',
  message: `expected a deadline in the future, but it was ${deadline.toISOString()}`,
});

function about(
  code: 'CODER_NOT_LINKED' | 'CODER_RETIRED' | 'FACILITATOR_CODES',
  expected: string,
  { found, but }: { readonly found: readonly PlannedCoder[]; readonly but: string },
): readonly SessionBlocker[] {
  if (found.length === 0) return [];
  const coderIds = found.map(({ coderId }) => coderId);
  return [{ code, coderIds, message: `expected ${expected}, but ${found.length} ${but}` }];
}

export interface Reveal {
  readonly by: ActorId;
  /** Given where it is to be revealed before all is coded. */
  readonly because: string | null;
  /** How much of what is assigned is neither coded nor taken back. */
  readonly missing: number;
}

/**
 * Reveals the codes. Where something is still to be coded only the facilitator may, and says why.
 *
 * @example revealSession(open, { by: facilitator, because: null, missing: 3 }) // err: CODINGS_MISSING
 */
export function revealSession(session: SessionRecord, { by, because, missing }: Reveal): Step {
  const next = stateAfter(session.state, 'revealSession');
  if (!next.ok || missing === 0) return next;
  const blockers: SessionBlocker[] = [
    ...(because === null
      ? [
          {
            code: 'CODINGS_MISSING' as const,
            missing,
            message: `expected all to be coded, or a reason to reveal early, but ${missing} codings are missing`,
          },
        ]
      : []),
    ...(by === session.facilitatorId
      ? []
      : [
          {
            code: 'NOT_FACILITATOR' as const,
            message: 'expected the facilitator to reveal before all is coded, but this is somebody else',
          },
        ]),
  ];
  return isNonEmpty(blockers) ? err(sessionBlocked(blockers)) : next;
}

/**
 * Closes a session: each item that its coders disagree on is adjudicated, or waived.
 *
 * @example closeSession('REVEALED', { disagreeing: [first, second], settled: new Set([first]) })
 * // err: ADJUDICATIONS_MISSING, second
 */
export function closeSession(
  state: SessionState,
  given: { readonly disagreeing: readonly SessionItemId[]; readonly settled: ReadonlySet<SessionItemId> },
): Step {
  const next = stateAfter(state, 'closeSession');
  if (!next.ok) return next;
  const itemIds = given.disagreeing.filter((item) => !given.settled.has(item));
  if (itemIds.length === 0) return next;
  const message = `expected each item with disagreement to be adjudicated or waived, but ${itemIds.length} are not`;
  return err(sessionBlocked([{ code: 'ADJUDICATIONS_MISSING', itemIds, message }]));
}

/** An answer to an item with one content: whose it is does not matter here. */
export interface Answer {
  readonly itemId: SessionItemId;
  readonly content: number;
  /** A reason's id, or the outcome where it is none. */
  readonly answer: string;
}

/**
 * The items, each with the content, on which two answers differ.
 *
 * @example disagreements([{ itemId, content: 0, answer: 'a' }, { itemId, content: 0, answer: 'b' }])
 * // [{ itemId, content: 0 }]
 */
export function disagreements(
  answers: readonly Answer[],
): readonly { readonly itemId: SessionItemId; readonly content: number }[] {
  const seen = new Map<string, { readonly first: Answer; readonly different: boolean }>();
  for (const answer of answers) {
    const name = `${answer.content} ${answer.itemId}`;
    const known = seen.get(name);
    const different = known !== undefined && (known.different || known.first.answer !== answer.answer);
    seen.set(name, { first: known?.first ?? answer, different });
  }
  return [...seen.values()]
    .filter(({ different }) => different)
    .map(({ first: { itemId, content } }) => ({ itemId, content }));
}
