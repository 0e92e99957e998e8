import type { Problem } from '../../platform/problem';

export interface ExpiryInThePast extends Problem {
  readonly code: 'EXPIRY_IN_THE_PAST';
}
