import type { Problem } from '../../platform/problem';
import { err, ok, type NonEmptyArray, type Result } from '../../platform/result';
import { wrongState } from './life-cycle-blockers';
import type { DraftState, LifeCycleProblem } from './life-cycle-problems';

/** A draft cannot take a step: everything that stands in the way, at once. */
export interface DraftBlocked extends Problem {
  readonly code: 'DRAFT_BLOCKED';
  readonly blockers: NonEmptyArray<LifeCycleProblem>;
}

/** The outcome of a life-cycle rule as one problem that carries them all. */
export function orBlocked<Value>(
  outcome: Result<Value, NonEmptyArray<LifeCycleProblem>>,
): Result<Value, DraftBlocked> {
  if (outcome.ok) return ok(outcome.value);
  const blockers = outcome.problem;
  return err({
    code: 'DRAFT_BLOCKED',
    blockers,
    message: blockers.map((blocker) => blocker.message).join('; '),
  });
}

/**
 * Whether a draft is still being written. What belongs to it without being an edit of its content is changed only then: under
 * review it would change unseen.
 *
 * @example mustBeWritten('IN_REVIEW') // err: WRONG_STATE
 */
export const mustBeWritten = (state: DraftState): Result<null, DraftBlocked> =>
  state === 'DRAFT' ? ok(null) : orBlocked(err([wrongState('edit', state, ['DRAFT'])]));
