import { spread, tInterval, type Interval } from '../../../agreement/statistics';
import { add } from '../../../figures/domain';
import type { ReasonId } from '../../../platform/ids';
import type { CodingPattern } from '../suggestion-scene';
import type { ReasonPair } from './pair-counts';

/** A kind of contact: how many of its codings fell on each reason. */
interface Kind {
  readonly counts: readonly (readonly [ReasonId, number])[];
  readonly codings: number;
  readonly times: number;
  /** How much each of them weighs. */
  readonly weight: number;
}

/** Sums from which Krippendorff's alpha for nominal categories follows. */
interface Sums {
  /** Codings that can be paired: n. */
  readonly codings: number;
  /** Pairs of codings of one contact that fell apart, each contact's divided by its codings less one. */
  readonly apart: number;
  /** The sum of the squares of how often each category was used. */
  readonly squares: number;
}

export interface MergeGain {
  /** Alpha with the two as one, less alpha as it is. */
  readonly value: number;
  readonly interval: Interval | null;
  readonly contacts: number;
}

/**
 * Whether two reasons would be agreed on better as one: merging always makes coders agree more often, but alpha grows only
 * where it takes away more error than chance does. Contacts that were coded alike are gone through once for all pairs.
 */
export class MergeGains {
  private readonly kinds: readonly Kind[];
  /** What is left without one contact of each kind, and its alpha: the same whichever reasons are merged. */
  private readonly rests: readonly Rest[];
  private readonly votes = new Map<ReasonId, number>();
  private readonly whole: Sums;
  private readonly contacts: number;

  constructor(patterns: readonly CodingPattern[]) {
    this.kinds = kindsOf(patterns);
    let [codings, apart, contacts] = [0, 0, 0];
    for (const kind of this.kinds) {
      const weight = kind.times * kind.weight;
      codings += kind.codings * weight;
      contacts += kind.times;
      apart += apartIn(kind) * weight;
      for (const [reasonId, count] of kind.counts) add(this.votes, reasonId, count * weight);
    }
    const squares = [...this.votes.values()].reduce((sum, count) => sum + count * count, 0);
    this.whole = { codings, apart, squares };
    this.contacts = contacts;
    this.rests = this.kinds.map((kind) => {
      const sums = this.without(kind, this.whole);
      return { sums, alpha: alphaOf(sums), ownApart: kind.weight * apartIn(kind) };
    });
  }

  /**
   * The gain of merging two reasons, with the paired delete-one jackknife over contacts and Student's t; null where alpha is
   * not defined, with the two or without.
   *
   * @example gains.of({ one: fax, other: telefax }).interval // { lower: 0.01, upper: 0.04 }
   */
  of(pair: ReasonPair, level?: number): MergeGain | null {
    const [one, other] = [this.votes.get(pair.one) ?? 0, this.votes.get(pair.other) ?? 0];
    const merged: Sums = {
      codings: this.whole.codings,
      apart:
        this.whole.apart -
        this.kinds.reduce((sum, kind) => sum + mixedUp(kind, pair) * kind.weight * kind.times, 0),
      squares: this.whole.squares + 2 * one * other,
    };
    const value = difference(merged, this.whole);
    if (value === null) return null;
    let [sum, squares] = [0, 0];
    for (const [at, kind] of this.kinds.entries()) {
      const rest = this.rests[at];
      const later = rest === undefined ? null : alphaOf(restMerged(kind, pair, { rest, merged, one, other }));
      const earlier = rest?.alpha ?? null;
      const replicate = later === null || earlier === null ? null : later - earlier;
      if (replicate === null) return { value, interval: null, contacts: this.contacts };
      sum += kind.times * (replicate - value);
      squares += kind.times * (replicate - value) ** 2;
    }
    const standardError = spread(this.contacts, sum, squares);
    const units = this.contacts;
    return {
      value,
      interval: units < 2 ? null : tInterval({ value, standardError, units }, level),
      contacts: units,
    };
  }

  private without(kind: Kind, sums: Sums): Sums {
    const { counts, codings, weight } = kind;
    let { squares } = sums;
    for (const [reasonId, count] of counts) {
      const votes = this.votes.get(reasonId) ?? 0;
      squares += (votes - weight * count) ** 2 - votes ** 2;
    }
    return {
      codings: sums.codings - weight * codings,
      apart: sums.apart - weight * apartIn(kind),
      squares,
    };
  }
}

interface Rest {
  readonly sums: Sums;
  readonly alpha: number | null;
  readonly ownApart: number;
}

interface Merging {
  readonly rest: Rest;
  readonly merged: Sums;
  /** How often each of the two was chosen. */
  readonly one: number;
  readonly other: number;
}

/** What is left without one contact of a kind, with the two as one. */
function restMerged(kind: Kind, pair: ReasonPair, { rest, merged, one, other }: Merging): Sums {
  const [ones, others] = [pair.one, pair.other].map((id) => kind.weight * countOf(kind, id)) as [
    number,
    number,
  ];
  const mixed = ones === 0 || others === 0 ? 0 : kind.weight * mixedUp(kind, pair);
  return {
    codings: rest.sums.codings,
    apart: merged.apart - (rest.ownApart - mixed),
    squares: rest.sums.squares + 2 * (one - ones) * (other - others),
  };
}

function kindsOf(patterns: readonly CodingPattern[]): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { codes, contacts, weight = 1 } of patterns) {
    if (codes.length < 2) continue;
    const ids = codes.map(({ reasonId }) => reasonId).sort();
    const key = `${weight} ${ids.join(' ')}`;
    const known = kinds.get(key);
    if (known === undefined) {
      const counts = new Map<ReasonId, number>();
      for (const id of ids) add(counts, id, 1);
      kinds.set(key, { counts: [...counts], codings: ids.length, times: contacts, weight });
    } else kinds.set(key, { ...known, times: known.times + contacts });
  }
  return [...kinds.values()];
}

function apartIn({ counts, codings }: Pick<Kind, 'counts' | 'codings'>): number {
  const alike = counts.reduce((sum, [, count]) => sum + count * count, 0);
  return (codings * codings - alike) / (codings - 1);
}

function countOf({ counts }: Kind, reasonId: ReasonId): number {
  for (const [id, count] of counts) if (id === reasonId) return count;
  return 0;
}

const mixedUp = (kind: Kind, { one, other }: ReasonPair): number =>
  (2 * countOf(kind, one) * countOf(kind, other)) / (kind.codings - 1);

function difference(merged: Sums, whole: Sums): number | null {
  const [later, earlier] = [alphaOf(merged), alphaOf(whole)];
  return later === null || earlier === null ? null : later - earlier;
}

/** 1 - (n - 1) observed / expected disagreement; null where all codings are alike. */
function alphaOf({ codings, apart, squares }: Sums): number | null {
  const expected = codings * codings - squares;
  return expected <= 0 ? null : 1 - ((codings - 1) * apart) / expected;
}
