import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import type { ReasonId } from '../../platform/ids';

/** A sibling in its wished place; null where it has no rank yet. */
export interface Ranked {
  readonly reasonId: ReasonId;
  readonly rank: string | null;
}

/**
 * A rank longer than this asks for the whole menu to be ranked anew; what is longer than the hard limit is no
 * rank.
 */
const comfortableRankLength = 32;
const maxRankLength = 256;

/**
 * Whether a text is a fractional rank, so that another can be made before and after it.
 *
 * @example isRank('a0') // true
 * @example isRank('first') // false
 */
export function isRank(text: string): boolean {
  if (text === '' || text.length > maxRankLength) return false;
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}

/**
 * The ranks that put siblings in the given order, touching as few as possible: the longest run of ranks that
 * already rise stays, the others get new ones in the gaps. Only the changed ones are in the answer. When gaps
 * have become so narrow that ranks would grow long, all are made anew. O(n log n).
 *
 * @example ranksForOrder([{ reasonId: b, rank: 'a1' }, { reasonId: a, rank: 'a0' }]) // Map { b => 'Zz' }
 */
export function ranksForOrder(wished: readonly Ranked[]): ReadonlyMap<ReasonId, string> {
  const kept = longestRise(wished);
  const changed = new Map<ReasonId, string>();
  let lower: string | null = null;
  let waiting: ReasonId[] = [];
  const fill = (upper: string | null): void => {
    const keys = generateNKeysBetween(lower, upper, waiting.length);
    waiting.forEach((reasonId, at) => changed.set(reasonId, keys[at] ?? ''));
    waiting = [];
    lower = upper;
  };
  wished.forEach(({ reasonId, rank }, at) => {
    if (rank !== null && kept.has(at)) fill(rank);
    else waiting.push(reasonId);
  });
  fill(null);
  const isNarrow = [...changed.values()].some((rank) => rank.length > comfortableRankLength);
  return isNarrow ? anew(wished) : changed;
}

function anew(wished: readonly Ranked[]): ReadonlyMap<ReasonId, string> {
  const keys = generateNKeysBetween(null, null, wished.length);
  const changed = new Map<ReasonId, string>();
  wished.forEach(({ reasonId, rank }, at) => {
    const key = keys[at];
    if (key !== undefined && key !== rank) changed.set(reasonId, key);
  });
  return changed;
}

/**
 * The places of a longest strictly rising run of ranks, by patience sorting: piles of ever smaller last
 * ranks.
 */
function longestRise(wished: readonly Ranked[]): ReadonlySet<number> {
  const pileTops: { readonly at: number; readonly rank: string }[] = [];
  const before = new Map<number, number>();
  wished.forEach(({ rank }, at) => {
    if (rank === null) return;
    const pile = firstPileNotBelow(pileTops, rank);
    const previous = pileTops[pile - 1];
    if (previous !== undefined) before.set(at, previous.at);
    pileTops[pile] = { at, rank };
  });
  const kept = new Set<number>();
  let at = pileTops.at(-1)?.at;
  while (at !== undefined) {
    kept.add(at);
    at = before.get(at);
  }
  return kept;
}

function firstPileNotBelow(piles: readonly { readonly rank: string }[], rank: string): number {
  let low = 0;
  let high = piles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const top = piles[middle];
    if (top !== undefined && top.rank < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
