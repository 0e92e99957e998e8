import type { ReasonId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import type { Operation, OperationOf } from './operation';
import { groupBy } from './group-by';
import { ranksForOrder, type Ranked } from './rank';
import type { LocalizedText } from './reason';
import type { ReasonTree } from './reason-tree';

/** Where among its siblings a reason is to stand. */
export type Place =
  { readonly at: 'FIRST' } | { readonly at: 'LAST' } | { readonly at: 'AFTER'; readonly siblingId: ReasonId };

/** A sibling that does not stand under the parent in question. */
export interface PlaceProblem {
  readonly code: 'SIBLING_NOT_FOUND';
  readonly message: string;
  readonly parentId: ReasonId | null;
  readonly siblingId: ReasonId;
}

/**
 * A reason to be made, its place left to the plan: after the children its parent has, in the order of the
 * wishes.
 */
export interface CreateWish {
  readonly reasonId: ReasonId;
  readonly code: string;
  readonly parentId: ReasonId | null;
  readonly labels: LocalizedText;
}

/** Everything of a CreateReason but the rank, and the place that decides it. */
export interface PlacedWish extends CreateWish {
  readonly place: Place;
}

/**
 * The operations that create a reason at a place: CreateReason, and before it a ReorderSiblings where its
 * neighbours leave no room. Refuses a sibling that is not a child of the parent. Whether the parent exists is
 * for the operation to say.
 *
 * @example planCreate(tree, { reasonId, code: 'bill', parentId: null, labels: { en: 'Bill' }, place: { at: 'LAST' } })
 */
export function planCreate(tree: ReasonTree, wish: PlacedWish): Result<readonly Operation[], PlaceProblem> {
  const { place, ...reason } = wish;
  const planned = planPlace(tree, { ...wish, place });
  if (!planned.ok) return planned;
  return ok([...planned.value.reorder, { kind: 'CreateReason', ...reason, rank: planned.value.rank }]);
}

/**
 * The operations that move a reason to a place under a parent, the one it has or another. Moving it where it
 * stands already is a MoveReason that changes nothing.
 *
 * @example planMove(tree, { reasonId, parentId: null, place: { at: 'FIRST' } })
 * // ok: [MoveReason with a rank before all]
 */
export function planMove(
  tree: ReasonTree,
  wish: { readonly reasonId: ReasonId; readonly parentId: ReasonId | null; readonly place: Place },
): Result<readonly Operation[], PlaceProblem> {
  const planned = planPlace(tree, wish);
  if (!planned.ok) return planned;
  const { reasonId, parentId } = wish;
  return ok([...planned.value.reorder, { kind: 'MoveReason', reasonId, parentId, rank: planned.value.rank }]);
}

/**
 * Complete operations for many new reasons at once, one CreateReason for each wish in the given order. Ranks
 * are made per parent for all its new children together, so that thousands of them have ranks of a few
 * characters. A parent may itself be among the wishes, before its children.
 *
 * @example planCreates(ReasonTree.empty, [billing, refund]).map((create) => create.rank) // ['a0', 'a1']
 */
export function planCreates(
  tree: ReasonTree,
  wishes: readonly CreateWish[],
): readonly OperationOf<'CreateReason'>[] {
  const wishesByParent = groupBy(wishes, (wish) => wish.parentId);
  const ranks = new Map<ReasonId, string>();
  for (const [parentId, siblings] of wishesByParent) {
    const lastRank = tree.children(parentId, 'ALL').at(-1);
    const present: readonly Ranked[] = lastRank === undefined ? [] : [rankedOf(lastRank)];
    const wished = siblings.map(({ reasonId }) => ({ reasonId, rank: null }));
    for (const [reasonId, rank] of ranksForOrder([...present, ...wished])) ranks.set(reasonId, rank);
  }
  return wishes.map((wish) => ({ kind: 'CreateReason', ...wish, rank: ranks.get(wish.reasonId) ?? '' }));
}

/**
 * The ReorderSiblings that puts the children of a parent into an order, giving as few of them as possible a
 * new rank; null where they stand so already. Children that are not named (retired ones, say) stay behind the
 * one they follow now. Refuses a reason that is not a child of the parent.
 *
 * @example planOrder(tree, null, [b, a])
 * // ok: { kind: 'ReorderSiblings', parentId: null, ranks: [{ reasonId: b, rank: 'Zz' }] }
 */
export function planOrder(
  tree: ReasonTree,
  parentId: ReasonId | null,
  wishedOrder: readonly ReasonId[],
): Result<OperationOf<'ReorderSiblings'> | null, PlaceProblem> {
  const siblings = tree.children(parentId, 'ALL').map(rankedOf);
  const rankedById = new Map(siblings.map((sibling) => [sibling.reasonId, sibling]));
  const strangerId = wishedOrder.find((id) => !rankedById.has(id));
  if (strangerId !== undefined) return err(siblingNotFound(parentId, strangerId));

  const named = new Set(wishedOrder);
  const followers = followersOf(siblings, named);
  const wished = [null, ...named].flatMap((id) => [
    ...(id === null ? [] : [rankedById.get(id) ?? { reasonId: id, rank: null }]),
    ...(followers.get(id) ?? []),
  ]);
  return ok(reorderOf(parentId, ranksForOrder(wished)));
}

const rankedOf = (reason: { readonly id: ReasonId; readonly rank: string }): Ranked => ({
  reasonId: reason.id,
  rank: reason.rank,
});

/** The unnamed siblings by the named one that they come after; null for those before the first named one. */
function followersOf(
  siblings: readonly Ranked[],
  named: ReadonlySet<ReasonId>,
): ReadonlyMap<ReasonId | null, readonly Ranked[]> {
  let leader: ReasonId | null = null;
  const unnamed = siblings.flatMap((sibling) => {
    if (!named.has(sibling.reasonId)) return [{ sibling, leader }];
    leader = sibling.reasonId;
    return [];
  });
  const groups = groupBy(unnamed, (follower) => follower.leader);
  return new Map(Array.from(groups, ([id, group]) => [id, group.map(({ sibling }) => sibling)]));
}

function reorderOf(
  parentId: ReasonId | null,
  changed: ReadonlyMap<ReasonId, string>,
): OperationOf<'ReorderSiblings'> | null {
  if (changed.size === 0) return null;
  const ranks = Array.from(changed, ([reasonId, rank]) => ({ reasonId, rank }));
  return { kind: 'ReorderSiblings', parentId, ranks };
}

interface Planned {
  readonly rank: string;
  readonly reorder: readonly Operation[];
}

function planPlace(
  tree: ReasonTree,
  wish: { readonly reasonId: ReasonId; readonly parentId: ReasonId | null; readonly place: Place },
): Result<Planned, PlaceProblem> {
  const { reasonId, parentId, place } = wish;
  const present = tree.children(parentId, 'ALL');
  const others = present.filter((reason) => reason.id !== reasonId).map(rankedOf);
  const at = indexOfPlace(others, place);
  if (at === null) return err(siblingNotFound(parentId, place.at === 'AFTER' ? place.siblingId : reasonId));

  const own = present.find((reason) => reason.id === reasonId);
  const stands = own !== undefined && present.indexOf(own) === at;
  if (stands) return ok({ rank: own.rank, reorder: [] });
  const changed = new Map(ranksForOrder(others.toSpliced(at, 0, { reasonId, rank: null })));
  const rank = changed.get(reasonId) ?? '';
  changed.delete(reasonId);
  const reorder = reorderOf(parentId, changed);
  return ok({ rank, reorder: reorder === null ? [] : [reorder] });
}

function indexOfPlace(others: readonly Ranked[], place: Place): number | null {
  if (place.at === 'FIRST') return 0;
  if (place.at === 'LAST') return others.length;
  const sibling = others.findIndex(({ reasonId }) => reasonId === place.siblingId);
  return sibling < 0 ? null : sibling + 1;
}

const siblingNotFound = (parentId: ReasonId | null, siblingId: ReasonId): PlaceProblem => ({
  code: 'SIBLING_NOT_FOUND',
  message: `expected a child of ${parentId ?? 'the root'}, but got ${siblingId}`,
  parentId,
  siblingId,
});
