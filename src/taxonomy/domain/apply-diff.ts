import type { ReasonId } from '../../platform/ids';
import { err, unreachable, type Result } from '../../platform/result';
import { buildTree, type TreeProblem } from './build-tree';
import type { ClassifiedEntry, VersionDiff } from './diff/diff-entries';
import type { ReasonState, Synonym } from './reason';
import { bySynonymOrder, withText } from './reason-state';
import type { ReasonTree } from './reason-tree';
import { byCodeUnits } from '../../platform/text';

/**
 * Why a difference does not fit a content: a reason that should be there is not, or the outcome is no tree.
 */
export type ApplyDiffProblem =
  | { readonly code: 'REASON_NOT_FOUND'; readonly message: string; readonly reasonId: ReasonId }
  | { readonly code: 'REASON_EXISTS'; readonly message: string; readonly reasonId: ReasonId }
  | { readonly code: 'NOT_A_TREE'; readonly message: string; readonly problem: TreeProblem };

/**
 * The content that a difference leads to. Refuses a difference that was taken from a content with other
 * reasons, and an outcome that is no tree. Linear.
 *
 * @example applyDiff(a, diffVersions(a, b)) // ok: a content with the canonical bytes of b
 */
export function applyDiff(from: ReasonTree, diff: VersionDiff): Result<ReasonTree, ApplyDiffProblem> {
  const states = new Map(Array.from(from.all(), (reason) => [reason.id, reason]));
  for (const { reasonId, entries } of diff.reasons) {
    for (const entry of entries) {
      const before = states.get(reasonId);
      const problem = presenceProblem(entry, before);
      if (problem !== null) return err(problem);
      const after = withEntry(entry, before);
      if (after === null) states.delete(reasonId);
      else states.set(reasonId, after);
    }
  }
  for (const { reasonId, after } of diff.reordered.flatMap((menu) => menu.ranks)) {
    const before = states.get(reasonId);
    if (before === undefined) return err(notFound(reasonId));
    states.set(reasonId, { ...before, rank: after });
  }
  const tree = buildTree([...states.values()]);
  return tree.ok ? tree : err({ code: 'NOT_A_TREE', message: tree.problem.message, problem: tree.problem });
}

const notFound = (reasonId: ReasonId): ApplyDiffProblem => ({
  code: 'REASON_NOT_FOUND',
  message: `expected the content that the difference was taken from, but got one without ${reasonId}`,
  reasonId,
});

function presenceProblem(entry: ClassifiedEntry, before: ReasonState | undefined): ApplyDiffProblem | null {
  const { reasonId, kind } = entry;
  if (kind !== 'ReasonAdded') return before === undefined ? notFound(reasonId) : null;
  if (before === undefined) return null;
  const message = `expected a content without ${reasonId}, which the difference adds, but got one with it`;
  return { code: 'REASON_EXISTS', message, reasonId };
}

function withEntry(entry: ClassifiedEntry, reason: ReasonState | undefined): ReasonState | null {
  if (entry.kind === 'ReasonAdded') return entry.state;
  if (entry.kind === 'ReasonRemoved' || reason === undefined) return null;
  switch (entry.kind) {
    case 'ReasonRetired':
    case 'RetirementRevised':
      return { ...reason, retirement: entry.after };
    case 'ReasonReactivated':
      return { ...reason, retirement: null };
    case 'LabelChanged':
      return { ...reason, labels: withText(reason.labels, entry.language, entry.after) };
    case 'CodeChanged':
      return { ...reason, code: entry.after };
    case 'ReasonMoved':
      return { ...reason, parentId: entry.after.parentId, rank: entry.after.rank };
    case 'SynonymsChanged':
      return { ...reason, synonyms: withSynonyms(reason.synonyms, entry.added, entry.removed) };
    case 'NoteChanged':
      return { ...reason, notes: withNote(reason.notes, entry) };
    case 'ExcludesChanged':
      return { ...reason, excludes: withIds(reason.excludes, entry.added, entry.removed) };
    case 'ScopeChanged':
      return { ...reason, scopeRevision: entry.after };
    case 'PropertyChanged':
      return { ...reason, [entry.property]: entry.after };
    default:
      return unreachable(entry);
  }
}

function withSynonyms(
  synonyms: readonly Synonym[],
  added: readonly Synonym[],
  removed: readonly Synonym[],
): readonly Synonym[] {
  const gone = [...removed, ...added];
  const kept = synonyms.filter((synonym) => !gone.some((other) => bySynonymOrder(synonym, other) === 0));
  return [...kept, ...added].sort(bySynonymOrder);
}

const withIds = (
  ids: readonly ReasonId[],
  added: readonly ReasonId[],
  removed: readonly ReasonId[],
): readonly ReasonId[] =>
  [...new Set([...ids.filter((id) => !removed.includes(id)), ...added])].sort(byCodeUnits);

function withNote(
  notes: ReasonState['notes'],
  { note, language, after }: Extract<ClassifiedEntry, { readonly kind: 'NoteChanged' }>,
): ReasonState['notes'] {
  const { [note]: before, ...others } = notes;
  const texts = withText(before ?? {}, language, after);
  return Object.keys(texts).length === 0 ? others : { ...others, [note]: texts };
}
