import { unreachable } from '../../../platform/result';
import type { ReasonId } from '../../../platform/ids';
import type { Conflict, ThreeTrees } from '../merge/merge-types';
import type { ReasonTree } from '../reason-tree';

/** What a reader calls a reason of one of these contents: a label of it and its code. */
export function nameIn(trees: readonly ReasonTree[], id: ReasonId): string {
  const state = trees.map((tree) => tree.get(id)).find((known) => known !== undefined);
  if (state === undefined) return id;
  const [label] = Object.values(state.labels);
  return label === undefined ? state.code : `"${label}" (${state.code})`;
}

/**
 * A conflict in words, for whoever is to settle it.
 *
 * @example conflictSentence(conflict, trees)
 * // 'The draft and the version both changed label.en of "Refund" (refund), each to something else.'
 */
export function conflictSentence(conflict: Conflict, { ours, theirs, base }: ThreeTrees): string {
  const name = (id: ReasonId): string => nameIn([ours, theirs, base], id);
  const [first, ...others] = conflict.reasonIds;
  const rest = others.map(name).join(', ');
  switch (conflict.kind) {
    case 'FIELD':
      return `The draft and the version both changed ${conflict.part ?? 'a part'} of ${name(first)}, each to something else.`;
    case 'RETIREMENT':
      return rest === ''
        ? `The draft and the version both retired ${name(first)}, each in another way.`
        : `${name(first)} leads to ${rest}, which was retired without one successor to follow.`;
    case 'EDIT_RETIRED':
      return `One side retired or took back ${name(first)}, and the other edited it.`;
    case 'EDIT_SPLIT':
      return `One side split ${name(first)}, and the other edited its words, which may belong to a part of it.`;
    case 'CYCLE':
      return `The moves of both sides together put ${name(first)} and ${rest} under each other.`;
    case 'CHILD_OF_RETIRED':
      return strandedSentence(conflict, ours, { child: name(first), parent: rest });
    case 'REPLACEMENT_CYCLE':
      return `The retirements of both sides together send ${name(first)} and ${rest} to each other.`;
    case 'CODE_COLLISION':
      return `${name(first)} and ${rest} have one code by now.`;
    case 'DUPLICATE_LABEL':
      return `${name(first)} and ${rest} stand in one menu under one label (${conflict.part ?? 'label'}).`;
    default:
      return unreachable(conflict.kind);
  }
}

/** Says what each choice costs, since keeping the child takes a retirement back. */
function strandedSentence(
  { reasonIds: [, parentId], allowed }: Conflict,
  ours: ReasonTree,
  { child, parent }: { readonly child: string; readonly parent: string },
): string {
  const isOurs = parentId !== undefined && (ours.get(parentId)?.retirement ?? null) !== null;
  const [retiring, keeping] = isOurs ? ['draft', 'version'] : ['version', 'draft'];
  const leaves = allowed.includes(isOurs ? 'OURS' : 'THEIRS')
    ? `, as in the ${retiring} ${child} leaves it`
    : '';
  return `The ${retiring} retired ${parent}, and the ${keeping} has ${child} under it: as in the ${keeping} ${parent} is not retired${leaves}.`;
}
