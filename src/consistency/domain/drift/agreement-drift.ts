import { fewestUnits } from '../../../agreement/statistics';
import { agreementOf } from '../scores/peer-scores';
import { fewestContacts } from '../scores/score';
import { reasonParts, specificShare } from '../scores/reason-scores';
import { isCompared, type ScoredUnit } from '../scores/scored-units';
import { independentDrift, tested, type Drift } from './drift';
import { fixedMix } from './fixed-mix';
import { meanAgreement, type ValueOf } from './mean-agreement';
import {
  comparedPairs,
  pairedMean,
  pairedReason,
  pairsByReason,
  pairsOf,
  type CodedInBoth,
} from './paired-agreement';

/** What is compared: all of two periods, and those contacts among them that are in both. */
export interface TwoPeriods {
  readonly before: readonly ScoredUnit[];
  readonly after: readonly ScoredUnit[];
  readonly both: readonly CodedInBoth[];
}

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
  const pairs = comparedPairs(both);
  if (pairs.length >= fewestUnits) return pairedMean(key, pairs, valueOf);
  const mix = fixedMix(before, after);
  const sides = { before: meanAgreement(mix.before, valueOf), after: meanAgreement(mix.after, valueOf) };
  return independentDrift({ key, ...sides }, fewestContacts.DEPARTMENT);
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
  const pairs = comparedPairs(both);
  const byReason = pairsByReason(pairs);
  const keys = [...new Set([...one.parts.keys(), ...other.parts.keys()])].sort();
  const drifts = keys.map((key) => {
    const touching = byReason.get(key) ?? [];
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
          both: pairsOf(periods.both, (unit) => keysOf(unit).includes(key)),
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
