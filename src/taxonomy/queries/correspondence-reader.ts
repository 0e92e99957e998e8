import type { Sql } from '../../platform/database/sql';
import type { ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import {
  composeCorrespondence,
  groupBy,
  shortestPath,
  type CorrespondenceBody,
  type ReasonTree,
  type TranslationPath,
  type VersionRecord,
} from '../domain';
import { ContentStore } from '../persistence/content-store';
import {
  CorrespondenceRepository,
  type CorrespondenceRecord,
  type DraftSource,
} from '../persistence/correspondence.repository';
import { CorrespondenceStore, type Leading } from '../persistence/correspondence-store';
import { ReadRepository } from '../persistence/read.repository';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

interface LeadingEdge extends Leading {
  readonly ends: { readonly from: VersionId; readonly to: VersionId };
}

/** A way from one version to another, ready to be walked. */
export interface Route {
  /** From the first to the last; a step of the path arrives at the version with its number in this list, the first being 0. */
  readonly versions: readonly VersionRecord[];
  readonly path: TranslationPath;
  readonly to: ReasonTree;
}

/** A correspondence as it is shown: one that is sealed, or one that was composed of those on the way. */
export interface ShownCorrespondence {
  readonly from: VersionRecord;
  readonly to: VersionRecord;
  /** Null where it was composed, or follows from contents that were published before any was kept. */
  readonly record: CorrespondenceRecord | null;
  readonly body: CorrespondenceBody;
  readonly versions: readonly VersionRecord[];
}

/** Which reasons of one version stand for which of another: for translation, series, and whoever else crosses versions. */
export class CorrespondenceReader {
  private readonly rows: CorrespondenceRepository;
  private readonly versions: ReadRepository;
  private readonly store: CorrespondenceStore;
  private readonly contents: ContentStore;
  private readonly taxonomies: TaxonomyRepository;

  constructor(sql: Sql) {
    this.rows = new CorrespondenceRepository(sql);
    this.versions = new ReadRepository(sql);
    this.store = new CorrespondenceStore(sql);
    this.contents = new ContentStore(sql);
    this.taxonomies = new TaxonomyRepository(sql);
  }

  /** The shortest way between two versions, of one taxonomy or of two; null where no correspondence leads there. */
  async route(from: VersionRecord, to: VersionRecord): Promise<Route | null> {
    const edges = await this.edgesOf([...new Set([from.taxonomyId, to.taxonomyId])]);
    const [route] = await this.routesAlong(edges, [from], to);
    return route ?? null;
  }

  /** The ways from versions of a taxonomy to one of them, by their numbers: as many statements for one as for all. */
  async routesTo(to: VersionRecord, numbers: readonly number[]): Promise<ReadonlyMap<number, Route>> {
    const versions = await this.versions.versionsOf([to.taxonomyId]);
    const froms = versions.filter(({ number }) => numbers.includes(number));
    const edges = await this.edgesOf([to.taxonomyId]);
    const routes = await this.routesAlong(edges, froms, to);
    return new Map(
      routes.flatMap((route, at) => {
        const from = froms[at];
        return route === null || from === undefined ? [] : [[from.number, route] as const];
      }),
    );
  }

  private async routesAlong(
    edges: readonly LeadingEdge[],
    froms: readonly VersionRecord[],
    to: VersionRecord,
  ): Promise<readonly (Route | null)[]> {
    const ways = edges.map((edge) => ({ ...edge.ends, edge }));
    const found = froms.map((from) => shortestPath(ways, from.id, to.id));
    const passed = [...new Set(found.flatMap((way) => way?.map(({ edge: { edge } }) => edge) ?? []))];
    const indexes = await this.store.indexes(passed);
    const indexOfEdge = new Map(passed.map((edge, at) => [edge, indexes[at]]));
    const trees = await this.contents.sealedOnes([to, ...froms].map(({ contentDigest }) => contentDigest));
    return found.map((way, at) => {
      const from = froms[at];
      if (way === null || from === undefined) return null;
      const [earlier, later] = [trees.get(from.contentDigest), trees.get(to.contentDigest)];
      if (earlier === undefined || later === undefined)
        throw new Error('the content of a version is not there');
      const steps = way.flatMap(({ edge: { edge }, direction }, step) => {
        const correspondence = indexOfEdge.get(edge);
        return correspondence === undefined ? [] : [{ correspondence, direction, arrivesAt: step + 1 }];
      });
      const arrivals = way.map(({ edge: { edge }, direction }) =>
        direction === 'FORWARD' ? edge.to : edge.from,
      );
      return { versions: [from, ...arrivals], path: { from: earlier, startsAt: 0, steps }, to: later };
    });
  }

  /** What leads from one version to another, as it is sealed where it is, else composed; null where nothing does. */
  async between(
    from: VersionRecord,
    to: VersionRecord,
    revision: number | null,
  ): Promise<ShownCorrespondence | null> {
    const record = await this.rows.between(from.id, to.id, revision);
    const isNext = to.baseVersionId === from.id;
    if (record !== null || (isNext && (revision ?? 1) === 1)) {
      const [index] = await this.store.indexes([{ from, to, record }]);
      if (index !== undefined) return { from, to, record, body: index.body, versions: [from, to] };
    }
    if (revision !== null) return null;
    const route = await this.route(from, to);
    if (route === null) return null;
    const body = composeCorrespondence(route.path, route.to);
    return { from, to, record: null, body, versions: route.versions };
  }

  /** What leads from its base to each version, by the version; the first one has none. */
  async intoEach(versions: readonly VersionRecord[]): Promise<ReadonlyMap<VersionId, ShownCorrespondence>> {
    const bases = await this.versions.versions(versions.flatMap(({ baseVersionId }) => baseVersionId ?? []));
    const records = await this.rows.newestInto(versions.map(({ id }) => id));
    const leading = versions.flatMap((to): readonly Leading[] => {
      const from = bases.find(({ id }) => id === to.baseVersionId);
      if (from === undefined) return [];
      const record = records.find((one) => one.fromVersionId === from.id && one.toVersionId === to.id);
      return [{ from, to, record: record ?? null }];
    });
    const indexes = await this.store.indexes(leading);
    return new Map(
      leading.flatMap(({ from, to, record }, at) => {
        const index = indexes[at];
        return index === undefined
          ? []
          : [[to.id, { from, to, record, body: index.body, versions: [from, to] }] as const];
      }),
    );
  }

  /** The codes that published versions bound to reasons, beside those that the reasons have now. */
  reservedCodes(taxonomyId: TaxonomyId, codes: readonly string[]): Promise<ReadonlyMap<string, ReasonId>> {
    return this.taxonomies.reservedCodes(taxonomyId, codes);
  }

  /** The files that each version was imported from, by the draft it came from. */
  async sourcesOf(versions: readonly VersionRecord[]): Promise<ReadonlyMap<string, readonly DraftSource[]>> {
    const sources = await this.rows.sourcesOf(versions.map(({ draftId }) => draftId));
    return groupBy(sources, ({ draftId }) => draftId);
  }

  /** All that leads from one version of these taxonomies to another. */
  private async edgesOf(taxonomyIds: readonly TaxonomyId[]): Promise<readonly LeadingEdge[]> {
    const versions = await this.versions.versionsOf(taxonomyIds);
    const byId = new Map(versions.map((version) => [version.id, version]));
    const records = (await Promise.all(taxonomyIds.map((id) => this.rows.newestOf(id)))).flat();
    const edges = new Map<string, LeadingEdge>();
    for (const record of records) {
      const [from, to] = [byId.get(record.fromVersionId), byId.get(record.toVersionId)];
      if (from !== undefined && to !== undefined) edges.set(keyOf(from, to), edge(from, to, record));
    }
    for (const [at, to] of versions.entries()) {
      const from = versions[at - 1];
      if (from?.taxonomyId !== to.taxonomyId || edges.has(keyOf(from, to))) continue;
      edges.set(keyOf(from, to), edge(from, to, null));
    }
    return [...edges.values()];
  }
}

const keyOf = (from: VersionRecord, to: VersionRecord): string => `${from.id} ${to.id}`;

const edge = (from: VersionRecord, to: VersionRecord, record: CorrespondenceRecord | null): LeadingEdge => ({
  ...{ from, to, record },
  ends: { from: from.id, to: to.id },
});
