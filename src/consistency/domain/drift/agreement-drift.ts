import { fewestUnits } from '../../../agreement/statistics';
import { agreementOf } from '../scores/peer-scores';
import { fewestContacts } from '../scores/score';
import { reasonParts, specificShare, votesOf } from '../scores/reason-scores';
import { isCompared, type ScoredUnit } from '../scores/scored-units';
import { independentDrift, pairedDrift, tested, type Drift, type DriftSide } from './drift';
import { fixedMix } from './fixed-mix';

/** A contact that was coded in both periods. */
export interface CodedInBoth {
  readonly before: ScoredUnit;
  readonly after: ScoredUnit;
}

/** What is compared: all of two periods, and those contacts among them that are in both. */
export interface TwoPeriods {
  readonly before: readonly ScoredUnit[];
  readonly after: readonly ScoredUnit[];
  readonly both: readonly CodedInBoth[];
}

/** How often coders agree on contacts, by how often it is for each. */
type ValueOf = (unit: ScoredUnit) => number;

/**
 * How the agreement on contacts changed: of the same contacts where at least 30 were coded in both periods, else of each
 * period's own, weighed to one mix of reasons.
 *
 * @example agreementDrift('', periods).difference // -0.08
 */
export function agreementDrift(
  key: string,
  { before, after, both }: TwoPeriods,
  valueOf: ValueOf = agreementOf,
): Drift {
  const pairs = both.filter((pair) => isCompared(pair.before) && isCompared(pair.after));
  if (pairs.length >= fewestUnits) return pairedMean(key, pairs, valueOf);
  const mix = fixedMix(before, after);
  const sides = { before: meanOf(mix.before, valueOf), after: meanOf(mix.after, valueOf) };
  return independentDrift({ key, ...sides }, fewestContacts.DEPARTMENT);
}

function pairedMean(key: string, pairs: readonly CodedInBoth[], valueOf: ValueOf): Drift {
  const [before, after] = [pairs.map((pair) => pair.before), pairs.map((pair) => pair.after)];
  const changes = pairs.map((pair) => valueOf(pair.after) - valueOf(pair.before));
  const sum = changes.reduce((total, change) => total + change, 0);
  const contacts = pairs.length;
  const without = changes.map((change) => ({ value: (sum - change) / (contacts - 1), times: 1 }));
  const sides = { before: meanOf(unweighed(before), valueOf), after: meanOf(unweighed(after), valueOf) };
  return pairedDrift({ key, ...sides }, { difference: sum / contacts, without, contacts });
}

const unweighed = (units: readonly ScoredUnit[]): readonly ScoredUnit[] =>
  units.map((unit) => ({ ...unit, weight: 1, contacts: 1 }));

/** A weighted mean with its linearised error. */
function meanOf(units: readonly ScoredUnit[], valueOf: ValueOf): DriftSide | null {
  let [weight, sum, contacts] = [0, 0, 0];
  for (const unit of units) {
    weight += unit.contacts * unit.weight;
    sum += unit.contacts * unit.weight * valueOf(unit);
    contacts += unit.contacts;
  }
  if (contacts === 0) return null;
  const value = sum / weight;
  const squares = units.reduce(
    (total, unit) => total + unit.contacts * (unit.weight * (valueOf(unit) - value)) ** 2,
    0,
  );
  const standardError = contacts < 2 ? null : Math.sqrt((contacts / (contacts - 1)) * squares) / weight;
  return { value, standardError, contacts };
}

/**
 * How the specific agreement on each reason changed, all tested together. Of the same contacts where at least ten that
 * touch the reason were coded in both periods, else of each period's own, weighed to one mix of reasons.
 *
 * @example reasonDrifts(periods).filter(({ isAlert }) => isAlert)
 */
export function reasonDrifts({ before, after, both }: TwoPeriods): readonly Drift[] {
  const mix = fixedMix(before, after);
  const [one, other] = [reasonParts(mix.before), reasonParts(mix.after)];
  const pairs = both.filter((pair) => isCompared(pair.before) && isCompared(pair.after));
  const pairsOf = pairsByReason(pairs);
  const keys = [...new Set([...one.parts.keys(), ...other.parts.keys()])].sort();
  const drifts = keys.map((key) => {
    const touching = pairsOf.get(key) ?? [];
    const paired = touching.length < fewestContacts.REASON ? null : pairedReason(key, touching, pairs.length);
    if (paired !== null) return paired;
    const sides = {
      before: specificShare(one.parts.get(key) ?? [], one.contacts),
      after: specificShare(other.parts.get(key) ?? [], other.contacts),
    };
    return independentDrift({ key, ...sides }, fewestContacts.REASON);
  });
  return tested(drifts);
}

function pairsByReason(pairs: readonly CodedInBoth[]): ReadonlyMap<string, readonly CodedInBoth[]> {
  const found = new Map<string, CodedInBoth[]>();
  for (const pair of pairs) {
    const choices = new Set([...pair.before.people, ...pair.after.people].map(({ choice }) => choice));
    for (const choice of choices) {
      const known = found.get(choice);
      if (known === undefined) found.set(choice, [pair]);
      else known.push(pair);
    }
  }
  return found;
}

/** Null where the reason was not chosen in both periods. */
function pairedReason(key: string, touching: readonly CodedInBoth[], contacts: number): Drift | null {
  const parts = touching.map(({ before, after }) => [partOf(before, key), partOf(after, key)] as const);
  const sums = [0, 1].map((side) => ({
    votes: parts.reduce((sum, part) => sum + (part[side]?.votes ?? 0), 0),
    both: parts.reduce((sum, part) => sum + (part[side]?.both ?? 0), 0),
  }));
  const shareOf = (side: 0 | 1, without?: Part): number | null => {
    const votes = (sums[side]?.votes ?? 0) - (without?.votes ?? 0);
    return votes === 0 ? null : ((sums[side]?.both ?? 0) - (without?.both ?? 0)) / votes;
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

interface Part {
  readonly votes: number;
  readonly both: number;
}

function partOf(unit: ScoredUnit, key: string): Part {
  const votes = votesOf(unit).find(({ choice }) => choice === key)?.votes ?? 0;
  return { votes, both: (votes * (votes - 1)) / (unit.people.length - 1) };
}

/**
 * How agreement changed for each coder, department or channel, all tested together.
 *
 * @param keysOf names those that a contact counts for
 * @example groupDrifts(periods, ({ channel }) => [channel])
 */
export function groupDrifts(
  periods: TwoPeriods,
  keysOf: (unit: ScoredUnit) => readonly (string | null)[],
  valueOf: (unit: ScoredUnit, key: string) => number = agreementOf,
): readonly Drift[] {
  const [before, after] = [byKey(periods.before, keysOf), byKey(periods.after, keysOf)];
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return tested(
    keys.map((key) =>
      agreementDrift(
        key,
        {
          ...{ before: before.get(key) ?? [], after: after.get(key) ?? [] },
          both: periods.both.filter(
            (pair) => keysOf(pair.before).includes(key) && keysOf(pair.after).includes(key),
          ),
        },
        (unit) => valueOf(unit, key),
      ),
    ),
  );
}

function byKey(
  units: readonly ScoredUnit[],
  keysOf: (unit: ScoredUnit) => readonly (string | null)[],
): ReadonlyMap<string, readonly ScoredUnit[]> {
  const found = new Map<string, ScoredUnit[]>();
  for (const unit of units) {
    if (!isCompared(unit)) continue;
    for (const key of new Set(keysOf(unit))) {
      if (key === null) continue;
      const known = found.get(key);
      if (known === undefined) found.set(key, [unit]);
      else known.push(unit);
    }
  }
  return found;
}
