import type { ReasonId } from '../../../platform/ids';
import { foldLabel } from '../../../platform/text';
import type { Language, ReasonState } from '../reason';
import { isActive } from '../reason-tree';
import { withText } from '../reason-state';
import type { MergeInProgress } from './merge-in-progress';

/** Both sides gave one code to different reasons: that of ours takes another, since theirs is published. */
export function settleCodes(merge: MergeInProgress): void {
  for (const [code, ids] of sharedCodes(merge)) {
    if (ids.some((id) => merge.isOpen(id))) continue;
    const theirs = ids.find((id) => merge.trees.theirs.get(id)?.code === code);
    const ours =
      ids.find((id) => id !== theirs && merge.trees.ours.get(id)?.code === code) ??
      ids.find((id) => id !== theirs);
    if (ours === undefined) continue;
    const before = merge.trees.base.get(ours)?.code ?? null;
    const settled = merge.settlements.choiceFor({
      ...{ id: `CODE_COLLISION:${ours}`, kind: 'CODE_COLLISION', part: 'code' },
      reasonIds: [ours, ...ids.filter((id) => id !== ours)],
      ...{ base: before, ours: merge.trees.ours.get(ours)?.code ?? null, theirs: code },
      allowed: before === null ? ['VALUE'] : ['BASE', 'VALUE'],
    });
    const state = merge.states.get(ours);
    if (settled === null) merge.keepOpen(ids);
    else if (state !== undefined)
      merge.set({
        ...state,
        code: (settled.choice === 'BASE' ? before : settled.value) ?? state.code,
      });
  }
}

/** Only what differs from the base can have come to a code that another has. */
function sharedCodes(merge: MergeInProgress): ReadonlyMap<string, readonly ReasonId[]> {
  const { states, trees } = merge;
  const holders = grouped(merge.changed(), ({ code }) => code);
  const shared = new Set<string>();
  for (const [code, ids] of holders) {
    const unchanged = trees.base.holderOf(code);
    const isHeld = unchanged !== undefined && states.get(unchanged.id) === unchanged;
    if (ids.length + (isHeld ? 1 : 0) > 1) shared.add(code);
  }
  if (shared.size === 0) return new Map();
  return grouped(
    [...states.values()].filter(({ code }) => shared.has(code)),
    ({ code }) => code,
  );
}

/** Siblings that are the same to a reader at the place where they meet, and were not on either side. */
export function settleLabels(merge: MergeInProgress, languages: readonly Language[]): void {
  const touched = new Set<ReasonId | null>();
  for (const state of merge.changed())
    if (isActive(state) && merge.isTouched(state.id)) touched.add(state.parentId);
  const inTouchedMenus: ReasonState[] = [];
  for (const state of merge.states.values())
    if (touched.has(state.parentId) && isActive(state)) inTouchedMenus.push(state);
  for (const ids of grouped(inTouchedMenus, ({ parentId }) => parentId).values())
    for (const language of languages) settleMenu(merge, ids, language);
}

function settleMenu(merge: MergeInProgress, ids: readonly ReasonId[], language: Language): void {
  const labelled = ids.flatMap((id) => {
    const state = merge.states.get(id);
    return state?.labels[language] === undefined ? [] : [state];
  });
  if (areUnlike(labelled, language)) return;
  for (const alike of grouped(labelled, ({ labels }) => foldLabel(labels[language] ?? '')).values()) {
    const clashing = alike.filter((id) => !merge.isOpen(id));
    if (clashing.length < 2 || clashedBefore(merge, clashing, language)) continue;
    const ours = clashing.find((id) => merge.isChangedBy('ours', id)) ?? clashing[0];
    if (ours === undefined) continue;
    settleLabel(merge, [ours, ...clashing.filter((id) => id !== ours)], language);
  }
}

/** The usual case, told without making groups. */
function areUnlike(labelled: readonly ReasonState[], language: Language): boolean {
  const seen = new Set<string>();
  for (const { labels } of labelled) seen.add(foldLabel(labels[language] ?? ''));
  return seen.size === labelled.length;
}

function settleLabel(
  merge: MergeInProgress,
  [ours, ...others]: readonly [ReasonId, ...ReasonId[]],
  language: Language,
): void {
  const { trees, settlements, states } = merge;
  const label = (side: 'base' | 'ours' | 'theirs', id: ReasonId): string | null =>
    trees[side].get(id)?.labels[language] ?? null;
  const settled = settlements.choiceFor({
    ...{ id: `DUPLICATE_LABEL:${ours}:${language}`, kind: 'DUPLICATE_LABEL', reasonIds: [ours, ...others] },
    ...{ part: `label.${language}`, base: label('base', ours), ours: label('ours', ours) },
    theirs: others.map((id) => label('theirs', id))[0] ?? null,
    allowed: ['VALUE'],
  });
  const state = states.get(ours);
  if (settled === null) merge.keepOpen([ours, ...others]);
  else if (state !== undefined)
    merge.set({ ...state, labels: withText(state.labels, language, settled.value) });
}

/** Whether two of them were the same to a reader, under one parent, on a side already. */
function clashedBefore({ trees }: MergeInProgress, ids: readonly ReasonId[], language: Language): boolean {
  return [trees.ours, trees.theirs].some((tree) => {
    const keys = ids.flatMap((id) => {
      const state = tree.get(id);
      const label = state?.labels[language];
      return state === undefined || label === undefined || !isActive(state)
        ? []
        : [`${state.parentId} ${foldLabel(label)}`];
    });
    return keys.length === ids.length && new Set(keys).size < keys.length;
  });
}

function grouped<Key>(
  states: readonly ReasonState[],
  keyOf: (state: ReasonState) => Key,
): Map<Key, ReasonId[]> {
  const groups = new Map<Key, ReasonId[]>();
  for (const state of states) {
    const key = keyOf(state);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [state.id]);
    else group.push(state.id);
  }
  return groups;
}
