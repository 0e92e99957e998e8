import { LRUCache } from 'lru-cache';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { DraftId, VersionId } from '../../platform/ids';
import { applyOperations, parseCanonical, ReasonTree, type Language, type Operation } from '../domain';

export interface DraftContentKey {
  readonly id: DraftId;
  readonly head: number;
  readonly baseVersionId: VersionId | null;
}

interface DraftContent {
  readonly head: number;
  readonly tree: ReasonTree;
}

const cachedReasons = 100_000;
const sizeOfTree = (tree: ReasonTree): number => tree.size + 1;

/*
 * Shared by all requests and safe to be: a sealed content is named by its digest, and a draft's by its id and its head,
 * which only ever rises with what was appended to it.
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
    const known = sealedContents.get(digest);
    if (known !== undefined) return known;
    const [row] = await rowsOf<{ bytes: Buffer }>(this.sql, `SELECT bytes FROM snapshot WHERE digest = $1`, [
      digest,
    ]);
    if (row === undefined) throw new Error(`no snapshot has the digest ${digest}`);
    const parsed = parseCanonical(row.bytes);
    if (!parsed.ok) throw new Error(`the snapshot ${digest} cannot be read: ${parsed.problem.message}`);
    sealedContents.set(digest, parsed.value.tree);
    return parsed.value.tree;
  }

  /** What a draft is built on: the content of its base version, or nothing. */
  async baseOf(draft: Pick<DraftContentKey, 'baseVersionId'>): Promise<ReasonTree> {
    if (draft.baseVersionId === null) return ReasonTree.empty;
    const [row] = await rowsOf<{ content_digest: string }>(
      this.sql,
      `SELECT content_digest FROM taxonomy_version WHERE id = $1`,
      [draft.baseVersionId],
    );
    if (row === undefined) throw new Error(`no version has the id ${draft.baseVersionId}`);
    return this.sealed(row.content_digest);
  }

  /** The draft's tree at its head: its base and every operation since, or since the head that is at hand. */
  async ofDraft(draft: DraftContentKey, languages: readonly Language[]): Promise<ReasonTree> {
    const known = draftContents.get(draft.id);
    if (known?.head === draft.head) return known.tree;
    const start =
      known !== undefined && known.head < draft.head ? known : { head: 0, tree: await this.baseOf(draft) };
    const operations = await this.operationsBetween(draft.id, start.head, draft.head);
    const applied = applyOperations(start.tree, operations, { languages, reservedCodes: new Map() });
    if (!applied.ok) throw new Error(`draft ${draft.id} cannot be rebuilt: ${applied.problem.message}`);
    const { tree } = applied.value;
    if (known === undefined || known.head < draft.head)
      draftContents.set(draft.id, { head: draft.head, tree });
    return tree;
  }

  /** As `ofDraft`, of many drafts whose bases are at hand: one statement, or none where all are known. */
  async ofDrafts(
    drafts: readonly {
      readonly draft: DraftContentKey;
      readonly base: ReasonTree;
      readonly languages: readonly Language[];
    }[],
  ): Promise<readonly ReasonTree[]> {
    const unknown = drafts.filter(({ draft }) => draftContents.get(draft.id)?.head !== draft.head);
    const rows = await this.operationsOf(unknown.map(({ draft }) => draft));
    return drafts.map(({ draft, base, languages }) => {
      const known = draftContents.get(draft.id);
      if (known?.head === draft.head) return known.tree;
      const operations = rows.filter((row) => row.draft_id === draft.id).map((row) => row.body);
      const applied = applyOperations(base, operations, { languages, reservedCodes: new Map() });
      if (!applied.ok) throw new Error(`draft ${draft.id} cannot be rebuilt: ${applied.problem.message}`);
      const { tree } = applied.value;
      if (known === undefined || known.head < draft.head)
        draftContents.set(draft.id, { head: draft.head, tree });
      return tree;
    });
  }

  private async operationsOf(
    drafts: readonly DraftContentKey[],
  ): Promise<readonly { readonly draft_id: DraftId; readonly body: Operation }[]> {
    if (drafts.length === 0) return [];
    return rowsOf(
      this.sql,
      `SELECT o.draft_id, o.body FROM draft_operation o
         JOIN unnest($1::uuid[], $2::integer[]) AS d (id, head) ON o.draft_id = d.id AND o.head <= d.head
       ORDER BY o.draft_id, o.head, o.ordinal`,
      [drafts.map(({ id }) => id), drafts.map(({ head }) => head)],
    );
  }

  private async operationsBetween(
    draftId: DraftId,
    after: number,
    upTo: number,
  ): Promise<readonly Operation[]> {
    const rows = await rowsOf<{ body: Operation }>(
      this.sql,
      `SELECT body FROM draft_operation WHERE draft_id = $1 AND head > $2 AND head <= $3 ORDER BY head, ordinal`,
      [draftId, after, upTo],
    );
    return rows.map((row) => row.body);
  }
}
