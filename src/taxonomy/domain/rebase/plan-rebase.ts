import type { Language } from '../reason';
import { mergeTrees } from '../merge/merge-trees';
import type { Conflict, Merge, Resolution, ThreeTrees } from '../merge/merge-types';
import type { Operation } from '../operation';
import { operationsBetween } from '../operations-between';
import { conflictSentence } from './conflict-sentence';
import type { DescribedConflict, ResolutionFault } from './rebase-problems';
import { named, resolutionOf, type ResolutionWish } from './resolution-values';

export interface RebasePlan {
  readonly merge: Merge;
  /** Those that no resolution settles. */
  readonly conflicts: readonly DescribedConflict[];
  /** Every resolution that settles nothing, and why. */
  readonly faults: readonly ResolutionFault[];
  /** From the newer version to the merged content; none as long as a conflict is open or a resolution is faulty. */
  readonly operations: readonly Operation[];
}

/**
 * What becomes of a draft (ours) that grew out of a version (base) on a newer one (theirs).
 *
 * @example planRebase({ base, ours: renamed, theirs: moved }, { languages: ['en'], resolutions: [] })
 * // operations: [SetLabel], faults: [], merge.conflicts: []
 */
export function planRebase(
  trees: ThreeTrees,
  asked: { readonly languages: readonly Language[]; readonly resolutions: readonly ResolutionWish[] },
): RebasePlan {
  const faults: ResolutionFault[] = [];
  const resolutions: Resolution[] = [];
  const seen = new Set<string>();
  for (const wish of asked.resolutions) {
    const { conflictId } = wish;
    const resolution = resolutionOf(wish, trees);
    if (seen.has(conflictId)) {
      const message = `${named(conflictId)}: expected one resolution, but got two`;
      faults.push({ conflictId, fault: 'REPEATED', message, allowed: [] });
    } else if (resolution.ok) resolutions.push(resolution.value);
    else faults.push({ conflictId, ...resolution.problem, allowed: [] });
    seen.add(conflictId);
  }
  const merge = mergeTrees(trees, { languages: asked.languages, resolutions });
  const open = new Map(merge.conflicts.map((conflict) => [conflict.id, conflict]));
  const all = [
    ...faults.map((one) => ({ ...one, allowed: open.get(one.conflictId)?.allowed ?? [] })),
    ...unsettled(resolutions, merge, open),
  ];
  const isWhole = merge.tree !== null && all.length === 0;
  const conflicts = merge.conflicts.map((one) => ({ ...one, sentence: conflictSentence(one, trees) }));
  return {
    merge,
    conflicts,
    faults: all,
    operations: isWhole ? operationsBetween(trees.theirs, merge.tree) : [],
  };
}

function unsettled(
  resolutions: readonly Resolution[],
  { settled }: Merge,
  open: ReadonlyMap<string, Conflict>,
): readonly ResolutionFault[] {
  const used = new Set(settled);
  return resolutions.flatMap(({ conflictId, choice }): readonly ResolutionFault[] => {
    const conflict = open.get(conflictId);
    if (conflict === undefined) {
      if (used.has(conflictId)) return [];
      const message = `expected the id of a conflict between draft and version, but got ${named(conflictId)}`;
      return [{ conflictId, fault: 'UNKNOWN_CONFLICT', message, allowed: [] }];
    }
    const { allowed } = conflict;
    // Allowed and open all the same: to settle it so brings up the conflict again, which is then among those that are left.
    if (allowed.includes(choice)) return [];
    const message = `${named(conflictId)}: expected ${allowed.join(' or ')}, but got ${choice}`;
    return [{ conflictId, fault: 'NOT_ALLOWED', message, allowed }];
  });
}
