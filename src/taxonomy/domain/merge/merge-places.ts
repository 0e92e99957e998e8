import type { ReasonId } from '../../../platform/ids';
import type { ReasonState } from '../reason';
import { isActive } from '../reason-tree';
import type { MergeInProgress } from './merge-in-progress';
import type { Conflict, MergeChoice } from './merge-types';
import { byCodeUnits } from '../../../platform/text';

/** A parent that is in neither content any more, or that a resolution named and nobody knows. */
export function settleParents(merge: MergeInProgress): void {
  const { states, trees } = merge;
  for (const { id, parentId } of merge.suspects()) {
    if (parentId === null || states.has(parentId) || merge.isOpen(id)) continue;
    const hasPlaceIn = (side: SideName): boolean => {
      const before = trees[side].get(id);
      return before !== undefined && (before.parentId === null || states.has(before.parentId));
    };
    const settled = merge.settlements.choiceFor({
      ...{ id: `FIELD:${id}:parentId`, kind: 'FIELD', reasonIds: [id], part: 'parentId' },
      base: trees.base.get(id)?.parentId ?? null,
      ours: trees.ours.get(id)?.parentId ?? null,
      theirs: trees.theirs.get(id)?.parentId ?? null,
      allowed: [
        ...(['BASE', 'OURS', 'THEIRS'] as const).filter((choice) => hasPlaceIn(sideOf(choice))),
        'VALUE',
      ],
    });
    const state = states.get(id);
    if (settled === null) merge.keepOpen([id]);
    else if (settled.choice !== 'VALUE') takePlace(merge, id, sideOf(settled.choice));
    else if (state !== undefined) merge.set({ ...state, parentId: settled.value as ReasonId | null });
  }
}

/** Ours moves X under Y and theirs moves Y under X: no field conflicts, and yet there is no tree. */
export function settleCycles(merge: MergeInProgress): void {
  for (const cycle of cyclesAmong(merge)) {
    const [first, ...others] = [...cycle].sort(byCodeUnits);
    if (first === undefined || cycle.some((id) => merge.isOpen(id))) continue;
    const placeIn = (side: 'base' | 'ours' | 'theirs') =>
      Object.fromEntries(cycle.map((id) => [id, merge.trees[side].get(id)?.parentId ?? null]));
    const conflict: Conflict = {
      ...{ id: `CYCLE:${first}`, kind: 'CYCLE', reasonIds: [first, ...others], part: 'parentId' },
      ...{ base: placeIn('base'), ours: placeIn('ours'), theirs: placeIn('theirs') },
      allowed: ['BASE', 'OURS', 'THEIRS'],
    };
    const settled = merge.settlements.choiceFor(conflict);
    if (settled === null) merge.keepOpen(cycle);
    else for (const id of cycle) takePlace(merge, id, sideOf(settled.choice));
  }
}

type SideName = 'base' | 'ours' | 'theirs';
const sideOf = (choice: MergeChoice): SideName =>
  choice === 'BASE' ? 'base' : choice === 'OURS' ? 'ours' : 'theirs';

function takePlace(merge: MergeInProgress, id: ReasonId, side: SideName): void {
  const from = merge.trees[side].get(id) ?? merge.trees.ours.get(id) ?? merge.trees.theirs.get(id);
  const state = merge.states.get(id);
  if (from !== undefined && state !== undefined)
    merge.set({ ...state, parentId: from.parentId, rank: from.rank });
}

/**
 * Each cycle of parents once, found by walking up and marking what leads to a root. From what has another parent than in
 * the base alone: the base is a tree, and a cycle has something of which the parent is new.
 */
function cyclesAmong(merge: MergeInProgress): readonly (readonly ReasonId[])[] {
  const { states, trees } = merge;
  const rooted = new Set<ReasonId>();
  const cycles: (readonly ReasonId[])[] = [];
  for (const { id: start, parentId } of merge.changed()) {
    if (trees.base.get(start)?.parentId === parentId) continue;
    const steps: ReasonId[] = [];
    const places = new Map<ReasonId, number>();
    let at: ReasonId | null = start;
    while (at !== null && !rooted.has(at) && !places.has(at)) {
      places.set(at, steps.length);
      steps.push(at);
      at = states.get(at)?.parentId ?? null;
    }
    if (at !== null && places.has(at)) cycles.push(steps.slice(places.get(at)));
    for (const id of steps) rooted.add(id);
  }
  return cycles;
}

/** One side retires P, the other puts a child under it: whoever needs P and whoever retires it have to agree. */
export function settleChildrenOfRetired(merge: MergeInProgress): void {
  for (const child of merge.suspects()) {
    const parent = child.parentId === null ? undefined : merge.states.get(child.parentId);
    const isStranded = parent !== undefined && isActive(child) && !isActive(parent);
    if (!isStranded || merge.isOpen(child.id) || merge.isOpen(parent.id)) continue;
    if (wasStranded(merge, 'ours', child) || wasStranded(merge, 'theirs', child)) continue;
    settleStranded(merge, child, parent);
  }
}

/** A side that had it so already answers for it by its own findings. */
function wasStranded({ trees }: MergeInProgress, side: 'ours' | 'theirs', { id }: ReasonState): boolean {
  const state = trees[side].get(id);
  const parent = trees[side].parent(id);
  return state !== undefined && parent !== undefined && isActive(state) && !isActive(parent);
}

function settleStranded(merge: MergeInProgress, child: ReasonState, parent: ReasonState): void {
  const { trees, settlements } = merge;
  const retiring = trees.ours.get(parent.id)?.retirement ? 'ours' : 'theirs';
  const keeping = retiring === 'ours' ? 'theirs' : 'ours';
  const before = trees[retiring].get(child.id);
  const isOwn = keeping === 'ours' && before === undefined && merge.childrenOf(child.id).length === 0;
  const mayTakeRetirement = before !== undefined || isOwn;
  const asChoice = (side: 'ours' | 'theirs'): MergeChoice => (side === 'ours' ? 'OURS' : 'THEIRS');
  const settled = settlements.choiceFor({
    ...{ id: `CHILD_OF_RETIRED:${child.id}`, kind: 'CHILD_OF_RETIRED', reasonIds: [child.id, parent.id] },
    ...{ part: 'parentId', base: trees.base.get(child.id)?.parentId ?? null },
    ours: trees.ours.get(child.id)?.parentId ?? null,
    theirs: trees.theirs.get(child.id)?.parentId ?? null,
    allowed: [asChoice(keeping), ...(mayTakeRetirement ? [asChoice(retiring)] : []), 'VALUE'],
  });
  if (settled === null) return merge.keepOpen([child.id, parent.id]);
  if (settled.choice === 'VALUE')
    return void merge.set({ ...child, parentId: settled.value as ReasonId | null });
  if (settled.choice === asChoice(keeping))
    return void merge.set({
      ...parent,
      retirement: trees[keeping].get(parent.id)?.retirement ?? null,
    });
  if (before === undefined) return void merge.remove(child.id);
  const { parentId, rank, retirement } = before;
  return void merge.set({ ...child, parentId, rank, retirement });
}
