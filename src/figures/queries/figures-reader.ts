import type { DataSource } from 'typeorm';
import type { ContactReader, UnmappedRow } from '../../contact';
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
  type FigureQuestion,
  type SegmentSize,
} from '../domain';
import { SegmentRepository, type SegmentBands } from '../persistence/segment.repository';
import { UsageRepository } from '../persistence/usage.repository';

export type { SegmentBands } from '../persistence/segment.repository';

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
  readonly resolutions: ResolutionReader;
  private readonly segments: SegmentRepository;

  constructor(
    dataSource: DataSource,
    private readonly others: {
      readonly taxonomies: TaxonomyReader;
      readonly ownership: OwnershipReader;
      readonly correspondences: CorrespondenceReader;
      readonly contacts: ContactReader;
    },
  ) {
    this.usage = new UsageRepository(dataSource.manager);
    this.segments = new SegmentRepository(dataSource.manager);
    this.resolutions = new ResolutionReader(dataSource);
  }

  sizes(taxonomyId: TaxonomyId): Promise<readonly SegmentSize[]> {
    return this.segments.sizes(taxonomyId);
  }

  bands(taxonomyId: TaxonomyId): Promise<readonly SegmentBands[]> {
    return this.segments.bands(taxonomyId);
  }

  departments(ids: readonly DepartmentId[]): Promise<readonly DepartmentRecord[]> {
    return this.others.ownership.departments(ids);
  }

  unmapped(taxonomyId: TaxonomyId, question: FigureQuestion): Promise<readonly UnmappedRow[]> {
    return this.usage.unmapped({ taxonomyId, ...question });
  }

  /** What an actor codes blind, and may not tell from figures. */
  codedBlindBy(actorId: ActorId, taxonomyId: TaxonomyId): Promise<readonly ContactId[]> {
    return this.others.contacts.codedBlindBy(actorId, taxonomyId);
  }

  /** Who answered for reasons when a day began. */
  ownersAt({ id, timeZone }: TaxonomyRecord, day: Day) {
    return this.others.ownership.at({ taxonomyId: id, at: momentOfCell(day, timeZone) });
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
