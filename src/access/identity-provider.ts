import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { CallerError } from '../platform/caller-error';
import type { IdentityMapping, SignatureAlgorithm } from './domain';

/** The provider of OpenID Connect whose tokens are accepted. */
export interface IdentityProviderSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly clockToleranceSeconds: number;
  readonly mapping: IdentityMapping;
}

export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: JWTPayload;
}

const keysFetchedAtMostEveryMs = 5_000;
const keysKeptMs = 600_000;
const answerWithinMs = 3_000;

type Keys = ReturnType<typeof createRemoteJWKSet>;

/**
 * Verifies bearer tokens with the keys that the provider publishes. An unknown key makes it look for new ones, and so
 * does a signature that does not fit, since a provider may give another key the same name: keys rotate without a start.
 */
export class IdentityProvider {
  private keys: Keys | null = null;

  constructor(readonly settings: IdentityProviderSettings) {}

  /** Throws UNAUTHENTICATED with what was expected, or OVERLOADED where the provider does not give its keys. */
  async verified(token: string): Promise<VerifiedToken> {
    const { issuer } = this.settings;
    try {
      const claims = await this.claimsOf(token);
      const subject = claims.sub;
      if (subject === undefined || subject === '') throw new errors.JWTInvalid('it names no subject');
      return { issuer, subject, claims };
    } catch (fault) {
      throw this.told(fault);
    }
  }

  private async claimsOf(token: string): Promise<JWTPayload> {
    const keys = await this.publishedKeys();
    try {
      return await this.verifiedWith(keys, token);
    } catch (fault) {
      if (!(fault instanceof errors.JWSSignatureVerificationFailed) || keys.coolingDown) throw fault;
      await keys.reload();
      return this.verifiedWith(keys, token);
    }
  }

  private async verifiedWith(keys: Keys, token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms, clockToleranceSeconds } = this.settings;
    const options: JWTVerifyOptions = {
      ...{ issuer, audience, algorithms: [...algorithms], clockTolerance: clockToleranceSeconds },
      requiredClaims: ['sub', 'exp'],
    };
    return (await jwtVerify(token, keys, options)).payload;
  }

  private async publishedKeys(): Promise<Keys> {
    this.keys ??= createRemoteJWKSet(await this.keysAddress(), {
      ...{ cooldownDuration: keysFetchedAtMostEveryMs, cacheMaxAge: keysKeptMs },
      timeoutDuration: answerWithinMs,
    });
    return this.keys;
  }

  /** Where the provider publishes its keys, as its own description says. */
  private async keysAddress(): Promise<URL> {
    const address = `${this.settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(address, { signal: AbortSignal.timeout(answerWithinMs) });
    const described: unknown = response.ok ? await response.json() : null;
    const keys = (described as { jwks_uri?: unknown } | null)?.jwks_uri;
    const issuer = (described as { issuer?: unknown } | null)?.issuer;
    if (typeof keys !== 'string' || !URL.canParse(keys) || issuer !== this.settings.issuer)
      throw new ProviderSilent();
    return new URL(keys);
  }

  private told(fault: unknown): CallerError {
    const { issuer, audience, algorithms } = this.settings;
    const expected = (what: string, came: string): CallerError =>
      new CallerError('UNAUTHENTICATED', `expected a token ${what}, but ${came}`);
    if (fault instanceof errors.JWTExpired) return expected('that has not expired', 'this one has');
    if (fault instanceof errors.JOSEAlgNotAllowed)
      return expected(`signed with ${algorithms.join(', ')}`, 'this one is signed otherwise or not at all');
    if (fault instanceof errors.JWTClaimValidationFailed)
      return expected(`of ${issuer} for ${audience}, valid now`, `its claim ${fault.claim} says otherwise`);
    if (
      fault instanceof errors.JWKSNoMatchingKey ||
      fault instanceof errors.JWKSMultipleMatchingKeys ||
      fault instanceof errors.JWSSignatureVerificationFailed
    )
      return expected(`signed with a key of ${issuer}`, 'this one is not');
    if (isSilence(fault))
      return new CallerError('OVERLOADED', `expected ${issuer} to give its keys, but it did not: try again`);
    return expected('in the form of a signed JWT', 'this one cannot be read');
  }
}

/** The provider gave no description of itself that could be used. */
class ProviderSilent extends Error {}

/** What comes of a network or of a provider, as against what comes of a token. */
const isSilence = (fault: unknown): boolean =>
  fault instanceof ProviderSilent ||
  fault instanceof errors.JWKSTimeout ||
  fault instanceof errors.JWKSInvalid ||
  !(fault instanceof errors.JOSEError) ||
  fault.code === 'ERR_JOSE_GENERIC';
