import type { ReasonId } from '../../../platform/ids';
import type { Association, ReasonState, Retirement } from '../reason';
import { isActive } from '../reason-tree';
import { byCodeUnits } from '../../../platform/text';
import type { MergeInProgress } from './merge-in-progress';

/**
 * X retired to Y on one side, and Y to Z on the other: X leads to Z now. X to Y and Y to X is a cycle, and a Y that is
 * split or has no successor cannot be followed: both are for somebody to decide.
 */
export function settleReplacements(merge: MergeInProgress): void {
  for (const reason of merge.suspects()) {
    const { retirement } = reason;
    if (retirement === null || merge.isOpen(reason.id)) continue;
    for (const association of retirement.associations) {
      const target = merge.states.get(association.targetId);
      const isBroken = target !== undefined && !isActive(target) && !wasBroken(merge, reason.id, target.id);
      if (isBroken && !merge.isOpen(target.id)) follow(merge, reason, association);
    }
  }
}

/** A side whose own retirement points to what is retired there too answers for it by its findings. */
function wasBroken({ trees }: MergeInProgress, reasonId: ReasonId, targetId: ReasonId): boolean {
  return [trees.ours, trees.theirs].some((tree) => {
    const points =
      tree.get(reasonId)?.retirement?.associations.some((one) => one.targetId === targetId) ?? false;
    const target = tree.get(targetId);
    return points && target !== undefined && !isActive(target);
  });
}

function follow(merge: MergeInProgress, reason: ReasonState, association: Association): void {
  const through: ReasonId[] = [];
  let at: ReasonId = association.targetId;
  for (;;) {
    if (at === reason.id) return settleCycle(merge, [reason.id, ...through]);
    const state = merge.states.get(at);
    if (state === undefined || isActive(state)) break;
    if (through.includes(at)) return;
    through.push(at);
    const next = onlySuccessor(state.retirement);
    if (next === null) return settleDeadEnd(merge, reason.id, { association, end: at });
    at = next;
  }
  const state = merge.states.get(reason.id) ?? reason;
  // Two parts of a split that lead to one reason would be a split no longer.
  const isTwice = state.retirement?.associations.some(({ targetId }) => targetId === at) ?? false;
  if (isTwice) return settleDeadEnd(merge, reason.id, { association, end: at });
  merge.set(retargeted(state, association, at));
  merge.followed.push({ reasonId: reason.id, through, to: at });
}

function onlySuccessor(retirement: Retirement | null): ReasonId | null {
  const [first, ...others] = retirement?.associations ?? [];
  const isOne = first !== undefined && others.length === 0 && ['SAME_AS', 'REPLACED_BY'].includes(first.kind);
  return isOne ? first.targetId : null;
}

/** The reason with another target in the place of one of its associations. */
function retargeted(state: ReasonState, from: Association, to: ReasonId): ReasonState {
  if (state.retirement === null) return state;
  const others = state.retirement.associations.filter(
    ({ targetId }) => targetId !== from.targetId && targetId !== to,
  );
  const associations = [...others, { ...from, targetId: to }].sort((one, other) =>
    byCodeUnits(one.targetId, other.targetId),
  );
  return { ...state, retirement: { ...state.retirement, associations } };
}

function settleCycle(merge: MergeInProgress, ids: readonly ReasonId[]): void {
  const [first, ...others] = [...ids].sort(byCodeUnits);
  if (first === undefined || ids.some((id) => merge.isOpen(id))) return;
  const retirements = (side: 'base' | 'ours' | 'theirs') =>
    Object.fromEntries(ids.map((id) => [id, merge.trees[side].get(id)?.retirement ?? null]));
  const settled = merge.settlements.choiceFor({
    ...{ id: `REPLACEMENT_CYCLE:${first}`, kind: 'REPLACEMENT_CYCLE', reasonIds: [first, ...others] },
    ...{
      part: 'retirement',
      base: retirements('base'),
      ours: retirements('ours'),
      theirs: retirements('theirs'),
    },
    allowed: ['BASE', 'OURS', 'THEIRS'],
  });
  if (settled === null) return merge.keepOpen(ids);
  const side = settled.choice === 'BASE' ? 'base' : settled.choice === 'OURS' ? 'ours' : 'theirs';
  for (const id of ids) {
    const state = merge.states.get(id);
    if (state !== undefined)
      merge.set({ ...state, retirement: merge.trees[side].get(id)?.retirement ?? null });
  }
}

/** The successor was retired without one of its own: another is named, or the reason is as a side has it that can be. */
function settleDeadEnd(
  merge: MergeInProgress,
  reasonId: ReasonId,
  { association, end }: { readonly association: Association; readonly end: ReasonId },
): void {
  const { trees, settlements, states } = merge;
  const reason = states.get(reasonId);
  if (reason === undefined) return;
  const retirements = {
    BASE: trees.base.get(reasonId)?.retirement ?? null,
    OURS: trees.ours.get(reasonId)?.retirement ?? null,
    THEIRS: trees.theirs.get(reasonId)?.retirement ?? null,
  };
  const isWhole = (retirement: Retirement | null): boolean =>
    (retirement?.associations ?? []).every(({ targetId }) => {
      const target = states.get(targetId);
      return target === undefined || isActive(target);
    });
  const { BASE: base, OURS: ours, THEIRS: theirs } = retirements;
  const settled = settlements.choiceFor({
    ...{
      id: `RETIREMENT:${reasonId}:${association.targetId}:successor`,
      kind: 'RETIREMENT',
      reasonIds: [reasonId, end],
    },
    ...{ part: 'retirement', base, ours, theirs },
    allowed: [...(['OURS', 'THEIRS'] as const).filter((side) => isWhole(retirements[side])), 'VALUE'],
  });
  if (settled === null) return merge.keepOpen([reasonId, end]);
  if (settled.choice === 'VALUE') {
    if (settled.value !== null) merge.set(retargeted(reason, association, settled.value as ReasonId));
    return;
  }
  const retirement = settled.choice === 'OURS' ? ours : theirs;
  merge.set({ ...reason, retirement });
}
