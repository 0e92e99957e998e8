import {
  isTooFew,
  jackknife,
  smallSampleInterval,
  tInterval,
  type Interval,
  type Replicate,
} from '../../../agreement/statistics';
import { groupBy } from '../../../taxonomy/domain';
import { votesOf, type Votes } from './reason-scores';
import { fewestContacts, noScore, withPlaces, type ConsistencyScore } from './score';
import { agreementOf } from './peer-scores';
import { isCompared, type ScoredUnit } from './scored-units';

/** Krippendorff's alpha of weighted contacts, with its parts. */
export interface WeightedAlpha {
  /** Null where all is alike. */
  readonly value: number | null;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly contacts: number;
  readonly agreeing: number;
}

interface Part {
  readonly contacts: number;
  readonly weight: number;
  readonly ratings: number;
  readonly apart: number;
  readonly votes: readonly Votes[];
}

/**
 * How consistently each version is coded: alpha over the contacts that were coded with it. It is not drawn anywhere:
 * versions are few, and each is what it is.
 *
 * @example versionScores(units)[0] // { key: '3', value: 0.74, raw: 0.74, ... }
 */
export function versionScores(units: readonly ScoredUnit[]): readonly ConsistencyScore[] {
  const byVersion = groupBy(units, ({ version }) => version);
  return withPlaces(
    [...byVersion].map(([version, own]) => {
      const alpha = weightedAlpha(own);
      const { contacts, agreeing } = alpha;
      const unanswered = own.reduce((sum, unit) => sum + unit.contacts * unit.unanswered.length, 0);
      const found = { contacts, agreeing, unanswered };
      if (contacts < fewestContacts.VERSION) return noScore(`${version}`, found, 'TOO_FEW_CONTACTS');
      if (alpha.value === null) return noScore(`${version}`, found, 'NO_VARIATION');
      const { value, interval, standardError } = alpha;
      return {
        ...{ key: `${version}`, value, interval, raw: value, rawInterval: interval, standardError, ...found },
        ...{ effectiveContacts: null, expectedAgreeing: null, drawnTo: null, undefinedBecause: null },
        ...{ adjustedPValue: null, isLow: false, places: null },
      };
    }),
  );
}

/**
 * Nominal alpha over contacts with two people or more, weighted, with the delete-one-contact jackknife from its sums;
 * with few contacts or disagreements the interval is Wilson's, carried over to alpha.
 *
 * Source: Krippendorff 2004; the weights as those of the audits' results.
 *
 * @example weightedAlpha(units) // { value: 0.71, standardError: 0.04, ... }
 */
export function weightedAlpha(units: readonly ScoredUnit[]): WeightedAlpha {
  const compared = units.filter(isCompared);
  const parts = compared.map(partOf);
  const contacts = compared.reduce((sum, unit) => sum + unit.contacts, 0);
  const agreeing = compared.reduce((sum, unit) => sum + unit.contacts * agreementOf(unit), 0);
  const sums = sumsOf(parts, contacts);
  const { ratings, apart, expected } = sums;
  if (sums.votes.size < 2) return { value: null, standardError: null, interval: null, contacts, agreeing };
  const value = 1 - ((ratings - 1) * apart) / expected;
  const { standardError } = jackknife(parts.map((part) => withoutOne(part, sums)));
  const disagreeingUnits = parts.reduce((sum, part) => sum + (part.apart > 0 ? part.contacts : 0), 0);
  const isFew = isTooFew({ pairableUnits: contacts, disagreeingUnits, standardError });
  const observedAndExpected = { observed: apart / ratings, expected: expected / (ratings * (ratings - 1)) };
  const interval =
    isFew || standardError === null
      ? smallSampleInterval({ ...observedAndExpected, units: contacts })
      : tInterval({ value, standardError, units: contacts });
  return { value, standardError, interval, contacts, agreeing };
}

interface Sums {
  readonly contacts: number;
  /** Makes the weights sum to the contacts. */
  readonly scale: number;
  readonly ratings: number;
  readonly apart: number;
  readonly votes: ReadonlyMap<string, number>;
  /** SUM of the squared votes. */
  readonly together: number;
  readonly expected: number;
}

function sumsOf(parts: readonly Part[], contacts: number): Sums {
  const scale = contacts / parts.reduce((sum, part) => sum + part.contacts * part.weight, 0);
  const votes = new Map<string, number>();
  let [ratings, apart] = [0, 0];
  for (const part of parts) {
    const times = part.contacts * part.weight * scale;
    ratings += times * part.ratings;
    apart += times * part.apart;
    for (const { choice, votes: count } of part.votes)
      votes.set(choice, (votes.get(choice) ?? 0) + times * count);
  }
  const together = [...votes.values()].reduce((sum, count) => sum + count ** 2, 0);
  return { contacts, scale, ratings, apart, votes, together, expected: ratings ** 2 - together };
}

/** The weights of the others are scaled to sum to one contact less. */
function withoutOne(
  part: Part,
  { contacts, scale, ratings, apart, votes, together, expected }: Sums,
): Replicate {
  const own = part.weight * scale;
  const left = (contacts - 1) / (contacts - own);
  const leftRatings = ratings - own * part.ratings;
  let leftTogether = together;
  for (const { choice, votes: count } of part.votes) {
    const all = votes.get(choice) ?? 0;
    leftTogether += (all - own * count) ** 2 - all ** 2;
  }
  const leftExpected = leftRatings ** 2 - leftTogether;
  const isGone = leftExpected < expected * 1e-12;
  const value = 1 - ((leftRatings - 1 / left) * (apart - own * part.apart)) / leftExpected;
  return { value: isGone ? null : value, times: part.contacts };
}

function partOf(unit: ScoredUnit): Part {
  const { contacts, weight, people } = unit;
  const votes = votesOf(unit);
  let apart = people.length ** 2;
  for (const { votes: count } of votes) apart -= count ** 2;
  return { contacts, weight, ratings: people.length, apart: apart / (people.length - 1), votes };
}
