import { LRUCache } from 'lru-cache';
import type { Principal } from '../../access/domain';
import type { Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import type { PageRequest } from '../../platform/paging';
import { groupBy, type VersionRecord } from '../../taxonomy/domain';
import { ConsumerRepository, type ConsumerRecord, type Fetch } from '../persistence/consumer.repository';

export type { ConsumerRecord } from '../persistence/consumer.repository';

/** The same system with the same version is noted once in so long. */
const notedEveryMs = 5 * 60_000;
/** More than wait to be written are not noted: the next time they fetch they are. */
const mostWaiting = 10_000;
/** Who fetched nothing for so long does not use the list any more. */
const usedWithinDays = 90;
/** Nobody reads through more of them. */
const mostUsing = 100;

/**
 * Which systems fetch which list. A fetch is only remembered, and written down beside the requests and before anybody reads
 * it: no fetch waits for it, and none fails with it. People who look at a list are no consumers of it: a consumer has the
 * role MACHINE.
 */
export class Consumers {
  private readonly notedLately = new LRUCache<string, true>({ max: mostWaiting, ttl: notedEveryMs });
  private waiting: Fetch[] = [];
  private readonly rows: ConsumerRepository;

  constructor(sql: Sql) {
    this.rows = new ConsumerRepository(sql);
  }

  note(
    { id: actorId, grants }: Principal,
    { taxonomyId, number: version }: Pick<VersionRecord, 'taxonomyId' | 'number'>,
  ): void {
    const isConsumer = grants.some(
      (held) => held.role === 'MACHINE' && (held.taxonomyId === null || held.taxonomyId === taxonomyId),
    );
    const key = `${taxonomyId} ${actorId} ${version}`;
    if (!isConsumer || this.notedLately.has(key) || this.waiting.length >= mostWaiting) return;
    this.notedLately.set(key, true);
    this.waiting.push({ taxonomyId, actorId, version, at: new Date() });
  }

  /** Writes down what is waiting; what cannot be written now waits on. */
  async writeDown(): Promise<void> {
    const fetches = this.waiting;
    if (fetches.length === 0) return;
    this.waiting = [];
    try {
      await this.rows.add(fetches);
    } catch (fault) {
      this.waiting = [...fetches, ...this.waiting].slice(0, mostWaiting);
      throw fault;
    }
  }

  /** Of each list one more than a page holds, in the order in which the systems became known. */
  async pages(
    taxonomyIds: readonly TaxonomyId[],
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<TaxonomyId, readonly ConsumerRecord[]>> {
    await this.writtenDown();
    const found = await this.rows.consumers(taxonomyIds, { after: after?.[0] ?? null, limit: first + 1 });
    return groupBy(found, ({ taxonomyId }) => taxonomyId);
  }

  /** The systems that use lists now, of each those that fetched it last first; of very many only these. */
  async usingNow(
    taxonomyIds: readonly TaxonomyId[],
  ): Promise<ReadonlyMap<TaxonomyId, readonly ConsumerRecord[]>> {
    await this.writtenDown();
    const since = new Date(Date.now() - usedWithinDays * 86_400_000);
    const found = await this.rows.consumersSince(taxonomyIds, { since, limit: mostUsing });
    return groupBy(found, ({ taxonomyId }) => taxonomyId);
  }

  /** Who reads is told what is known; what cannot be written now is told when it can. */
  private async writtenDown(): Promise<void> {
    await this.writeDown().catch(() => undefined);
  }
}
