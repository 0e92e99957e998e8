import type { TaxonomyId } from '../../platform/ids';
import { permissions, type Permission, type Role } from './permissions';
import type { Principal } from './principal';

export interface Scope {
  readonly taxonomyId: TaxonomyId | null;
}

/**
 * The role by which the principal may do this in the scope, or null where no role of theirs grants it. A grant for all
 * taxonomies holds in each; a grant for one taxonomy never holds for the service as a whole.
 *
 * @example actingRole(steward, 'publishVersion', { taxonomyId }) // 'STEWARD'
 */
export function actingRole(principal: Principal, permission: Permission, scope: Scope): Role | null {
  const granting: readonly Role[] = permissions[permission];
  const grant = principal.grants.find(
    (held) => granting.includes(held.role) && covers(held.taxonomyId, scope),
  );
  return grant?.role ?? null;
}

/** May the principal do this here? */
export const can = (principal: Principal, permission: Permission, scope: Scope): boolean =>
  actingRole(principal, permission, scope) !== null;

/** Does any grant of the principal, wherever it holds, allow this at all? */
export function canAnywhere(principal: Principal, permission: Permission): boolean {
  const granting: readonly Role[] = permissions[permission];
  return principal.grants.some((held) => granting.includes(held.role));
}

/** A taxonomy in which the principal holds no role is, for them, not there. */
export const mayRead = (principal: Principal, scope: Scope): boolean =>
  scope.taxonomyId === null || can(principal, 'readPublished', scope);

/** The taxonomies the permission holds in: a list, or null for all of them. */
export function taxonomiesWith(principal: Principal, permission: Permission): readonly TaxonomyId[] | null {
  const granting: readonly Role[] = permissions[permission];
  const held = principal.grants
    .filter((grant) => granting.includes(grant.role))
    .map((grant) => grant.taxonomyId);
  if (held.includes(null)) return null;
  return held.filter((taxonomyId) => taxonomyId !== null);
}

const covers = (granted: TaxonomyId | null, scope: Scope): boolean =>
  granted === null || granted === scope.taxonomyId;
