import DataLoader from 'dataloader';
import type { DraftId, TaxonomyId, VersionId } from '../../platform/ids';
import type { ApprovalRecord, DraftRecord, TaxonomyRecord, VersionRecord } from '../domain';
import type { TaxonomyReader } from '../queries/taxonomy-reader';
import { ContentView } from './reason-state.type';

/** What the taxonomies, versions and drafts of one request point to: each kind in one statement. */
export class TaxonomyLoaders {
  private readonly views = new Map<string, Promise<ContentView>>();

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
      return new ContentView(await this.mustKnow(version.taxonomyId), tree);
    });
  }

  contentOfDraft(draft: DraftRecord): Promise<ContentView> {
    return this.once(`${draft.id} at ${draft.head}`, async () => {
      const taxonomy = await this.mustKnow(draft.taxonomyId);
      return new ContentView(taxonomy, await this.reader.contentOfDraft(draft, taxonomy));
    });
  }

  baseContentOfDraft(draft: DraftRecord): Promise<ContentView> {
    return this.once(`base of ${draft.id}`, async () => {
      const tree = await this.reader.baseContentOfDraft(draft);
      return new ContentView(await this.mustKnow(draft.taxonomyId), tree);
    });
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
