import type { ReasonId } from '../../platform/ids';
import type { OperationOf, SimpleOperation } from './operation';
import { planCreates, type CreateWish } from './operation-planner';
import type { Association, ReasonState, ResolutionMapping } from './reason';
import { isActive, type ReasonTree } from './reason-tree';

/** A reason that is there, or one to be made. */
export type Destination =
  { readonly reasonId: ReasonId; readonly isNew: false } | (CreateWish & { readonly isNew: true });

export interface MergeWish {
  readonly sources: readonly ReasonId[];
  readonly into: Destination;
}

/**
 * The one operation that merges reasons: it creates the target where that is new, gives it the resolutions that they were mapped
 * to, retires them into it, and leads on to it whoever was retired into one of them before. Whether they can be merged is for its
 * parts to say.
 *
 * @example planMerge(tree, { sources: [fax, telex], into: { reasonId: letter, isNew: false } }) // MergeReasons
 */
export function planMerge(
  tree: ReasonTree,
  { sources: given, into }: MergeWish,
): OperationOf<'MergeReasons'> {
  const targetId = into.reasonId;
  const sources = [...new Set(given)];
  const states = sources.flatMap((id) => tree.get(id) ?? []);
  const parts = [
    ...creating(tree, [into]),
    ...carrying(states, tree.get(targetId), targetId),
    ...sources.map((reasonId): SimpleOperation => ({
      ...{ kind: 'RetireReason', reasonId },
      retirement: {
        ...{ reason: 'MERGED', justification: null },
        associations: [{ kind: 'REPLACED_BY', targetId, share: null }],
      },
    })),
    ...leadingOn(tree, new Set(sources), targetId),
  ];
  return { kind: 'MergeReasons', reasonId: targetId, sources, parts };
}

export interface SplitWish {
  readonly reasonId: ReasonId;
  readonly into: readonly (Destination & { readonly share: number | null })[];
  /** Whether the reason goes on with what is left: then its scope changes, and it is not retired. */
  readonly keepsSource: boolean;
}

/**
 * The one operation that divides a reason: it creates the targets that are new and gives each the resolutions that the reason is
 * mapped to. The reason is retired into them, or goes on with less in it.
 *
 * @example planSplit(tree, { reasonId: bill, into: [wrong, late], keepsSource: false }) // SplitReason
 */
export function planSplit(
  tree: ReasonTree,
  { reasonId, into, keepsSource }: SplitWish,
): OperationOf<'SplitReason'> {
  const source = tree.get(reasonId);
  const targets = into.map((target) => target.reasonId);
  const mappings = source === undefined ? [] : targets.flatMap((id) => carrying([source], tree.get(id), id));
  const end: SimpleOperation = keepsSource
    ? { kind: 'RestoreReason', reasonId, fields: { scopeRevision: (source?.scopeRevision ?? 0) + 1 } }
    : { kind: 'RetireReason', reasonId, retirement: splitInto(into) };
  const parts = [...creating(tree, into), ...mappings, end];
  const shares = keepsSource ? { shares: into.map(({ share }) => share) } : {};
  return { kind: 'SplitReason', reasonId, targets, keepsSource, ...shares, parts };
}

const splitInto = (into: SplitWish['into']): OperationOf<'RetireReason'>['retirement'] => ({
  ...{ reason: 'SPLIT', justification: null },
  associations: into.map(({ reasonId: targetId, share }): Association => ({
    ...{ kind: 'PARTIALLY_EQUIVALENT_TO', targetId, share },
  })),
});

/** Behind the children that their parents have. */
const creating = (tree: ReasonTree, destinations: readonly Destination[]): readonly SimpleOperation[] =>
  planCreates(
    tree,
    destinations.flatMap((destination) => {
      if (!destination.isNew) return [];
      const { reasonId, code, parentId, labels } = destination;
      return [{ reasonId, code, parentId, labels }];
    }),
  );

/** The resolutions of some reasons that a target lacks; one is its default only where it had none. */
function carrying(
  sources: readonly ReasonState[],
  target: ReasonState | undefined,
  targetId: ReasonId,
): readonly SimpleOperation[] {
  const present = target?.resolutions ?? [];
  const missing = new Map<string, ResolutionMapping>();
  for (const mapping of sources.flatMap(({ resolutions }) => resolutions)) {
    const isThere = missing.has(mapping.code) || present.some(({ code }) => code === mapping.code);
    if (!isThere) missing.set(mapping.code, mapping);
  }
  let hasDefault = present.some(({ isDefault }) => isDefault);
  return Array.from(missing.values(), ({ code: resolution, use, isDefault: wasDefault, followUpWithin }) => {
    const isDefault = wasDefault && !hasDefault;
    hasDefault ||= isDefault;
    return { kind: 'MapResolution', reasonId: targetId, resolution, use, isDefault, followUpWithin };
  });
}

/** Whoever was retired into one of the sources is led to where that went. */
function leadingOn(
  tree: ReasonTree,
  sources: ReadonlySet<ReasonId>,
  targetId: ReasonId,
): readonly SimpleOperation[] {
  return tree.depthFirst('ALL').flatMap((reason): readonly SimpleOperation[] => {
    const { id: reasonId, retirement } = reason;
    if (isActive(reason) || retirement === null || sources.has(reasonId) || reasonId === targetId) return [];
    const led = retirement.associations.map((each) =>
      sources.has(each.targetId) ? { ...each, targetId } : each,
    );
    const isTwice = new Set(led.map((each) => each.targetId)).size < led.length;
    const isLed = retirement.associations.some((each) => sources.has(each.targetId));
    // Two ways that come together are for whoever merges to put into words: which of the shares it is nobody can tell.
    if (!isLed || isTwice) return [];
    return [{ kind: 'ReviseRetirement', reasonId, retirement: { ...retirement, associations: led } }];
  });
}
