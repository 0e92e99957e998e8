import DataLoader from 'dataloader';
import { CallerError } from '../../platform/caller-error';
import type { DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import {
  ownersOfNothing,
  ReasonTree,
  reviewedReasons,
  type ApprovalRecord,
  type DepartmentCodes,
  type DraftRecord,
  type DraftState,
  type EarlierContent,
  type Language,
  type NamingOperation,
  type OwnersOf,
  type PilotId,
  type PilotRecord,
  type ResolutionCodes,
  type ReviewedReason,
  type StandingWaiver,
  type TaxonomyRecord,
  type VersionRecord,
  type WaiverId,
} from '../domain';
import { knownDiff } from '../queries/known-results';
import { LoadersByArgument } from '../../platform/graphql/loaders-by-argument';
import { PagesLoader } from '../../platform/graphql/pages-loader';
import type { DraftLogEntry, OwnersMoment, TaxonomyReader } from '../queries/taxonomy-reader';
import { ContentView } from './reason-state.type';

interface WantedDraft {
  readonly draft: DraftRecord;
  readonly languages: readonly Language[];
}

/** A moment, and by when what is said of it was known; null: now. */
interface KnownMoment {
  readonly at: Date;
  readonly knownAt: Date | null;
}

/** Twice the largest taxonomy that a policy allows: read whole, and listed whole. */
const maxReasonsRead = 200_000;

/** What the taxonomies, versions and drafts of one request point to: each kind in one statement. */
export class TaxonomyLoaders {
  private readonly views = new Map<string, Promise<ContentView>>();
  private reasonsRead = 0;
  private readonly owners = new Map<string, Promise<OwnersOf>>();

  constructor(private readonly reader: TaxonomyReader) {}

  readonly taxonomy = new DataLoader<TaxonomyId, TaxonomyRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.taxonomies(ids), (taxonomy) => taxonomy.id),
  );

  readonly version = new DataLoader<VersionId, VersionRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.versions(ids), (version) => version.id),
  );

  readonly pilot = new DataLoader<PilotId, PilotRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.pilots(ids), (pilot) => pilot.id),
  );

  /** All pilots of a taxonomy, the newest first. */
  readonly pilotsOf = new DataLoader<TaxonomyId, readonly PilotRecord[]>(async (ids) => {
    const pilots = await this.reader.pilotsOf(ids);
    return ids.map((id) => pilots.filter(({ taxonomyId }) => taxonomyId === id));
  });

  /** All versions of a taxonomy, by number. */
  readonly versionsOf = new DataLoader<TaxonomyId, readonly VersionRecord[]>(async (ids) => {
    const versions = await this.reader.versionsOf(ids);
    return ids.map((id) => versions.filter(({ taxonomyId }) => taxonomyId === id));
  });

  readonly versionByNumber = new LoadersByArgument(
    (number: number) =>
      new DataLoader<TaxonomyId, VersionRecord | null>(async (ids) =>
        inOrder(ids, await this.reader.versionsByNumber(ids, number), (version) => version.taxonomyId),
      ),
  );

  readonly versionPages = new PagesLoader<TaxonomyId, VersionRecord>((ids, request) =>
    this.reader.versionPages(ids, request),
  );

  readonly draft = new DataLoader<DraftId, DraftRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.drafts(ids), (draft) => draft.id),
  );

  readonly draftPages = new LoadersByArgument(
    (states: readonly DraftState[]) =>
      new PagesLoader<TaxonomyId, DraftRecord>((ids, request) =>
        this.reader.draftPages(ids, states, request),
      ),
  );

  readonly inForce = new DataLoader<TaxonomyId, VersionRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.versionsInForce(ids, null), (version) => version.taxonomyId),
  );

  readonly versionAt = new LoadersByArgument(
    ({ at, knownAt }: KnownMoment) =>
      new DataLoader<TaxonomyId, VersionRecord | null>(async (ids) =>
        inOrder(ids, await this.reader.versionsInForce(ids, at, knownAt), (version) => version.taxonomyId),
      ),
  );

  readonly newest = new DataLoader<TaxonomyId, VersionRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.newestVersions(ids), (version) => version.taxonomyId),
  );

  readonly end = new DataLoader<VersionId, Date | null>(async (ids) => {
    const ends = await this.reader.endsOf(ids);
    return ids.map((id) => ends.get(id) ?? null);
  });

  /** Those in force now, of a taxonomy. */
  readonly waiversInForce = new DataLoader<TaxonomyId, readonly StandingWaiver[]>(async (ids) => {
    const waivers = await this.reader.waiversInForce(ids);
    return ids.map((id) => waivers.filter(({ taxonomyId }) => taxonomyId === id));
  });

  readonly waiverPages = new LoadersByArgument(
    (onlyInForce: boolean) =>
      new PagesLoader<TaxonomyId, StandingWaiver>((ids, request) =>
        this.reader.waiverPages(ids, onlyInForce, request),
      ),
  );

  readonly waiver = new DataLoader<WaiverId, StandingWaiver | null>(async (ids) =>
    inOrder(ids, await this.reader.waiversById(ids), (waiver) => waiver.id),
  );

  readonly versionOfDraft = new DataLoader<DraftId, VersionRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.versionsOfDrafts(ids), (version) => version.draftId),
  );

  readonly resolutionCodes = new DataLoader<TaxonomyId, ResolutionCodes>(async (ids) => [
    ...(await this.reader.resolutions.codesNow(ids)),
  ]);

  readonly departmentCodes = new DataLoader<TaxonomyId, DepartmentCodes>(async (ids) => [
    ...(await this.reader.owners.departmentsNow(ids)),
  ]);

  readonly approvals = new DataLoader<DraftId, readonly ApprovalRecord[]>(async (ids) => {
    const approvals = await this.reader.approvals(ids);
    return ids.map((id) => approvals.filter((approval) => approval.draftId === id));
  });

  readonly logs = new PagesLoader<DraftId, DraftLogEntry>((ids, request) =>
    this.reader.draftLogs(ids, request),
  );

  /** What named reasons in a draft, in its order. */
  readonly namingOperations = new DataLoader<DraftId, readonly NamingOperation[]>(async (ids) => {
    const operations = await this.reader.namingOperations(ids);
    return ids.map((id) => operations.get(id) ?? []);
  });

  private readonly declared = new DataLoader<DraftId, ReadonlySet<ReasonId>>(async (ids) => {
    const declared = await this.reader.declaredLabels(ids);
    return ids.map((id) => declared.get(id) ?? new Set());
  });

  /** What the content of a draft is compared with; null for that of a version. */
  async earlierContent({ holder: { draft } }: ContentView): Promise<EarlierContent | null> {
    if (draft === undefined) return null;
    const { tree } = await this.baseContentOfDraft(draft);
    return { tree, declared: await this.declared.load(draft.id) };
  }

  readonly authors = new DataLoader<DraftId, readonly string[]>(async (ids) => {
    const authors = await this.reader.authors(ids);
    return ids.map((id) => authors.filter((author) => author.draftId === id).map((author) => author.actorId));
  });

  private readonly sealedTree = new DataLoader<string, ReasonTree | null>(async (digests) => {
    const trees = await this.reader.contents(digests);
    return digests.map((digest) => trees.get(digest) ?? null);
  });

  private readonly draftTree = new DataLoader<WantedDraft, ReasonTree | null>(async (drafts) => {
    const trees = await this.reader.contentsOfDrafts(drafts);
    return drafts.map(({ draft }) => trees.get(draft.id) ?? null);
  });

  /** The content of a version, one view for the whole request. */
  contentOfVersion(version: VersionRecord): Promise<ContentView> {
    return this.once(version.id, async () => {
      this.spend(version.reasonCount);
      const taxonomy = await this.mustKnow(version.taxonomyId);
      return new ContentView(taxonomy, found(await this.sealedTree.load(version.contentDigest)), { version });
    });
  }

  contentOfDraft(draft: DraftRecord): Promise<ContentView> {
    return this.once(`${draft.id} at ${draft.head}`, async () => {
      const taxonomy = await this.mustKnow(draft.taxonomyId);
      const tree = found(await this.draftTree.load({ draft, languages: taxonomy.languages }));
      this.spend(tree.size);
      return new ContentView(taxonomy, tree, { draft });
    });
  }

  async baseContentOfDraft(draft: DraftRecord): Promise<ContentView> {
    const { taxonomyId, baseVersionId } = draft;
    if (baseVersionId === null)
      return new ContentView(await this.mustKnow(taxonomyId), ReasonTree.empty, { draft });
    return this.contentOfVersion(found(await this.version.load(baseVersionId)));
  }

  /**
   * Counts what a request reads, whole contents and lists of their reasons alike: a page of versions, or an alias thirty
   * times, multiplies what the cost of a document cannot tell. The first is free, so that any one content can be read.
   */
  spend(reasons: number): void {
    const isTooMuch = this.reasonsRead > 0 && this.reasonsRead + reasons > maxReasonsRead;
    if (isTooMuch) {
      const expected = `expected a request that reads at most ${maxReasonsRead} reasons, all its contents and lists together`;
      throw new CallerError('LIMIT_EXCEEDED', `${expected}, but it reads more; ask for fewer at a time`);
    }
    this.reasonsRead += reasons;
  }

  /**
   * Who answers for the reasons of a content, once for a request: now for a draft and for what is in force, and for any other
   * version when it took effect. Where a moment is named, then.
   */
  async ownersIn(content: ContentView, at: Date | null = null): Promise<OwnersOf> {
    const moment = await this.ownersMoment(content, at);
    const key = JSON.stringify(moment);
    const known = this.owners.get(key);
    if (known !== undefined) return known;
    const made = this.reader.owners.at(moment);
    this.owners.set(key, made);
    return made;
  }

  async ownersMoment({ taxonomy, holder }: ContentView, at: Date | null): Promise<OwnersMoment> {
    const { draft, version } = holder;
    const moment = at ?? (draft === undefined ? await this.momentOf(version) : null);
    return { taxonomyId: taxonomy.id, at: moment, draftId: draft?.id ?? null };
  }

  /** Null: now. */
  private async momentOf(version: VersionRecord | undefined): Promise<Date | null> {
    if (version === undefined) return null;
    const inForce = await this.inForce.load(version.taxonomyId);
    return inForce?.id === version.id ? null : version.effectiveFrom;
  }

  /** What a draft changes, and who is to approve that, by the owners of now; nothing once it is decided. */
  readonly reviewed = new DataLoader<DraftRecord, readonly ReviewedReason[], DraftId>(
    async (drafts) => {
      const owners = await this.reader.owners.ofDrafts(drafts);
      return Promise.all(
        drafts.map(async (draft, at) => {
          const [{ tree: base }, { tree }] = await Promise.all([
            this.baseContentOfDraft(draft),
            this.contentOfDraft(draft),
          ]);
          const diff = await knownDiff(base, tree);
          return reviewedReasons({ base, tree, diff, owners: owners[at] ?? ownersOfNothing });
        }),
      );
    },
    { cacheKeyFn: ({ id }) => id },
  );

  private async mustKnow(id: TaxonomyId): Promise<TaxonomyRecord> {
    return found(await this.taxonomy.load(id));
  }

  private once(key: string, make: () => Promise<ContentView>): Promise<ContentView> {
    const known = this.views.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.views.set(key, made);
    return made;
  }
}

function inOrder<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): (Row | null)[] {
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => found.get(key) ?? null);
}

/** A row that another names is there. */
function found<Row>(row: Row | null): Row {
  if (row === null) throw new Error('expected what a row names to be there, but it is not');
  return row;
}
