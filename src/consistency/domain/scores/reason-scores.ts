import {
  betaPrior,
  jackknife,
  shareInterval,
  shrunken,
  type BetaPrior,
  type SharedTrials,
} from '../../../agreement/statistics';
import { fewestContacts, noScore, withPlaces, type ConsistencyScore } from './score';
import { isCompared, type ScoredUnit } from './scored-units';

/** What contacts that were coded alike bring to a reason. */
export interface ReasonPart {
  /** How often people chose it. */
  readonly votes: number;
  /** Coincidences of it with itself. */
  readonly both: number;
  readonly weight: number;
  readonly contacts: number;
}

/** A share of sums over contacts, and how uncertain it is. */
export interface SpecificShare {
  readonly value: number;
  readonly standardError: number | null;
  /** Contacts that touch it. */
  readonly contacts: number;
}

/**
 * How consistently each reason is coded: where one person chose it, how often did another one of the same contact? Drawn
 * toward what holds for the reasons beside it under the same parent. Reasons that nobody chose are not in it.
 *
 * @param branchOf names the reasons that a reason stands beside
 * @example reasonScores(units, () => 'billing')[0] // { key: refund, raw: 0.71, value: 0.74, ... }
 */
export function reasonScores(
  units: readonly ScoredUnit[],
  branchOf: (choice: string) => string,
): readonly ConsistencyScore[] {
  const { parts, contacts } = reasonParts(units);
  const shares = new Map([...parts].map(([choice, own]) => [choice, specificShare(own, contacts)]));
  const branches = new Map<string, SharedTrials[]>();
  for (const [choice, share] of shares) {
    if (share === null) continue;
    const branch = branchOf(choice);
    const known = branches.get(branch);
    if (known === undefined) branches.set(branch, [trialsOf(share)]);
    else known.push(trialsOf(share));
  }
  const priors = new Map([...branches].map(([branch, groups]) => [branch, betaPrior(groups)]));
  return withPlaces(
    [...parts].map(([choice, own]) =>
      scoreOf(choice, {
        own,
        share: shares.get(choice) ?? null,
        prior: priors.get(branchOf(choice)) ?? null,
      }),
    ),
  );
}

/** What each reason is made of, and over how many contacts in all. */
export function reasonParts(units: readonly ScoredUnit[]): {
  readonly parts: ReadonlyMap<string, readonly ReasonPart[]>;
  readonly contacts: number;
} {
  const parts = new Map<string, CountedPart[]>();
  let contacts = 0;
  for (const unit of units) {
    if (!isCompared(unit)) continue;
    contacts += unit.contacts;
    for (const { choice, votes } of votesOf(unit)) {
      const both = (votes * (votes - 1)) / (unit.people.length - 1);
      let known = parts.get(choice);
      if (known === undefined) parts.set(choice, (known = []));
      countIn(known, { votes, both, weight: unit.weight, contacts: unit.contacts });
    }
  }
  return { parts, contacts };
}

interface CountedPart extends ReasonPart {
  contacts: number;
}

/** Contacts that weigh alike bring few kinds of parts to a reason: one that is there lately is counted once more. */
const partsLookedAt = 8;

function countIn(parts: CountedPart[], part: CountedPart): void {
  for (let at = parts.length - 1; at >= Math.max(0, parts.length - partsLookedAt); at -= 1) {
    const known = parts[at];
    if (known?.votes !== part.votes || known.both !== part.both || known.weight !== part.weight) continue;
    known.contacts += part.contacts;
    return;
  }
  parts.push(part);
}

/** How many people chose something. */
export interface Votes {
  readonly choice: string;
  readonly votes: number;
}

/** How many people chose what: each choice once. */
export function votesOf({ people }: Pick<ScoredUnit, 'people'>): readonly Votes[] {
  const [first, second] = people;
  // Most contacts are coded by two, and these are many: no table is made for each.
  if (first !== undefined && second !== undefined && people.length === 2)
    return first.choice === second.choice
      ? [{ choice: first.choice, votes: 2 }]
      : [
          { choice: first.choice, votes: 1 },
          { choice: second.choice, votes: 1 },
        ];
  const found = new Map<string, number>();
  for (const { choice } of people) found.set(choice, (found.get(choice) ?? 0) + 1);
  return Array.from(found, ([choice, votes]) => ({ choice, votes }));
}

/**
 * The specific agreement on a reason, with the delete-one-contact jackknife; contacts that were coded alike are left out
 * once for all of them. Null where nobody chose it.
 *
 * @example specificShare([{ votes: 2, both: 2, weight: 1, contacts: 3 }, { votes: 1, both: 0, weight: 1, contacts: 1 }], 9)
 * // { value: 6 / 7, ... }
 */
export function specificShare(parts: readonly ReasonPart[], contacts: number): SpecificShare | null {
  const sums = { votes: 0, both: 0, touching: 0 };
  for (const part of parts) {
    sums.votes += part.contacts * part.weight * part.votes;
    sums.both += part.contacts * part.weight * part.both;
    sums.touching += part.contacts;
  }
  if (sums.votes === 0) return null;
  const value = sums.both / sums.votes;
  const replicates = parts.map((part) => {
    const votes = sums.votes - part.weight * part.votes;
    const both = sums.both - part.weight * part.both;
    return { value: sums.touching === 1 ? null : both / votes, times: part.contacts };
  });
  const others = { value, times: contacts - sums.touching };
  const { standardError } = jackknife(others.times > 0 ? [...replicates, others] : replicates);
  return { value, standardError, contacts: sums.touching };
}

// A standard error below this is a zero with rounding.
const rounding = 1e-12;

/** As many trials as would make a plain share as uncertain; where that cannot be told, as many as there are contacts. */
export function trialsOf({ value, standardError, contacts }: SpecificShare): SharedTrials {
  const spread = value * (1 - value);
  const isKnown = standardError !== null && standardError > rounding && spread > rounding;
  return { share: value, trials: isKnown ? spread / standardError ** 2 : contacts };
}

interface Found {
  readonly own: readonly ReasonPart[];
  readonly share: SpecificShare | null;
  readonly prior: BetaPrior | null;
}

function scoreOf(key: string, { own, share, prior }: Found): ConsistencyScore {
  const contacts = own.reduce((sum, part) => sum + part.contacts, 0);
  const agreeing = own.reduce((sum, part) => sum + (part.contacts * part.both) / part.votes, 0);
  const found = { contacts, agreeing, unanswered: 0 };
  if (share === null || prior === null || contacts < fewestContacts.REASON)
    return noScore(key, found, 'TOO_FEW_CONTACTS');
  const trials = trialsOf(share);
  const { value, interval } = shrunken(trials, prior);
  return {
    ...{ key, value, interval, raw: share.value, ...found },
    rawInterval: shareInterval({ ...share, units: contacts }),
    ...{ standardError: share.standardError, effectiveContacts: trials.trials, expectedAgreeing: null },
    drawnTo: { mean: prior.mean, strength: prior.strength },
    ...{ undefinedBecause: null, adjustedPValue: null, isLow: false, places: null },
  };
}
