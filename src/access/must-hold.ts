import { CallerError } from '../platform/caller-error';
import { canAnywhere, type Permission, type Principal } from './domain';

/** Who calls; nobody who did not sign in is answered. */
export function signedIn(principal: Principal | null): Principal {
  if (principal === null) throw new CallerError('UNAUTHENTICATED', 'expected a bearer token');
  return principal;
}

/** Turns away whoever holds the permission in no taxonomy at all, before anything is looked up for them. */
export function mustHoldAnywhere(actor: Principal, permission: Permission): void {
  if (canAnywhere(actor, permission)) return;
  throw new CallerError('FORBIDDEN', `expected a role that may ${permission}, but you hold none`);
}
