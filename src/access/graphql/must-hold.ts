import { CallerError } from '../../platform/caller-error';
import { canAnywhere, type Permission, type Principal } from '../domain';

/** Turns away whoever holds the permission in no taxonomy at all, before anything is looked up for them. */
export function mustHoldAnywhere(actor: Principal, permission: Permission): void {
  if (canAnywhere(actor, permission)) return;
  throw new CallerError('FORBIDDEN', `expected a role that may ${permission}, but you hold none`);
}
