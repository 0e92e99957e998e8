import type { DataSource } from 'typeorm';
import type { TaxonomyId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import { ok, type Result } from '../../platform/result';
import type { TextProblem } from '../../platform/text';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import {
  customerKeyOf,
  holdsOn,
  keptFrom,
  LocalClock,
  observableFrom,
  type LegalHoldId,
  type LegalHoldRecord,
  type NamedCustomer,
  type PurgeJobId,
  type PurgeJobRecord,
  type PurgeMonth,
  type Retention,
} from '../domain';
import type { BlindCoding } from '../persistence/blind-coding';
import { ErasureRepository } from '../persistence/erasure.repository';
import { PrivacyRepository } from '../persistence/privacy.repository';
import type { Pseudonyms } from '../persistence/pseudonyms';
import { PurgeJobRepository } from '../persistence/purge-job.repository';
import { RemovalRepository } from '../persistence/removal.repository';

/** What an erasure would find. */
export interface ErasurePreview {
  readonly contacts: number;
  readonly months: readonly { readonly month: string; readonly contacts: number }[];
  readonly holds: readonly LegalHoldRecord[];
}

/** What is asked of the keeping of contacts. It never writes, and decides nothing about who may ask. */
export class PrivacyReader {
  private readonly privacy: PrivacyRepository;
  private readonly purges: PurgeJobRepository;

  constructor(
    private readonly dataSource: Pick<DataSource, 'manager'>,
    private readonly ports: { readonly pseudonyms: Pseudonyms; readonly blind: BlindCoding },
  ) {
    this.privacy = new PrivacyRepository(dataSource.manager);
    this.purges = new PurgeJobRepository(dataSource.manager);
  }

  retention(taxonomyId: TaxonomyId): Promise<Retention> {
    return this.privacy.retention(taxonomyId);
  }

  /** The first day from which on every contact that was recorded is there; null: of all days. */
  async observableFrom(taxonomyId: TaxonomyId): Promise<string | null> {
    return observableFrom(await this.privacy.months(taxonomyId));
  }

  /** The first day whose contacts a number of months keeps, as of now. */
  keptFrom({ timeZone }: Pick<TaxonomyRecord, 'timeZone'>, months: number): string {
    return keptFrom(months, LocalClock.of(timeZone).dayOf(new Date()));
  }

  async purgePreview(taxonomyId: TaxonomyId, from: string): Promise<readonly PurgeMonth[]> {
    const inUse = await this.ports.blind.contactsOfAnybody(taxonomyId);
    const removal = new RemovalRepository(this.dataSource.manager);
    return removal.preview({ taxonomyId, keptFrom: from, inUse });
  }

  async erasurePreview(
    taxonomyId: TaxonomyId,
    named: NamedCustomer,
  ): Promise<Result<ErasurePreview, TextProblem>> {
    const key = customerKeyOf(named, (customer) => this.ports.pseudonyms.of(taxonomyId, customer));
    if (!key.ok) return key;
    const contacts = await new ErasureRepository(this.dataSource.manager).contactsOf(taxonomyId, key.value);
    const months = new Map<string, number>();
    for (const { day } of contacts) {
      const month = `${day.slice(0, 8)}01`;
      months.set(month, (months.get(month) ?? 0) + 1);
    }
    const holding = await this.privacy.holding(taxonomyId);
    const inOrder = [...months].sort(([one], [other]) => (one < other ? -1 : 1));
    return ok({
      contacts: contacts.length,
      months: inOrder.map(([month, count]) => ({ month, contacts: count })),
      holds: holdsOn(contacts, key.value, holding),
    });
  }

  holds(ids: readonly LegalHoldId[]): Promise<readonly LegalHoldRecord[]> {
    return this.privacy.holds(ids);
  }

  /** Those that hold now: 200 at most. */
  holding(taxonomyId: TaxonomyId): Promise<readonly LegalHoldRecord[]> {
    return this.privacy.holding(taxonomyId);
  }

  /** The newest first. */
  async holdPage(
    taxonomyId: TaxonomyId,
    includeReleased: boolean,
    request: PageRequest,
  ): Promise<Page<LegalHoldRecord>> {
    return pageOf(await this.privacy.holdPage(taxonomyId, includeReleased, request), request);
  }

  jobs(ids: readonly PurgeJobId[]): Promise<readonly PurgeJobRecord[]> {
    return this.purges.jobs(ids);
  }

  /** The newest first. */
  async jobPage(taxonomyId: TaxonomyId, request: PageRequest): Promise<Page<PurgeJobRecord>> {
    return pageOf(await this.purges.jobPage(taxonomyId, request), request);
  }
}
