import type { DataSource } from 'typeorm';
import type { ContactReader, PrivacyReader, UnmappedRow } from '../../contact';
import type { ContactId } from '../../contact/domain';
import type { OwnershipReader } from '../../ownership';
import { momentOfCell, type DepartmentRecord } from '../../ownership/domain';
import type { ActorId, DepartmentId, TaxonomyId } from '../../platform/ids';
import { ResolutionReader } from '../../resolution';
import type { CorrespondenceReader, TaxonomyReader } from '../../taxonomy';
import { ReasonTree, type TaxonomyRecord, type VersionRecord } from '../../taxonomy/domain';
import {
  sealedCorrespondence,
  type Correspondence,
  type Day,
  type FigureFilter,
  type FigureQuestion,
  type SegmentSize,
} from '../domain';
import { AnnotationRepository } from '../persistence/annotation.repository';
import { ContactFiguresRepository } from '../persistence/contact-figures.repository';
import { SegmentRepository, type SegmentBands } from '../persistence/segment.repository';
import { UsageRepository } from '../persistence/usage.repository';

export type { SegmentBands } from '../persistence/segment.repository';

/** What a filter names and a taxonomy does not have. */
export interface UnknownInFilter {
  readonly channels: readonly string[];
  readonly departments: readonly DepartmentId[];
  readonly versions: readonly number[];
}

/** The version that figures are stated in, and how others are read in it. */
export interface StatedIn {
  /** Null: the taxonomy has no version. */
  readonly version: VersionRecord | null;
  readonly tree: ReasonTree;
  readonly correspondence: Correspondence;
}

/** What is asked of the use of a list. It never writes, and decides nothing about who may ask. */
export class FiguresReader {
  readonly usage: UsageRepository;
  readonly annotations: AnnotationRepository;
  readonly contactFigures: ContactFiguresRepository;
  readonly resolutions: ResolutionReader;
  private readonly segments: SegmentRepository;

  constructor(
    dataSource: DataSource,
    private readonly others: {
      readonly taxonomies: TaxonomyReader;
      readonly ownership: OwnershipReader;
      readonly correspondences: CorrespondenceReader;
      readonly contacts: ContactReader;
      readonly privacy: Pick<PrivacyReader, 'observableFrom'>;
    },
  ) {
    this.usage = new UsageRepository(dataSource.manager);
    this.annotations = new AnnotationRepository(dataSource.manager);
    this.contactFigures = new ContactFiguresRepository(dataSource.manager);
    this.segments = new SegmentRepository(dataSource.manager);
    this.resolutions = new ResolutionReader(dataSource);
  }

  sizes(taxonomyId: TaxonomyId): Promise<readonly SegmentSize[]> {
    return this.segments.sizes(taxonomyId);
  }

  bands(taxonomyId: TaxonomyId): Promise<readonly SegmentBands[]> {
    return this.segments.bands(taxonomyId);
  }

  sizesOf(taxonomyIds: readonly TaxonomyId[]): ReturnType<SegmentRepository['sizesOf']> {
    return this.segments.sizesOf(taxonomyIds);
  }

  bandsOf(taxonomyIds: readonly TaxonomyId[]): ReturnType<SegmentRepository['bandsOf']> {
    return this.segments.bandsOf(taxonomyIds);
  }

  departments(ids: readonly DepartmentId[]): Promise<readonly DepartmentRecord[]> {
    return this.others.ownership.departments(ids);
  }

  departmentsOf(taxonomyId: TaxonomyId): Promise<readonly DepartmentRecord[]> {
    return this.others.ownership.departmentsOf([taxonomyId]);
  }

  unmapped(taxonomyId: TaxonomyId, question: FigureQuestion): Promise<readonly UnmappedRow[]> {
    return this.usage.unmapped({ taxonomyId, ...question });
  }

  /** What an actor codes blind, and may not tell from figures. */
  codedBlindBy(actorId: ActorId, taxonomyId: TaxonomyId): Promise<readonly ContactId[]> {
    return this.others.contacts.codedBlindBy(actorId, taxonomyId);
  }

  /** Since when single contacts of a taxonomy are there; null: since ever. */
  keptSince(taxonomyId: TaxonomyId): Promise<Day | null> {
    return this.others.privacy.observableFrom(taxonomyId);
  }

  /** Who answered for reasons when a day began. */
  ownersAt({ id, timeZone }: TaxonomyRecord, day: Day) {
    return this.others.ownership.at({ taxonomyId: id, at: momentOfCell(day, timeZone) });
  }

  /** What a filter names that the taxonomy does not have. Segments are declared nowhere, so any may be named. */
  async unknownIn(taxonomy: TaxonomyRecord, filter: FigureFilter): Promise<UnknownInFilter> {
    const ids = (filter.departments ?? []).flatMap((one) => one ?? []);
    const departments = ids.length === 0 ? [] : await this.departments(ids);
    const own = new Set(departments.filter((one) => one.taxonomyId === taxonomy.id).map(({ id }) => id));
    const newest = filter.versions === null ? [] : await this.others.taxonomies.newestVersions([taxonomy.id]);
    const versions = newest[0]?.number ?? 0;
    return {
      channels: await this.unknownChannels(taxonomy, filter),
      departments: ids.filter((id) => !own.has(id)),
      versions: (filter.versions ?? []).filter((number) => number < 1 || number > versions),
    };
  }

  /** One that is not listed any more may still have contacts. */
  private async unknownChannels(
    { id: taxonomyId, channels }: TaxonomyRecord,
    { channels: named }: FigureFilter,
  ): Promise<readonly string[]> {
    const listed = new Set(channels.map(({ code }) => code));
    const unlisted = (named ?? []).flatMap((code) => (code === null || listed.has(code) ? [] : [code]));
    if (unlisted.length === 0) return [];
    const ever = { taxonomyId, from: '1900-01-01', until: '9999-01-01', without: [] };
    const filter = { channels: unlisted, segments: null, departments: null, versions: null };
    const counted = await this.usage.counts({ ...ever, filter }, ['channel']);
    return unlisted.filter((code) => !counted.some(({ channel }) => channel === code));
  }

  /** Null where a version was named that the taxonomy does not have. */
  async statedIn(taxonomy: TaxonomyRecord, question: FigureQuestion): Promise<StatedIn | null> {
    const version = await this.versionFor(taxonomy, question);
    if (version === undefined) return null;
    if (version === null)
      return { version, tree: ReasonTree.empty, correspondence: sealedCorrespondence(() => undefined) };
    const coded = await this.usage.counts({ taxonomyId: taxonomy.id, ...question }, ['version']);
    const asVersion = await this.others.taxonomies.versionsOfPilots(taxonomy.id);
    const numberOf = (number: number): number => asVersion.get(number) ?? number;
    const numbers = coded.flatMap(({ version: number }) => (number === null ? [] : numberOf(number)));
    const routes = await this.others.correspondences.routesTo(
      version,
      numbers.filter((number) => number > 0),
    );
    const trees = await this.others.taxonomies.contents([version.contentDigest]);
    return {
      version,
      tree: trees.get(version.contentDigest) ?? ReasonTree.empty,
      correspondence: sealedCorrespondence((number) => routes.get(numberOf(number))?.path),
    };
  }

  private async versionFor(
    { id, timeZone }: TaxonomyRecord,
    { until, statedIn }: FigureQuestion,
  ): Promise<VersionRecord | null | undefined> {
    if (statedIn !== null) return (await this.others.taxonomies.versionByNumber(id, statedIn)) ?? undefined;
    const end = momentOfCell(until, timeZone);
    const last = end === null ? null : new Date(end.getTime() - 1);
    const [inForce] = await this.others.taxonomies.versionsInForce([id], last);
    if (inForce !== undefined) return inForce;
    const [newest] = await this.others.taxonomies.newestVersions([id]);
    return newest ?? null;
  }
}
