import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { CallerError } from '../../platform/caller-error';
import { sha256Hex } from '../../platform/digest';
import {
  kindInClaims,
  mappedGrants,
  nameInClaims,
  narrowedGrants,
  type ActorKind,
  type Principal,
} from '../domain';
import type { IdentityProvider, VerifiedToken } from '../identity-provider';
import { AccessRepository, type SignedIn } from '../persistence/access.repository';

const useNotedEveryMs = 60_000;

/** Somebody whom a provider vouches for and whom the service sees for the first time. */
export interface Newcomer {
  readonly issuer: string;
  readonly subject: string;
  readonly kind: Exclude<ActorKind, 'SYSTEM'>;
  readonly name: string;
}

export interface SignInByProvider {
  readonly provider: IdentityProvider;
  /** Makes an actor of the newcomer, once, whoever else is doing the same. */
  recognise(newcomer: Newcomer): Promise<void>;
}

/**
 * Turns a bearer token into a principal, from the database each time: a revoked key, a revoked role and a suspension are
 * heeded at once, everywhere.
 */
export class Authenticator {
  private readonly notedLately = new LRUCache<string, true>({ max: 10_000, ttl: useNotedEveryMs });

  constructor(
    private readonly dataSource: DataSource,
    private readonly byProvider: SignInByProvider | null = null,
  ) {}

  /** Throws UNAUTHENTICATED where the token signs nobody in. */
  async principalOf(token: string): Promise<Principal> {
    const isSigned = this.byProvider !== null && token.split('.').length === 3;
    const principal = isSigned
      ? await this.principalOfSigned(this.byProvider, token)
      : await this.principalOfKey(token);
    if (principal !== null) return principal;
    throw new CallerError('UNAUTHENTICATED', 'expected a token that is known, not expired and not revoked');
  }

  private async principalOfKey(token: string): Promise<Principal | null> {
    const access = new AccessRepository(this.dataSource.manager);
    const holder = await access.holderOf(sha256Hex(token));
    if (holder === null) return null;
    if (!this.notedLately.has(holder.apiKeyId)) {
      this.notedLately.set(holder.apiKeyId, true);
      await access.noteUse(holder.apiKeyId);
    }
    return { ...holder.principal, grants: narrowedGrants(holder.principal.grants, holder.scope) };
  }

  private async principalOfSigned(byProvider: SignInByProvider, token: string): Promise<Principal | null> {
    const { provider } = byProvider;
    const verified = await provider.verified(token);
    const { claims } = verified;
    const { mapping } = provider.settings;
    const known = await this.signedIn(verified, provider);
    if (known !== null) return known.isSuspended ? null : known.principal;
    const { issuer, subject } = verified;
    await byProvider.recognise({
      issuer,
      subject,
      kind: kindInClaims(claims),
      name: nameInClaims(claims, mapping),
    });
    return (await this.signedIn(verified, provider))?.principal ?? null;
  }

  private signedIn(verified: VerifiedToken, { settings }: IdentityProvider): Promise<SignedIn | null> {
    const given = mappedGrants(verified.claims, settings.mapping);
    return new AccessRepository(this.dataSource.manager).signedIn(verified, given);
  }
}
