import type { DataSource } from 'typeorm';
import type { UnmappedRow } from '../../contact';
import type { OwnershipReader } from '../../ownership';
import { momentOfCell, type DepartmentRecord } from '../../ownership/domain';
import type { DepartmentId, TaxonomyId } from '../../platform/ids';
import { ResolutionReader } from '../../resolution';
import type { TaxonomyReader } from '../../taxonomy';
import { ReasonTree, type TaxonomyRecord, type VersionRecord } from '../../taxonomy/domain';
import {
  recordedSuccessors,
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

const largestPage = 100;

/** What is asked of the use of a list. It never writes, and decides nothing about who may ask. */
export class FiguresReader {
  readonly usage: UsageRepository;
  readonly resolutions: ResolutionReader;
  private readonly segments: SegmentRepository;

  constructor(
    dataSource: DataSource,
    private readonly taxonomies: TaxonomyReader,
    private readonly ownership: OwnershipReader,
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
    return this.ownership.departments(ids);
  }

  unmapped(taxonomyId: TaxonomyId, question: FigureQuestion): Promise<readonly UnmappedRow[]> {
    return this.usage.unmapped({ taxonomyId, ...question });
  }

  /** Who answered for reasons when a day began. */
  ownersAt({ id, timeZone }: TaxonomyRecord, day: Day) {
    return this.ownership.at({ taxonomyId: id, at: momentOfCell(day, timeZone) });
  }

  /** Null where a version was named that the taxonomy does not have. */
  async statedIn(taxonomy: TaxonomyRecord, question: FigureQuestion): Promise<StatedIn | null> {
    const version = await this.versionFor(taxonomy, question);
    if (version === undefined) return null;
    const trees = await this.treesOf(taxonomy.id, question, version);
    const tree = (version === null ? undefined : trees.get(version.number)) ?? ReasonTree.empty;
    return { version, tree, correspondence: recordedSuccessors(tree, (number) => trees.get(number)) };
  }

  private async versionFor(
    { id, timeZone }: TaxonomyRecord,
    { until, statedIn }: FigureQuestion,
  ): Promise<VersionRecord | null | undefined> {
    if (statedIn !== null) return (await this.taxonomies.versionByNumber(id, statedIn)) ?? undefined;
    const end = momentOfCell(until, timeZone);
    const last = end === null ? null : new Date(end.getTime() - 1);
    const [inForce] = await this.taxonomies.versionsInForce([id], last);
    if (inForce !== undefined) return inForce;
    const [newest] = await this.taxonomies.newestVersions([id]);
    return newest ?? null;
  }

  /** Of the versions in which contacts of the days were coded, and of the one that figures are stated in. */
  private async treesOf(
    taxonomyId: TaxonomyId,
    question: FigureQuestion,
    stated: VersionRecord | null,
  ): Promise<ReadonlyMap<number, ReasonTree>> {
    const coded = await this.usage.counts({ taxonomyId, ...question }, ['version']);
    const wanted = new Set(coded.flatMap(({ version }) => version ?? []));
    const records = new Map(stated === null ? [] : [[stated.number, stated.contentDigest]]);
    let after: readonly string[] | null = null;
    while ([...wanted].some((number) => !records.has(number))) {
      const page = await this.taxonomies.versionPage(taxonomyId, { first: largestPage, after });
      for (const { number, contentDigest } of page.items)
        if (wanted.has(number)) records.set(number, contentDigest);
      const last = page.items.at(-1);
      if (!page.hasNextPage || last === undefined) break;
      after = [String(last.number)];
    }
    const trees = await this.taxonomies.contents([...new Set(records.values())]);
    return new Map(
      Array.from(records, ([number, digest]) => [number, trees.get(digest) ?? ReasonTree.empty]),
    );
  }
}
