import type { Authority } from '../platform/command/runner';
import { actingRole, canAnywhere, mayRead, type Permission, type Principal } from './domain';

/** What the command runner asks of the role catalogue. */
export const runnerAuthority: Authority<Principal> = {
  actingRole: (actor, permission, scope) => actingRole(actor, permission as Permission, scope),
  grantedAnywhere: (actor, permission) => canAnywhere(actor, permission as Permission),
  mayRead,
};
