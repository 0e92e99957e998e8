import type { CoderId } from '../../contact/domain';
import type { Problem } from '../../platform/problem';
import type { NonEmptyArray } from '../../platform/result';
import type { SessionAction, SessionItemId, SessionState } from './session-words';

/** One thing that stands in the way of a session's next step. */
export type SessionBlocker =
  | {
      readonly code: 'WRONG_STATE';
      readonly message: string;
      readonly observed: SessionState;
      readonly expected: readonly SessionState[];
    }
  | { readonly code: 'NO_CODER_LEFT' | 'DEADLINE_PASSED' | 'NOT_FACILITATOR'; readonly message: string }
  | {
      readonly code: 'CODER_NOT_LINKED' | 'CODER_RETIRED' | 'CODER_WITHDRAWN' | 'FACILITATOR_CODES';
      readonly message: string;
      readonly coderIds: readonly CoderId[];
    }
  | { readonly code: 'CODINGS_MISSING'; readonly message: string; readonly missing: number }
  | {
      readonly code: 'ADJUDICATIONS_MISSING';
      readonly message: string;
      readonly itemIds: readonly SessionItemId[];
    };

/** A session cannot take a step: everything that stands in the way, at once. */
export interface SessionBlocked extends Problem {
  readonly code: 'SESSION_BLOCKED';
  readonly blockers: NonEmptyArray<SessionBlocker>;
}

export const sessionBlocked = (blockers: NonEmptyArray<SessionBlocker>): SessionBlocked => ({
  code: 'SESSION_BLOCKED',
  blockers,
  message: blockers.map((blocker) => blocker.message).join('; '),
});

export const wrongState = (
  action: SessionAction,
  observed: SessionState,
  expected: readonly SessionState[],
): SessionBlocked =>
  sessionBlocked([
    {
      code: 'WRONG_STATE',
      observed,
      expected,
      message: `expected a session that is ${expected.join(' or ')} for ${action}, but it is ${observed}`,
    },
  ]);

/** A plan of a session that cannot be: one entry for each fault, all of them at once. */
export interface InvalidPlan extends Problem {
  readonly code: 'INVALID_PLAN';
  readonly faults: readonly PlanFault[];
}

export interface PlanFault {
  readonly field: 'title' | 'contents' | 'coders' | 'items' | 'sample' | 'deadline' | 'facilitator';
  readonly message: string;
}

export const invalidPlan = (faults: readonly PlanFault[]): InvalidPlan => ({
  code: 'INVALID_PLAN',
  faults,
  message: faults.map(({ field, message }) => `${field}: ${message}`).join('; '),
});

/** A code that cannot be given, or a judgement that cannot be passed. Only whoever sent it learns of it. */
export interface InvalidCode extends Problem {
  readonly code:
    | 'UNKNOWN_CONTENT'
    | 'REASON_MISSING'
    | 'REASON_NOT_EXPECTED'
    | 'NOT_A_LEAF'
    | 'CONFIDENCE_OUT_OF_RANGE'
    | 'CAUSE_MISSING';
  readonly field: 'content' | 'reason' | 'confidence' | 'cause';
}

/** There is nothing to take back. */
export interface NotCoded extends Problem {
  readonly code: 'NOT_CODED';
}

/** A session holds as many of them as it can. */
export interface SessionFull extends Problem {
  readonly code: 'SESSION_FULL';
  readonly limit: number;
}

export const sessionFull = (what: string, limit: number): SessionFull => ({
  code: 'SESSION_FULL',
  limit,
  message: `expected at most ${limit} ${what}, but there are as many already`,
});
