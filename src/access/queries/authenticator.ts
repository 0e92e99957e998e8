import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { sha256Hex } from '../../platform/digest';
import { narrowedGrants, type Principal } from '../domain';
import { AccessRepository } from '../persistence/access.repository';

const useNotedEveryMs = 60_000;

/** Turns a bearer token into a principal, from the database each time: a revoked key is refused at once, everywhere. */
export class Authenticator {
  private readonly notedLately = new LRUCache<string, true>({ max: 10_000, ttl: useNotedEveryMs });

  constructor(private readonly dataSource: DataSource) {}

  /** Null where the token is unknown, revoked or expired. */
  async principalOf(token: string): Promise<Principal | null> {
    const access = new AccessRepository(this.dataSource.manager);
    const holder = await access.holderOf(sha256Hex(token));
    if (holder === null) return null;
    if (!this.notedLately.has(holder.apiKeyId)) {
      this.notedLately.set(holder.apiKeyId, true);
      await access.noteUse(holder.apiKeyId);
    }
    return { ...holder.principal, grants: narrowedGrants(holder.principal.grants, holder.scope) };
  }
}
