import type { DataSource } from 'typeorm';
import type { DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { rowsOf } from '../../platform/database/sql';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import {
  mustBeKey,
  type ApprovalRecord,
  type DraftRecord,
  type DraftState,
  type ReasonTree,
  type TaxonomyRecord,
  type VersionRecord,
} from '../domain';
import { ContentStore, type WantedDraft } from '../persistence/content-store';
import { ReadRepository } from '../persistence/read.repository';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

export interface Snapshot {
  readonly number: number;
  readonly digest: string;
  readonly mediaType: string;
  readonly effectiveFrom: Date;
  readonly bytes: Buffer;
  readonly encoding: 'br' | 'gzip' | null;
}

/** What is asked of taxonomies, drafts and versions. It never writes, and decides nothing about who may ask. */
export class TaxonomyReader {
  private readonly rows: ReadRepository;
  private readonly store: ContentStore;

  constructor(private readonly dataSource: DataSource) {
    this.rows = new ReadRepository(dataSource.manager);
    this.store = new ContentStore(dataSource.manager);
  }

  /** Null for what cannot be a key, too: a path may name anything, such as text that no column takes. */
  async taxonomyByKey(key: string): Promise<TaxonomyRecord | null> {
    return mustBeKey(key).ok ? this.rows.taxonomyByKey(key) : null;
  }

  taxonomies(ids: readonly TaxonomyId[]): Promise<readonly TaxonomyRecord[]> {
    return this.rows.taxonomies(ids);
  }

  /** By key; only those in `visible`, where it is not null. */
  async taxonomyPage(
    visible: readonly TaxonomyId[] | null,
    request: PageRequest,
  ): Promise<Page<TaxonomyRecord>> {
    return pageOf(await this.rows.taxonomyPage(visible, request), request);
  }

  versions(ids: readonly VersionId[]): Promise<readonly VersionRecord[]> {
    return this.rows.versions(ids);
  }

  versionByNumber(taxonomyId: TaxonomyId, number: number): Promise<VersionRecord | null> {
    return this.rows.versionByNumber(taxonomyId, number);
  }

  /** For each taxonomy the version in force at the moment (null: now, by the clock of the database). */
  versionsInForce(taxonomyIds: readonly TaxonomyId[], at: Date | null): Promise<readonly VersionRecord[]> {
    return this.rows.versionsInForce(taxonomyIds, at);
  }

  /** When each version's successor takes over; a version without one is not in the answer. */
  endsOf(versionIds: readonly VersionId[]): Promise<ReadonlyMap<VersionId, Date>> {
    return this.rows.endsOf(versionIds);
  }

  /** The newest first. */
  async versionPage(taxonomyId: TaxonomyId, request: PageRequest): Promise<Page<VersionRecord>> {
    return pageOf(await this.rows.versionPage(taxonomyId, request), request);
  }

  drafts(ids: readonly DraftId[]): Promise<readonly DraftRecord[]> {
    return this.rows.drafts(ids);
  }

  /** The newest first. */
  async draftPage(
    taxonomyId: TaxonomyId,
    states: readonly DraftState[],
    request: PageRequest,
  ): Promise<Page<DraftRecord>> {
    return pageOf(await this.rows.draftPage(taxonomyId, states, request), request);
  }

  approvals(draftIds: readonly DraftId[]): Promise<readonly ApprovalRecord[]> {
    return this.rows.approvals(draftIds);
  }

  /** For each draft whoever wrote an operation of it. */
  authors(draftIds: readonly DraftId[]) {
    return this.rows.authors(draftIds);
  }

  newestVersions(taxonomyIds: readonly TaxonomyId[]): Promise<readonly VersionRecord[]> {
    return this.rows.newestVersions(taxonomyIds);
  }

  async taxonomyOfReason(id: ReasonId): Promise<TaxonomyId | null> {
    const [row] = await rowsOf<{ taxonomy_id: TaxonomyId }>(
      this.dataSource.manager,
      `SELECT taxonomy_id FROM reason WHERE id = $1`,
      [id],
    );
    return row?.taxonomy_id ?? null;
  }

  /** Every code that a published version bound to a reason for ever. */
  reservedCodes(taxonomyId: TaxonomyId): Promise<ReadonlyMap<string, ReasonId>> {
    return new TaxonomyRepository(this.dataSource.manager).allReservedCodes(taxonomyId);
  }

  /** A sealed content by its digest, a version's or another's. */
  sealedContent(digest: string): Promise<ReasonTree> {
    return this.store.sealed(digest);
  }

  contentOfVersion(version: VersionRecord): Promise<ReasonTree> {
    return this.store.sealed(version.contentDigest);
  }

  /** Of sealed contents, by digest. */
  contents(digests: readonly string[]): Promise<ReadonlyMap<string, ReasonTree>> {
    return this.store.sealedOnes(digests);
  }

  /** What a draft, or a version, is built on. */
  baseContentOfDraft(draft: Pick<DraftRecord, 'baseVersionId'>): Promise<ReasonTree> {
    return this.store.baseOf(draft);
  }

  contentsOfDrafts(drafts: readonly WantedDraft[]): Promise<ReadonlyMap<DraftId, ReasonTree>> {
    return this.store.ofDrafts(drafts);
  }

  /** The sealed bytes of a version, ready to send. */
  snapshot(version: VersionRecord, encoding: Snapshot['encoding']): Promise<Snapshot | null> {
    return this.rows.snapshot(version, encoding);
  }
}
