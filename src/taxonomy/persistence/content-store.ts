import { LRUCache } from 'lru-cache';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { DraftId, VersionId } from '../../platform/ids';
import { othersFirst } from '../../platform/turns';
import { applyOperations, parseCanonical, ReasonTree, type Language, type Operation } from '../domain';

export interface DraftContentKey {
  readonly id: DraftId;
  readonly head: number;
  readonly baseVersionId: VersionId | null;
  /** Only the operations after this head lead from the base to the content. */
  readonly baseHead: number;
}

export interface WantedDraft {
  readonly draft: DraftContentKey;
  /** Of its taxonomy. */
  readonly languages: readonly Language[];
}

interface DraftContent {
  readonly head: number;
  readonly tree: ReasonTree;
}

const cachedReasons = 100_000;
const sizeOfTree = (tree: ReasonTree): number => tree.size + 1;

/*
 * Shared by all requests and safe to be: a sealed content is named by its digest, and a draft's by its id and its head,
 * which only ever rises with what was appended to it. What a draft was before it was put on another base is no start any
 * more: that head, and those before it, are passed.
 */
const sealedContents = new LRUCache<string, ReasonTree>({
  maxSize: cachedReasons,
  sizeCalculation: sizeOfTree,
});
const draftContents = new LRUCache<DraftId, DraftContent>({
  maxSize: cachedReasons,
  sizeCalculation: ({ tree }) => sizeOfTree(tree),
});

/** Where the content of versions and drafts comes from: sealed bytes, and the operations appended to a base. */
export class ContentStore {
  constructor(private readonly sql: Sql) {}

  /** The tree of a sealed content, in one statement or none. */
  async sealed(digest: string): Promise<ReasonTree> {
    return held(await this.sealedOnes([digest]), digest);
  }

  /** The trees of sealed contents by digest, in one statement however many there are. */
  async sealedOnes(digests: readonly string[]): Promise<ReadonlyMap<string, ReasonTree>> {
    const trees = new Map(digests.map((digest) => [digest, sealedContents.get(digest)] as const));
    const missing = [...trees].filter(([, tree]) => tree === undefined).map(([digest]) => digest);
    const rows =
      missing.length === 0
        ? []
        : await rowsOf<{ digest: string; bytes: Buffer }>(
            this.sql,
            `SELECT digest, bytes FROM snapshot WHERE digest = ANY ($1)`,
            [missing],
          );
    for (const { digest, bytes } of rows) {
      await othersFirst();
      const parsed = parseCanonical(bytes);
      if (!parsed.ok) throw new Error(`the snapshot ${digest} cannot be read: ${parsed.problem.message}`);
      sealedContents.set(digest, parsed.value.tree);
      trees.set(digest, parsed.value.tree);
    }
    return new Map([...trees].flatMap(([digest, tree]) => (tree === undefined ? [] : [[digest, tree]])));
  }

  /** The draft's tree at its head: its base and every operation since, or since the head that is at hand. */
  async ofDraft(draft: DraftContentKey, languages: readonly Language[]): Promise<ReasonTree> {
    return held(await this.ofDrafts([{ draft, languages }]), draft.id);
  }

  /** The draft's tree at an earlier head, which must be on its present base. It is not kept at hand. */
  async ofDraftAt(draft: DraftContentKey, head: number, languages: readonly Language[]): Promise<ReasonTree> {
    const base = await this.baseOf(draft);
    const since = await this.operationsSince([{ ...draft, head, after: draft.baseHead }]);
    return rebuilt({ draft, languages }, base, since.get(draft.id) ?? []);
  }

  /** The trees of drafts at their heads, in three statements at most however many there are. */
  async ofDrafts(wanted: readonly WantedDraft[]): Promise<ReadonlyMap<DraftId, ReasonTree>> {
    const starts = await this.startsOf(wanted.map(({ draft }) => draft));
    const operations = await this.operationsSince(
      wanted.map(({ draft }) => ({ ...draft, after: held(starts, draft.id).head })),
    );
    const trees = new Map<DraftId, ReasonTree>();
    for (const { draft, languages } of wanted) {
      const start = held(starts, draft.id);
      const since = operations.get(draft.id) ?? [];
      if (since.length > 0) await othersFirst();
      const tree = rebuilt({ draft, languages }, start.tree, since);
      trees.set(draft.id, tree);
      const known = draftContents.get(draft.id);
      if (known === undefined || known.head < draft.head)
        draftContents.set(draft.id, { head: draft.head, tree });
    }
    return trees;
  }

  /** Where the building of each draft starts: at the content that is at hand, unless that is newer, or at its base. */
  private async startsOf(drafts: readonly DraftContentKey[]): Promise<ReadonlyMap<DraftId, DraftContent>> {
    const starts = new Map<DraftId, DraftContent>();
    for (const draft of drafts) {
      const known = draftContents.get(draft.id);
      const isOnBase = known !== undefined && known.head > draft.baseHead;
      if (isOnBase && known.head <= draft.head) starts.set(draft.id, known);
    }
    const others = drafts.filter(({ id }) => !starts.has(id));
    const bases = await this.basesOf(others.flatMap(({ baseVersionId }) => baseVersionId ?? []));
    for (const { id, baseVersionId, baseHead } of others) {
      const tree = baseVersionId === null ? ReasonTree.empty : held(bases, baseVersionId);
      starts.set(id, { head: baseHead, tree });
    }
    return starts;
  }

  /** What a draft or a version is built on: the content of its base version, or nothing. */
  async baseOf({ baseVersionId }: Pick<DraftContentKey, 'baseVersionId'>): Promise<ReasonTree> {
    if (baseVersionId === null) return ReasonTree.empty;
    return held(await this.basesOf([baseVersionId]), baseVersionId);
  }

  private async basesOf(ids: readonly VersionId[]): Promise<ReadonlyMap<VersionId, ReasonTree>> {
    if (ids.length === 0) return new Map();
    const rows = await rowsOf<{ id: VersionId; content_digest: string }>(
      this.sql,
      `SELECT id, content_digest FROM taxonomy_version WHERE id = ANY ($1)`,
      [ids],
    );
    const trees = await this.sealedOnes(rows.map((row) => row.content_digest));
    return new Map(rows.map((row) => [row.id, held(trees, row.content_digest)]));
  }

  private async operationsSince(
    drafts: readonly (DraftContentKey & { readonly after: number })[],
  ): Promise<ReadonlyMap<DraftId, readonly Operation[]>> {
    const behind = drafts.filter(({ head, after }) => after < head);
    if (behind.length === 0) return new Map();
    const rows = await rowsOf<{ draft_id: DraftId; body: Operation }>(
      this.sql,
      `SELECT o.draft_id, o.body
       FROM unnest($1::uuid[], $2::integer[], $3::integer[]) AS wanted (draft_id, after, head)
         JOIN draft_operation o ON o.draft_id = wanted.draft_id AND o.head > wanted.after AND o.head <= wanted.head
       ORDER BY o.draft_id, o.head, o.ordinal`,
      [behind.map(({ id }) => id), behind.map(({ after }) => after), behind.map(({ head }) => head)],
    );
    const byDraft = new Map<DraftId, Operation[]>();
    for (const { draft_id: id, body } of rows) {
      const operations = byDraft.get(id) ?? [];
      operations.push(body);
      byDraft.set(id, operations);
    }
    return byDraft;
  }
}

function rebuilt(
  { draft, languages }: WantedDraft,
  start: ReasonTree,
  operations: readonly Operation[],
): ReasonTree {
  const applied = applyOperations(start, operations, { languages, reservedCodes: new Map() });
  if (!applied.ok) throw new Error(`draft ${draft.id} cannot be rebuilt: ${applied.problem.message}`);
  return applied.value.tree;
}

function held<Key, Value>(values: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = values.get(key);
  if (value === undefined) throw new Error(`expected the content of ${String(key)}, but it is not there`);
  return value;
}
