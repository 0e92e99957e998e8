import type { Problem } from '../../platform/problem';

export interface ExpiryInThePast extends Problem {
  readonly code: 'EXPIRY_IN_THE_PAST';
}

export const expiryInThePast = (expiresAt: Date, now: Date): ExpiryInThePast => ({
  code: 'EXPIRY_IN_THE_PAST',
  message: `expected expiresAt after ${now.toISOString()}, but got ${expiresAt.toISOString()}`,
});

/** A subject of a provider is one actor for ever: the history would else tell of two people as one. */
export interface IdentityTaken extends Problem {
  readonly code: 'IDENTITY_TAKEN';
}

export const identityTaken = (issuer: string): IdentityTaken => ({
  code: 'IDENTITY_TAKEN',
  message: `expected a subject of ${issuer} that is nobody's yet, but this one is another actor's`,
});

/** Whoever suspended themselves could not undo it. */
export interface OwnSuspension extends Problem {
  readonly code: 'OWN_SUSPENSION';
}

export const ownSuspension = (): OwnSuspension => ({
  code: 'OWN_SUSPENSION',
  message: 'expected another actor to suspend, but got yourself',
});
