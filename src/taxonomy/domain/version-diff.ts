import type { ReasonId } from '../../platform/ids';
import { assembleDiff } from './diff/assemble-diff';
import { reasonChanges } from './diff/reason-changes';
import type {
  ClassifiedEntry,
  DiffEntry,
  EntryByReason,
  SiblingsReordered,
  VersionDiff,
} from './diff/diff-entries';
import { groupBy } from './group-by';
import { sameReason } from './reason-state';
import type { ReasonTree } from './reason-tree';

/**
 * What changed from one content to another, by the reasons' ids: typed entries grouped by reason, and for
 * each menu whose ranks changed one entry. A reason that moved is one entry; those below it, whose parent is
 * the same, are none. Groups are ordered by reason id, so that the answer depends on the two contents alone.
 * Linear in their size.
 *
 * @example diffVersions(v1, v2).summary // { added: 1, retired: 0, renamed: 2, moved: 2, ... }
 * @example diffVersions(v1, v1).reasons // []
 */
export function diffVersions(from: ReasonTree, to: ReasonTree): VersionDiff {
  const changed: EntryByReason[] = [];
  const reranked: { parentId: ReasonId | null; reasonId: ReasonId; before: string; after: string }[] = [];
  for (const after of to.all()) {
    const before = from.get(after.id);
    if (before !== undefined && sameReason(before, after)) continue;
    const reasonId = after.id;
    if (before === undefined) {
      changed.push({ reasonId, entries: [{ kind: 'ReasonAdded', reasonId, state: after }] });
      continue;
    }
    const entries = reasonChanges({ before, after, from, to });
    if (entries.length > 0) changed.push({ reasonId, entries });
    const isReranked = before.parentId === after.parentId && before.rank !== after.rank;
    if (isReranked)
      reranked.push({ parentId: after.parentId, reasonId, before: before.rank, after: after.rank });
  }
  for (const before of from.all()) {
    const reasonId = before.id;
    if (to.has(reasonId)) continue;
    changed.push({ reasonId, entries: [{ kind: 'ReasonRemoved', reasonId, state: before }] });
  }
  const menus = groupBy(reranked, ({ parentId }) => parentId);
  const reordered = Array.from(menus, ([parentId, moves]): SiblingsReordered => {
    const ranks = moves.map(({ reasonId, before, after }) => ({ reasonId, before, after }));
    return { kind: 'SiblingsReordered', parentId, ranks };
  });
  return assembleDiff(changed, reordered);
}

/**
 * The difference the other way round: what leads from the second content back to the first.
 *
 * @example invertDiff(diffVersions(a, b)) // equals diffVersions(b, a)
 */
export function invertDiff(diff: VersionDiff): VersionDiff {
  const changed = diff.reasons.map(({ reasonId, entries }) => ({
    reasonId,
    entries: entries.map(invertEntry),
  }));
  const reordered = diff.reordered.map((menu) => ({
    ...menu,
    ranks: menu.ranks.map(({ reasonId, before, after }) => ({ reasonId, before: after, after: before })),
  }));
  return assembleDiff(changed, reordered);
}

function invertEntry({ changeClass: _, ...entry }: ClassifiedEntry): DiffEntry {
  switch (entry.kind) {
    case 'ReasonAdded':
      return { ...entry, kind: 'ReasonRemoved' };
    case 'ReasonRemoved':
      return { ...entry, kind: 'ReasonAdded' };
    case 'ReasonRetired':
      return { kind: 'ReasonReactivated', reasonId: entry.reasonId, before: entry.after };
    case 'ReasonReactivated':
      return { kind: 'ReasonRetired', reasonId: entry.reasonId, after: entry.before };
    case 'SynonymsChanged':
      return { ...entry, added: entry.removed, removed: entry.added };
    case 'ExcludesChanged':
      return { ...entry, added: entry.removed, removed: entry.added };
    default:
      return { ...entry, before: entry.after, after: entry.before } as DiffEntry;
  }
}
