import type { NotFound, Problem } from '../../platform/problem';
import type { TextProblem } from '../../platform/text';

export interface ExpiryInThePast extends Problem {
  readonly code: 'EXPIRY_IN_THE_PAST';
}

export type AccessProblem = NotFound | TextProblem | ExpiryInThePast;
