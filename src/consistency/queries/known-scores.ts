import { LRUCache } from 'lru-cache';
import type { ConsistencyScore, ConsistencyScores } from '../domain';

/** A score of one month. */
export interface ScoreOfMonth {
  readonly month: string;
  readonly score: ConsistencyScore;
}
export type ScoreSeries = ReadonlyMap<string, readonly ScoreOfMonth[]>;

/** What was worked out of some evidence. */
interface Known {
  /** All that it was worked out of beside what the name says, each the very same thing. */
  readonly of: readonly unknown[];
  readonly scores: ConsistencyScores;
  series: ScoreSeries | null;
}

/** A thousand scores each: so many that a page with its series and its neighbours is there, and no more. */
const mostKnown = 50;

/**
 * Scores that were worked out before, for whoever asks for the same: of the same evidence by its digest, stated in the same
 * content by its digest and by the same correspondences. Nothing else is in a score, so that none is ever out of date; who
 * may ask is decided before, and what somebody is not to see is never worked out here.
 */
export class KnownScores {
  private readonly known = new LRUCache<string, Known>({ max: mostKnown });

  find(name: string, of: readonly unknown[]): Known | null {
    const found = this.known.get(name);
    const isSame =
      found !== undefined && found.of.length === of.length && found.of.every((one, at) => one === of[at]);
    return isSame ? found : null;
  }

  keep(name: string, of: readonly unknown[], scores: ConsistencyScores): Known {
    const made: Known = { of, scores, series: null };
    this.known.set(name, made);
    return made;
  }
}
