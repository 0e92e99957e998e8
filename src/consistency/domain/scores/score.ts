import type { Interval } from '../../../agreement/statistics';

/** What can have a score. */
export const scoredSubjects = ['REASON', 'CODER', 'DEPARTMENT', 'CHANNEL', 'VERSION'] as const;
export type ScoredSubject = (typeof scoredSubjects)[number];

/** The version of all that is computed here. */
export const scoreFormula = 'consistency-1';

export const noScoreCauses = ['TOO_FEW_CONTACTS', 'NO_VARIATION'] as const;
/** Why there is no score. */
export type NoScoreCause = (typeof noScoreCauses)[number];

/** Fewer contacts than this make no score: what is known of its subject is too little to say anything. */
export const fewestContacts: Readonly<Record<ScoredSubject, number>> = {
  REASON: 10,
  CODER: 20,
  DEPARTMENT: 20,
  CHANNEL: 20,
  VERSION: 10,
};

/** How consistently something is coded, with what it rests on. */
export interface ConsistencyScore {
  /** The id of a reason, coder or department, a channel's code, or a version's number. */
  readonly key: string;
  /** Drawn toward the mean as far as little is known; null where there is none. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** As it came out, 0..1. */
  readonly raw: number | null;
  readonly rawInterval: Interval | null;
  /** Of the raw value; null where it is not known. */
  readonly standardError: number | null;
  readonly undefinedBecause: NoScoreCause | null;
  /** Contacts that it rests on. */
  readonly contacts: number;
  /** As many plain trials would be as uncertain. */
  readonly effectiveContacts: number | null;
  /** SUM over the contacts of the share of others who chose the same. */
  readonly agreeing: number;
  /** The same as it was to be expected of others on equally hard contacts; null where difficulty is not taken out. */
  readonly expectedAgreeing: number | null;
  /** The mean it is drawn to, and how many trials that weighs; null where it is not drawn. */
  readonly drawnTo: { readonly mean: number; readonly strength: number } | null;
  /** Contacts that were not given a reason. */
  readonly unanswered: number;
  /** How likely as low a value is for somebody as consistent as all, over all coders (Benjamini-Hochberg). */
  readonly adjustedPValue: number | null;
  readonly isLow: boolean;
  /** The places it may have among all, 1 being the most consistent; null without a score. */
  readonly places: { readonly from: number; readonly to: number } | null;
}

/** A score that there is none of, for want of contacts. */
export const noScore = (
  key: string,
  found: Pick<ConsistencyScore, 'contacts' | 'agreeing' | 'unanswered'>,
  undefinedBecause: NoScoreCause,
): ConsistencyScore => ({
  ...{ key, value: null, interval: null, raw: null, rawInterval: null, standardError: null },
  ...{ effectiveContacts: null, expectedAgreeing: null, drawnTo: null, adjustedPValue: null },
  ...{ isLow: false, places: null, undefinedBecause, ...found },
});

/**
 * The places each may have: behind all whose intervals lie wholly above its own, and before all that lie wholly below.
 * Where intervals overlap nobody is ranked before the other.
 *
 * @example withPlaces([high, low, between]).map(({ places }) => places) // [{1, 2}, {2, 3}, {1, 3}]
 */
export function withPlaces(scores: readonly ConsistencyScore[]): readonly ConsistencyScore[] {
  const intervals = scores.flatMap(({ interval }) => (interval === null ? [] : [interval]));
  const lowers = Float64Array.from(intervals, ({ lower }) => lower).sort();
  const uppers = Float64Array.from(intervals, ({ upper }) => upper).sort();
  return scores.map((score) => {
    if (score.interval === null) return score;
    const above = lowers.length - countUpTo(lowers, score.interval.upper, true);
    const below = countUpTo(uppers, score.interval.lower, false);
    return { ...score, places: { from: above + 1, to: lowers.length - below } };
  });
}

/** How many of sorted values lie below a limit, the limit itself counting or not. */
function countUpTo(sorted: Float64Array, limit: number, inclusive: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (inclusive ? value <= limit : value < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
