import type { ReasonId } from '../../../platform/ids';
import type { ReasonState } from '../reason';
import { isActive } from '../reason-tree';
import type { FindingScene, Observation } from './finding';

/** Active reasons below the deepest level that the policy allows. */
export function* tooDeep({ tree, policy }: FindingScene): Iterable<Observation> {
  const limit = policy.maxDepth;
  for (const reason of tree.depthFirst()) {
    const observed = tree.depth(reason.id);
    if (observed <= limit) continue;
    const message = `expected at most ${limit} levels, but got "${reason.code}" at level ${observed}`;
    yield about([reason.id], { observed, limit, message });
  }
}

/** Menus with more active choices than the policy allows; the root is a menu too. */
export function* tooWide({ tree, policy }: FindingScene): Iterable<Observation> {
  const limit = policy.maxFanOut;
  for (const parent of [null, ...tree.depthFirst()]) {
    const observed = tree.children(parent?.id ?? null).length;
    if (observed <= limit) continue;
    const where = parent === null ? 'the root' : `"${parent.code}"`;
    const message = `expected at most ${limit} choices, but got ${observed} under ${where}`;
    yield about(parent === null ? [] : [parent.id], { observed, limit, message });
  }
}

/** More reasons than the policy allows, the retired ones counted. */
export function* tooMany({ tree, policy }: FindingScene): Iterable<Observation> {
  const [observed, limit] = [tree.size, policy.maxReasons];
  if (observed <= limit) return;
  const message = `expected at most ${limit} reasons, retired ones included, but got ${observed}`;
  yield about([], { observed, limit, message });
}

/** A menu with one choice is a click for nothing. */
export function* singleChild({ tree }: FindingScene): Iterable<Observation> {
  for (const parent of tree.depthFirst()) {
    const [only, ...others] = tree.children(parent.id);
    if (only === undefined || others.length > 0) continue;
    const message = `expected no child or at least 2, but got only "${only.code}" under "${parent.code}"`;
    yield about([parent.id, only.id], { observed: 1, limit: 2, message });
  }
}

/** Active reasons whose parent is retired: they are to be moved or retired too. */
export function* activeChildOfRetired({ tree }: FindingScene): Iterable<Observation> {
  for (const reason of tree.depthFirst()) {
    const parent = tree.parent(reason.id);
    if (parent === undefined || isActive(parent)) continue;
    const message = `expected an active parent, but got "${parent.code}", which is retired, above "${reason.code}"`;
    yield about([reason.id, parent.id], { observed: parent.code, limit: null, message });
  }
}

/** Retired reasons whose successor is itself retired: whoever follows it would end nowhere. */
export function* retiredTarget({ tree }: FindingScene): Iterable<Observation> {
  for (const reason of tree.depthFirst('ALL')) {
    for (const { targetId } of reason.retirement?.associations ?? []) {
      const isElsewhere = reason.retirement?.reason === 'MOVED_ELSEWHERE';
      const target = tree.get(targetId);
      if (isElsewhere || (target !== undefined && isActive(target))) continue;
      const name = target === undefined ? targetId : `"${target.code}", which is retired`;
      const message = `expected an active successor of "${reason.code}", but got ${name}`;
      yield about([reason.id, targetId], { observed: target?.code ?? targetId, limit: null, message });
    }
  }
}

/** Active reasons that send the coder to a reason that is no longer in use. */
export function* danglingExcludes({ tree }: FindingScene): Iterable<Observation> {
  for (const reason of tree.depthFirst()) {
    for (const excludedId of reason.excludes) {
      const excluded = tree.get(excludedId);
      if (excluded !== undefined && isActive(excluded)) continue;
      yield danglingFrom(reason, excludedId, excluded);
    }
  }
}

function danglingFrom(
  reason: ReasonState,
  excludedId: ReasonId,
  excluded: ReasonState | undefined,
): Observation {
  const name = excluded === undefined ? excludedId : `"${excluded.code}", which is retired`;
  const message = `expected "${reason.code}" to exclude active reasons, but got ${name}`;
  return about([reason.id, excludedId], { observed: excluded?.code ?? excludedId, limit: null, message });
}

const about = (
  reasonIds: readonly ReasonId[],
  facts: Pick<Observation, 'observed' | 'limit' | 'message'>,
): Observation => ({ reasonIds, language: null, ...facts });
