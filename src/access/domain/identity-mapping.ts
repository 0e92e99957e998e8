import type { Role } from './permissions';
import type { ActorKind } from './principal';

/** A role that a claim of a token gives, in the taxonomy with this key or (null) in all of them. */
export interface MappedGrant {
  readonly role: Role;
  readonly taxonomyKey: string | null;
}

/** How the claims of an identity provider become names and roles here. */
export interface IdentityMapping {
  /** Where the name stands: the keys from the outermost claim inwards. */
  readonly nameClaim: readonly string[];
  /** Where the groups or roles stand, a list of words or one text of words between spaces. */
  readonly rolesClaim: readonly string[];
  /** What each of those words gives; a word that is not here gives nothing. */
  readonly grants: Readonly<Record<string, readonly MappedGrant[]>>;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Nothing is given by a token until somebody says what: roles come from grants alone. */
export const plainMapping: IdentityMapping = { nameClaim: ['name'], rolesClaim: ['roles'], grants: {} };

const longestName = 200;

/**
 * The roles that the claims of a token give, each once, in the order of the words.
 *
 * @example mappedGrants({ groups: ['cx-editors'] }, mapping) // [{ role: 'EDITOR', taxonomyKey: 'bank' }]
 */
export function mappedGrants(claims: Claims, mapping: IdentityMapping): readonly MappedGrant[] {
  const granted = wordsOf(valueAt(claims, mapping.rolesClaim)).flatMap((word) =>
    Object.hasOwn(mapping.grants, word) ? (mapping.grants[word] ?? []) : [],
  );
  return [...new Map(granted.map((grant) => [JSON.stringify(grant), grant])).values()];
}

/**
 * What the bearer is called: by the claim of the mapping, else by a usual one, else by the subject.
 *
 * @example nameInClaims({ sub: 'u1', preferred_username: 'ann' }, plainMapping) // 'ann'
 */
export function nameInClaims(claims: Claims, mapping: IdentityMapping): string {
  const given = [
    valueAt(claims, mapping.nameClaim),
    claims['name'],
    claims['preferred_username'],
    claims['email'],
    claims['client_id'],
  ].find((value): value is string => typeof value === 'string' && value.trim() !== '');
  const name = (given ?? String(claims['sub'])).replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim();
  return [...name].slice(0, longestName).join('');
}

/** A token that a system got for itself names that system as its subject. */
export function kindInClaims(claims: Claims): Exclude<ActorKind, 'SYSTEM'> {
  const client = claims['client_id'] ?? claims['azp'];
  return client !== undefined && client === claims['sub'] ? 'SERVICE' : 'PERSON';
}

function valueAt(claims: Claims, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Claims)[key]
        : undefined,
    claims,
  );
}

function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(/\s+/).filter((word) => word !== '');
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
}
