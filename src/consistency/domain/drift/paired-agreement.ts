import { isCompared, type ScoredUnit } from '../scores/scored-units';
import { votesOf } from '../scores/reason-scores';
import { pairedDrift, type Drift, type DriftSide } from './drift';
import { meanAgreement, type ValueOf } from './mean-agreement';

/** A contact that was coded earlier and again later. */
export interface CodedInBoth {
  /** Each time that it was coded earlier; where it was several times, their mean is compared. */
  readonly before: readonly ScoredUnit[];
  readonly after: ScoredUnit;
}

/**
 * The pairs of which both sides are contacts that count.
 *
 * @example pairsOf(both, ({ channel }) => channel === 'PHONE')
 */
export const pairsOf = (
  pairs: readonly CodedInBoth[],
  counts: (unit: ScoredUnit) => boolean,
): readonly CodedInBoth[] =>
  pairs.flatMap((pair) => {
    const before = pair.before.filter(counts);
    return before.length > 0 && counts(pair.after) ? [{ before, after: pair.after }] : [];
  });

/** The pairs in which people can agree on either side. */
export const comparedPairs = (pairs: readonly CodedInBoth[]): readonly CodedInBoth[] =>
  pairsOf(pairs, isCompared);

/**
 * How the agreement on the same contacts changed.
 *
 * @example pairedMean('', pairs, agreementOf).difference // -0.15
 */
export function pairedMean(key: string, pairs: readonly CodedInBoth[], valueOf: ValueOf): Drift {
  const before = pairs.flatMap((pair) => unweighed(pair.before, 1 / pair.before.length));
  const after = pairs.map((pair) => pair.after);
  const changes = pairs.map((pair) => valueOf(pair.after) - meanOf(pair.before.map(valueOf)));
  const sum = changes.reduce((total, change) => total + change, 0);
  const contacts = pairs.length;
  const without = changes.map((change) => ({ value: (sum - change) / (contacts - 1), times: 1 }));
  const earlier = meanAgreement(before, valueOf);
  const sides = {
    before: earlier === null ? null : { ...earlier, contacts },
    after: meanAgreement(unweighed(after, 1), valueOf),
  };
  return pairedDrift({ key, ...sides }, { difference: sum / contacts, without, contacts });
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const unweighed = (units: readonly ScoredUnit[], weight: number): readonly ScoredUnit[] =>
  units.map((unit) => ({ ...unit, weight, contacts: 1 }));

/** The pairs in which each reason was chosen at least once. */
export function pairsByReason(pairs: readonly CodedInBoth[]): ReadonlyMap<string, readonly CodedInBoth[]> {
  const found = new Map<string, CodedInBoth[]>();
  for (const pair of pairs) {
    const people = [...pair.before, pair.after].flatMap((unit) => unit.people);
    for (const choice of new Set(people.map((code) => code.choice))) {
      const known = found.get(choice);
      if (known === undefined) found.set(choice, [pair]);
      else known.push(pair);
    }
  }
  return found;
}

/**
 * How the specific agreement on a reason changed over the pairs that touch it, of so many in all. Null where the reason was
 * not chosen on either side.
 *
 * @example pairedReason('refund', touching, 40)?.difference // 64 / 72 - 76 / 78
 */
export function pairedReason(key: string, touching: readonly CodedInBoth[], contacts: number): Drift | null {
  const parts = touching.map(({ before, after }) => [partOf(before, key), partOf([after], key)] as const);
  const sums = [0, 1].map((side) => ({
    votes: parts.reduce((sum, part) => sum + (part[side]?.votes ?? 0), 0),
    both: parts.reduce((sum, part) => sum + (part[side]?.both ?? 0), 0),
  }));
  const shareOf = (side: 0 | 1, without?: Part): number | null => {
    const votes = (sums[side]?.votes ?? 0) - (without?.votes ?? 0);
    return votes < rounding ? null : ((sums[side]?.both ?? 0) - (without?.both ?? 0)) / votes;
  };
  const [before, after] = [shareOf(0), shareOf(1)];
  if (before === null || after === null) return null;
  const replicates = parts.map((part) => {
    const [one, other] = [shareOf(0, part[0]), shareOf(1, part[1])];
    return { value: one === null || other === null ? null : other - one, times: 1 };
  });
  const rest = { value: after - before, times: contacts - touching.length };
  const side = (value: number): DriftSide => ({ value, standardError: null, contacts: touching.length });
  return pairedDrift(
    { key, before: side(before), after: side(after) },
    {
      difference: after - before,
      without: rest.times > 0 ? [...replicates, rest] : replicates,
      contacts: touching.length,
    },
  );
}

/** Votes are at least the share of one of many earlier codings: below this is a zero with rounding. */
const rounding = 1e-9;

interface Part {
  readonly votes: number;
  readonly both: number;
}

/** What one contact brings, the mean of as often as it was coded. */
function partOf(units: readonly ScoredUnit[], key: string): Part {
  const parts = units.map((unit) => {
    const votes = votesOf(unit).find(({ choice }) => choice === key)?.votes ?? 0;
    return { votes, both: (votes * (votes - 1)) / (unit.people.length - 1) };
  });
  return { votes: meanOf(parts.map(({ votes }) => votes)), both: meanOf(parts.map(({ both }) => both)) };
}
