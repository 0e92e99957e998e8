import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { Role } from './permissions';

export const actorKinds = ['PERSON', 'SERVICE', 'SYSTEM'] as const;
export type ActorKind = (typeof actorKinds)[number];

/** A role held in one taxonomy, or (null) in all of them, future ones too. */
export interface Grant {
  readonly role: Role;
  readonly taxonomyId: TaxonomyId | null;
}

/** Whoever signed in, with the roles that the key shown lets them use. */
export interface Principal {
  readonly id: ActorId;
  readonly kind: ActorKind;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** What an API key narrows the actor's own grants to; null leaves them as they are. */
export interface KeyScope {
  readonly roles: readonly Role[] | null;
  readonly taxonomyId: TaxonomyId | null;
}

/**
 * The grants that are usable with a key: never more than the actor holds.
 *
 * @example narrowedGrants([{ role: 'EDITOR', taxonomyId: null }], { roles: null, taxonomyId: telecom })
 *   // [{ role: 'EDITOR', taxonomyId: telecom }]
 */
export function narrowedGrants(grants: readonly Grant[], scope: KeyScope): readonly Grant[] {
  const usable = grants.filter((grant) => scope.roles === null || scope.roles.includes(grant.role));
  if (scope.taxonomyId === null) return usable;
  return usable
    .filter((grant) => grant.taxonomyId === null || grant.taxonomyId === scope.taxonomyId)
    .map((grant) => ({ role: grant.role, taxonomyId: scope.taxonomyId }));
}
