import type { ReasonId } from '../../../platform/ids';
import { checkTree } from '../build-tree';
import type { Language } from '../reason';
import { sameReason } from '../reason-state';
import { isActive, ReasonTree } from '../reason-tree';
import { MergeInProgress } from './merge-in-progress';
import { settleCodes, settleLabels } from './merge-names';
import { settleChildrenOfRetired, settleCycles, settleParents } from './merge-places';
import { mergeReason, type ThreeStates } from './merge-reason';
import { settleReplacements } from './merge-replacements';
import type { CombinedEdit, DanglingReference, Merge, Resolution, ThreeTrees } from './merge-types';
import { Settlements } from './settlements';
import { byCodeUnits } from '../../../platform/text';

/**
 * What two contents that grew out of one make together: first reason by reason and part by part, then the tree as a
 * whole, since edits that do not touch each other can still leave no tree (a cycle, a child of what was retired), two
 * reasons under one code, or two siblings with one label.
 *
 * Nothing is dropped without a word: what cannot both stand is a conflict with the values of all three contents and
 * the ways in which it can be settled, and the tree is null until all are. Merging with an unchanged side gives the
 * other side; the outcome does not depend on which side is called ours, but for the names in the conflicts. Linear in
 * the size of the contents.
 *
 * @example mergeTrees({ base, ours: renamed, theirs: moved }, { languages: ['en'], resolutions: [] })
 * // tree: renamed and moved; combined: [{ reasonId, ours: ['label.en'], theirs: ['parentId'] }]
 */
export function mergeTrees(
  trees: ThreeTrees,
  {
    languages,
    resolutions,
  }: { readonly languages: readonly Language[]; readonly resolutions: readonly Resolution[] },
): Merge {
  if (sameTrees(trees)) return { ...nothingToSettle, tree: trees.theirs };
  const settlements = new Settlements(resolutions);
  const merge = new MergeInProgress(trees, settlements);
  const combined = mergeReasons(merge);
  settleTree(merge, languages);
  const conflicts = settlements.open.toSorted((one, other) => byCodeUnits(one.id, other.id));
  const rest = { conflicts, settled: settlements.settled, combined, followed: merge.followed };
  if (conflicts.length > 0) return { ...rest, tree: null, dangling: [] };
  const tree = ReasonTree.ofMap(merge.states);
  const problem = checkTree(tree, { known: trees.base, changed: merge.changed() });
  if (problem !== null) throw new Error(`a merge without conflicts is no tree: ${problem.message}`);
  return { ...rest, tree, dangling: danglingIn(merge) };
}

const nothingToSettle = { conflicts: [], settled: [], combined: [], followed: [], dangling: [] } as const;

/** Two sides that are one: what both did is then one edit, also where nothing in a reason tells. */
const sameTrees = ({ ours, theirs }: ThreeTrees): boolean =>
  ours === theirs ||
  (ours.size === theirs.size &&
    [...ours.all()].every((state) => {
      const other = theirs.get(state.id);
      return other !== undefined && sameReason(state, other);
    }));

/** Until a pass needs no resolution any more: to settle one conflict can bring up another, or the same again. */
function settleTree(merge: MergeInProgress, languages: readonly Language[]): void {
  for (let settled = -1; settled < merge.settlements.settled.length;) {
    settled = merge.settlements.settled.length;
    settleParents(merge);
    settleCycles(merge);
    settleChildrenOfRetired(merge);
    settleReplacements(merge);
    settleCodes(merge);
    settleLabels(merge, languages);
  }
}

function mergeReasons(merge: MergeInProgress): readonly CombinedEdit[] {
  const { base, ours, theirs } = merge.trees;
  const combined: CombinedEdit[] = [];
  const take = (id: ReasonId, states: ThreeStates): void => {
    const result = mergeReason(states, merge.settlements);
    if (result.state === undefined) merge.remove(id);
    else if (result.state !== states.base) merge.set(result.state);
    if (result.isOpen) merge.keepOpen([id]);
    if (result.combined !== null) combined.push(result.combined);
  };
  const kept = { ours: 0, theirs: 0 };
  for (const state of base.all()) {
    const states = { base: state, ours: ours.get(state.id), theirs: theirs.get(state.id) };
    if (states.ours !== undefined) kept.ours += 1;
    if (states.theirs !== undefined) kept.theirs += 1;
    if (states.ours !== state || states.theirs !== state) take(state.id, states);
  }
  if (ours.size > kept.ours)
    for (const state of ours.all())
      if (!base.has(state.id)) take(state.id, { base: undefined, ours: state, theirs: theirs.get(state.id) });
  if (theirs.size > kept.theirs)
    for (const state of theirs.all())
      if (!base.has(state.id) && !ours.has(state.id))
        take(state.id, { base: undefined, ours: undefined, theirs: state });
  return combined;
}

/** Notes of one side that send coders to what the other side retired. */
function danglingIn(merge: MergeInProgress): readonly DanglingReference[] {
  const dangling: DanglingReference[] = [];
  for (const state of merge.suspects())
    if (isActive(state))
      for (const retiredId of state.excludes)
        if (isNewlyRetired(merge, state.id, retiredId)) dangling.push({ reasonId: state.id, retiredId });
  return dangling;
}

function isNewlyRetired({ states, trees }: MergeInProgress, id: ReasonId, retiredId: ReasonId): boolean {
  const target = states.get(retiredId);
  if (target === undefined || isActive(target)) return false;
  return [trees.ours, trees.theirs].every((tree) => {
    const known = tree.get(retiredId);
    const wasDangling =
      tree.get(id)?.excludes.includes(retiredId) === true && known !== undefined && !isActive(known);
    return !wasDangling;
  });
}
