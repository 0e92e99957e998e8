import type { DataSource } from 'typeorm';
import type { DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { rowsOf } from '../../platform/database/sql';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import {
  groupBy,
  mustBeKey,
  waiversOf,
  type ApprovalRecord,
  type DepartmentCodes,
  type DraftRecord,
  type DraftState,
  type KnownNames,
  type NamingOperation,
  type Operation,
  type OwnersOf,
  type PilotId,
  type PilotRecord,
  type ReasonTree,
  type ResolutionCodes,
  type StandingWaiver,
  type TaxonomyRecord,
  type VersionRecord,
  type WaiverId,
} from '../domain';
import { ContentStore, type WantedDraft } from '../persistence/content-store';
import { PilotRepository } from '../persistence/pilot.repository';
import { ReadRepository, type DraftEditRow } from '../persistence/read.repository';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { WaiverRepository } from '../persistence/waiver.repository';
import type { FindingFacts } from './known-results';

/** When, and as known when, it is asked who answers for reasons; null: now. */
export interface OwnersMoment {
  readonly taxonomyId: TaxonomyId;
  readonly at?: Date | null;
  readonly knownAt?: Date | null;
  /** As if the owners that this draft proposes for its new reasons were in force. */
  readonly draftId?: DraftId | null;
}

/** All that is asked here of the ownership of reasons, which is kept elsewhere. */
export interface ContentOwners {
  at(moment: OwnersMoment): Promise<OwnersOf>;
  /** Now, as if the owners that each draft proposes were in force; in the order of the drafts. */
  ofDrafts(drafts: readonly Pick<DraftRecord, 'id' | 'taxonomyId'>[]): Promise<readonly OwnersOf[]>;
  /** The departments of each taxonomy as they stand now, in the order given. */
  departmentsNow(taxonomyIds: readonly TaxonomyId[]): Promise<readonly DepartmentCodes[]>;
}

/** All that is asked here of resolution codes, which are kept elsewhere. */
export interface ContentResolutions {
  /** The codes of each taxonomy as they stand now, in the order given. */
  codesNow(taxonomyIds: readonly TaxonomyId[]): Promise<readonly ResolutionCodes[]>;
}

export interface Snapshot {
  readonly number: number;
  readonly digest: string;
  readonly mediaType: string;
  readonly effectiveFrom: Date;
  readonly bytes: Buffer;
  readonly encoding: 'br' | 'gzip' | null;
}

/** One accepted edit of a draft, with the first of its operations. */
export interface DraftLogEntry extends DraftEditRow {
  readonly operations: readonly Operation[];
}

/** An import is one edit of thousands: as many of it are put into words. */
export const listedOperations = 100;

const keyOfEdit = ({ draftId, head }: Pick<DraftEditRow, 'draftId' | 'head'>): string => `${draftId} ${head}`;

/** What is asked of taxonomies, drafts and versions. It never writes, and decides nothing about who may ask. */
export class TaxonomyReader {
  private readonly rows: ReadRepository;
  private readonly store: ContentStore;
  private readonly waivers: WaiverRepository;
  private readonly pilotRows: PilotRepository;

  constructor(
    private readonly dataSource: Pick<DataSource, 'manager'>,
    readonly owners: ContentOwners,
    readonly resolutions: ContentResolutions,
  ) {
    this.waivers = new WaiverRepository(dataSource.manager);
    this.pilotRows = new PilotRepository(dataSource.manager);
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

  /** All versions of these taxonomies, in the order of their numbers. */
  versionsOf(taxonomyIds: readonly TaxonomyId[]): Promise<readonly VersionRecord[]> {
    return this.rows.versionsOf(taxonomyIds);
  }

  versionByNumber(taxonomyId: TaxonomyId, number: number): Promise<VersionRecord | null> {
    return this.rows.versionByNumber(taxonomyId, number);
  }

  /** Of each taxonomy the version of this number, where it has one. */
  versionsByNumber(taxonomyIds: readonly TaxonomyId[], number: number): Promise<readonly VersionRecord[]> {
    return this.rows.versionsByNumber(taxonomyIds, number);
  }

  /** For each taxonomy the version in force at the moment (null: now, by the clock of the database). */
  versionsInForce(
    taxonomyIds: readonly TaxonomyId[],
    at: Date | null,
    /** Of the versions that were recorded by then; null: all of them. */
    knownAt: Date | null = null,
  ): Promise<readonly VersionRecord[]> {
    return this.rows.versionsInForce(taxonomyIds, at, knownAt);
  }

  /** When each version's successor takes over; a version without one is not in the answer. */
  endsOf(versionIds: readonly VersionId[]): Promise<ReadonlyMap<VersionId, Date>> {
    return this.rows.endsOf(versionIds);
  }

  /** Of each taxonomy the newest first, one more than a page holds. */
  async versionPages(
    taxonomyIds: readonly TaxonomyId[],
    request: PageRequest,
  ): Promise<ReadonlyMap<TaxonomyId, readonly VersionRecord[]>> {
    return groupBy(await this.rows.versionPages(taxonomyIds, request), ({ taxonomyId }) => taxonomyId);
  }

  drafts(ids: readonly DraftId[]): Promise<readonly DraftRecord[]> {
    return this.rows.drafts(ids);
  }

  /** Of each taxonomy the newest first, one more than a page holds. */
  async draftPages(
    taxonomyIds: readonly TaxonomyId[],
    states: readonly DraftState[],
    request: PageRequest,
  ): Promise<ReadonlyMap<TaxonomyId, readonly DraftRecord[]>> {
    return groupBy(await this.rows.draftPages(taxonomyIds, states, request), ({ taxonomyId }) => taxonomyId);
  }

  approvals(draftIds: readonly DraftId[]): Promise<readonly ApprovalRecord[]> {
    return this.rows.approvals(draftIds);
  }

  /** For each draft the reasons of whose labels it was declared what the edit does. */
  async declaredLabels(draftIds: readonly DraftId[]): Promise<ReadonlyMap<DraftId, ReadonlySet<ReasonId>>> {
    const declared = groupBy(await this.rows.declaredLabels(draftIds), ({ draftId }) => draftId);
    return new Map(Array.from(declared, ([id, rows]) => [id, new Set(rows.map(({ reasonId }) => reasonId))]));
  }

  /** For each draft whoever wrote an operation of it. */
  authors(draftIds: readonly DraftId[]) {
    return this.rows.authors(draftIds);
  }

  /** The edits of drafts with their first operations, the newest first, in two statements; one more than a page holds. */
  async draftLogs(
    draftIds: readonly DraftId[],
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<DraftId, readonly DraftLogEntry[]>> {
    const before = after === null ? null : Number(after[0]);
    const edits = await this.rows.draftEdits(draftIds, before, first + 1);
    const operations = groupBy(await this.rows.operationsOfEdits(edits, listedOperations), keyOfEdit);
    const entries = edits.map((edit) => {
      const own = operations.get(keyOfEdit(edit)) ?? [];
      return { ...edit, operations: own.map(({ body }) => body) };
    });
    return groupBy(entries, ({ draftId }) => draftId);
  }

  /** What named reasons in drafts, in the order of each. */
  async namingOperations(
    draftIds: readonly DraftId[],
  ): Promise<ReadonlyMap<DraftId, readonly NamingOperation[]>> {
    return groupBy(await this.rows.namingOperations(draftIds), ({ draftId }) => draftId);
  }

  /** The version that was made of each draft; a withdrawn one is none. */
  versionsOfDrafts(draftIds: readonly DraftId[]): Promise<readonly VersionRecord[]> {
    return this.rows.versionsOfDrafts(draftIds);
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

  /** What findings of a content that is not there yet would rest on. */
  async findingFacts(taxonomyId: TaxonomyId): Promise<FindingFacts> {
    const [resolutions = null] = await this.resolutions.codesNow([taxonomyId]);
    const [departments = null] = await this.owners.departmentsNow([taxonomyId]);
    const waivers = waiversOf(await this.waivers.inForce([taxonomyId]), null);
    return { owners: await this.owners.at({ taxonomyId }), resolutions, departments, waivers };
  }

  /** Whom and what triggers of a taxonomy may name now. */
  async knownNames({ id, channels }: TaxonomyRecord): Promise<KnownNames> {
    const [departments] = await this.owners.departmentsNow([id]);
    return { departments: departments?.standing ?? [], channels: channels.map(({ code }) => code) };
  }

  pilots(ids: readonly PilotId[]): Promise<readonly PilotRecord[]> {
    return this.pilotRows.many(ids);
  }

  /** All of these taxonomies, the newest first. */
  pilotsOf(taxonomyIds: readonly TaxonomyId[]): Promise<readonly PilotRecord[]> {
    return this.pilotRows.ofTaxonomies(taxonomyIds);
  }

  /** By the number of a pilot, below zero, the number of the version that its very content became. */
  async versionsOfPilots(taxonomyId: TaxonomyId): Promise<ReadonlyMap<number, number>> {
    const pilots = (await this.pilotRows.ofTaxonomies([taxonomyId])).filter((one) => one.versionId !== null);
    if (pilots.length === 0) return new Map();
    const versions = await this.rows.versions(pilots.flatMap(({ versionId }) => versionId ?? []));
    const numbers = new Map(versions.map(({ id, number }) => [id, number]));
    return new Map(
      pilots.flatMap(({ number, versionId }) => {
        const became = versionId === null ? undefined : numbers.get(versionId);
        return became === undefined ? [] : [[-number, became] as const];
      }),
    );
  }

  waiversInForce(taxonomyIds: readonly TaxonomyId[]): Promise<readonly StandingWaiver[]> {
    return this.waivers.inForce(taxonomyIds);
  }

  waiversById(ids: readonly WaiverId[]): Promise<readonly StandingWaiver[]> {
    return this.waivers.many(ids);
  }

  /** Of each taxonomy the newest first, one more than a page holds. */
  async waiverPages(
    taxonomyIds: readonly TaxonomyId[],
    onlyInForce: boolean,
    request: PageRequest,
  ): Promise<ReadonlyMap<TaxonomyId, readonly StandingWaiver[]>> {
    const found = await this.waivers.pages(taxonomyIds, onlyInForce, request);
    return groupBy(found, ({ taxonomyId }) => taxonomyId);
  }

  /** The sealed bytes of a version, ready to send. */
  snapshot(version: VersionRecord, encoding: Snapshot['encoding']): Promise<Snapshot | null> {
    return this.rows.snapshot(version, encoding);
  }
}
