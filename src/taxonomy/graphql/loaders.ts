import DataLoader from 'dataloader';
import type { DraftId, TaxonomyId, VersionId } from '../../platform/ids';
import {
  diffVersions,
  ownersOfNothing,
  ReasonTree,
  reviewedReasons,
  type ApprovalRecord,
  type DraftRecord,
  type OwnersOf,
  type ReviewedReason,
  type TaxonomyRecord,
  type VersionRecord,
} from '../domain';
import type { OwnersMoment, TaxonomyReader } from '../queries/taxonomy-reader';
import { ContentView } from './reason-state.type';

/** What the taxonomies, versions and drafts of one request point to: each kind in one statement. */
export class TaxonomyLoaders {
  private readonly views = new Map<string, Promise<ContentView>>();
  private readonly owners = new Map<string, Promise<OwnersOf>>();

  constructor(private readonly reader: TaxonomyReader) {}

  readonly taxonomy = new DataLoader<TaxonomyId, TaxonomyRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.taxonomies(ids), (taxonomy) => taxonomy.id),
  );

  readonly version = new DataLoader<VersionId, VersionRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.versions(ids), (version) => version.id),
  );

  readonly draft = new DataLoader<DraftId, DraftRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.drafts(ids), (draft) => draft.id),
  );

  readonly inForce = new DataLoader<TaxonomyId, VersionRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.versionsInForce(ids, null), (version) => version.taxonomyId),
  );

  readonly newest = new DataLoader<TaxonomyId, VersionRecord | null>(async (ids) =>
    inOrder(ids, await this.reader.newestVersions(ids), (version) => version.taxonomyId),
  );

  readonly end = new DataLoader<VersionId, Date | null>(async (ids) => {
    const ends = await this.reader.endsOf(ids);
    return ids.map((id) => ends.get(id) ?? null);
  });

  readonly approvals = new DataLoader<DraftId, readonly ApprovalRecord[]>(async (ids) => {
    const approvals = await this.reader.approvals(ids);
    return ids.map((id) => approvals.filter((approval) => approval.draftId === id));
  });

  readonly authors = new DataLoader<DraftId, readonly string[]>(async (ids) => {
    const authors = await this.reader.authors(ids);
    return ids.map((id) => authors.filter((author) => author.draftId === id).map((author) => author.actorId));
  });

  /** The content of a version, one view for the whole request. */
  contentOfVersion(version: VersionRecord): Promise<ContentView> {
    return this.once(version.id, async () => {
      const tree = await this.reader.contentOfVersion(version);
      return new ContentView(await this.mustKnow(version.taxonomyId), tree, { version });
    });
  }

  contentOfDraft(draft: DraftRecord): Promise<ContentView> {
    return this.once(`${draft.id} at ${draft.head}`, async () => {
      const taxonomy = await this.mustKnow(draft.taxonomyId);
      return new ContentView(taxonomy, await this.reader.contentOfDraft(draft, taxonomy), { draft });
    });
  }

  baseContentOfDraft(draft: DraftRecord): Promise<ContentView> {
    return this.once(`base of ${draft.id}`, async () => {
      const tree = await this.reader.baseContentOfDraft(draft);
      return new ContentView(await this.mustKnow(draft.taxonomyId), tree, { draft });
    });
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
  private async momentOf(version: VersionRecord): Promise<Date | null> {
    const inForce = await this.inForce.load(version.taxonomyId);
    return inForce?.id === version.id ? null : version.effectiveFrom;
  }

  /** What a draft changes, and who is to approve that, by the owners of now; nothing once it is decided. */
  readonly reviewed = new DataLoader<DraftRecord, readonly ReviewedReason[], DraftId>(
    async (drafts) => {
      const scenes = await Promise.all(
        drafts.map(async (draft) => {
          const { languages } = await this.mustKnow(draft.taxonomyId);
          return { draft, languages, base: await this.baseTree(draft) };
        }),
      );
      const trees = await this.reader.contentsOfDrafts(scenes);
      const owners = await this.reader.owners.ofDrafts(drafts);
      return scenes.map(({ base }, at) => {
        const [tree, ownersOf] = [trees[at] ?? base, owners[at] ?? ownersOfNothing];
        return reviewedReasons({ base, tree, diff: diffVersions(base, tree), owners: ownersOf });
      });
    },
    { cacheKeyFn: ({ id }) => id },
  );

  private async baseTree({ baseVersionId }: DraftRecord): Promise<ReasonTree> {
    const version = baseVersionId === null ? null : await this.version.load(baseVersionId);
    return version === null ? ReasonTree.empty : this.reader.contentOfVersion(version);
  }

  private async mustKnow(id: TaxonomyId): Promise<TaxonomyRecord> {
    const taxonomy = await this.taxonomy.load(id);
    if (taxonomy === null) throw new Error(`no taxonomy has the id ${id}`);
    return taxonomy;
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
