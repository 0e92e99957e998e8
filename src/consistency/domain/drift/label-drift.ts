import { benjaminiHochberg, compareProfiles } from '../../../agreement/statistics';
import type { CoderId } from '../../../contact/domain';
import { alertLevel } from './drift';

/** How often a coder chose a reason at work. */
export interface LabelCount {
  readonly coderId: CoderId;
  readonly choice: string;
  readonly contacts: number;
}

/** How the shares of a coder's reasons changed from one period to another. */
export interface LabelDrift {
  readonly coderId: CoderId;
  readonly contactsBefore: number;
  readonly contactsAfter: number;
  /** Jensen-Shannon divergence in bits, weighted by the sizes of the periods; null where one of them is empty. */
  readonly divergence: number | null;
  /** 2 N ln 2 x divergence: the likelihood-ratio statistic. */
  readonly statistic: number | null;
  readonly degreesOfFreedom: number;
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
  readonly isAlert: boolean;
}

/** Fewer contacts than this in a period leave most reasons without any: the test means nothing. */
export const fewestOfCoder = 50;

/**
 * How the label shares of each coder drifted, all tested together. What contacts are about changes for everybody: compare
 * with the divergence of all.
 *
 * @example labelDrifts(before, after)[0].divergence // 0.03
 */
export function labelDrifts(
  before: readonly LabelCount[],
  after: readonly LabelCount[],
): readonly LabelDrift[] {
  const coderIds = [...new Set([...before, ...after].map(({ coderId }) => coderId))].sort();
  const [one, other] = [profilesOf(before), profilesOf(after)];
  const drifts = coderIds.map((coderId) => ({
    coderId,
    ...profileDrift(one.get(coderId) ?? new Map(), other.get(coderId) ?? new Map()),
  }));
  const withTest = drifts.flatMap(({ coderId, pValue }) => (pValue === null ? [] : [{ coderId, pValue }]));
  const adjusted = benjaminiHochberg(withTest.map(({ pValue }) => pValue));
  const byCoder = new Map(withTest.map(({ coderId }, at) => [coderId, adjusted[at] ?? 1]));
  return drifts.map((drift) => {
    const adjustedPValue = byCoder.get(drift.coderId) ?? null;
    return { ...drift, adjustedPValue, isAlert: adjustedPValue !== null && adjustedPValue < alertLevel };
  });
}

/** The divergence of all coders together: how far the contacts themselves changed. */
export const overallDivergence = (
  before: readonly LabelCount[],
  after: readonly LabelCount[],
): number | null => profileDrift(profileOf(before), profileOf(after)).divergence;

type Profile = ReadonlyMap<string, number>;

function profileDrift(before: Profile, after: Profile) {
  const choices = [...new Set([...before.keys(), ...after.keys()])];
  const [one, other] = [before, after].map((profile) => choices.map((choice) => profile.get(choice) ?? 0));
  const [contactsBefore, contactsAfter] = [sumOf(before), sumOf(after)];
  const found = compareProfiles(one ?? [], other ?? []);
  const isTested = Math.min(contactsBefore, contactsAfter) >= fewestOfCoder;
  return {
    ...{ contactsBefore, contactsAfter, divergence: found.divergence.value },
    ...{ statistic: found.statistic.value, degreesOfFreedom: found.degreesOfFreedom },
    pValue: isTested ? found.pValue : null,
  };
}

const sumOf = (profile: Profile): number => [...profile.values()].reduce((sum, count) => sum + count, 0);

function profilesOf(counts: readonly LabelCount[]): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Map<string, number>>();
  for (const { coderId, choice, contacts } of counts) {
    const profile = profiles.get(coderId) ?? new Map<string, number>();
    profiles.set(coderId, profile);
    profile.set(choice, (profile.get(choice) ?? 0) + contacts);
  }
  return profiles;
}

function profileOf(counts: readonly LabelCount[]): Profile {
  const profile = new Map<string, number>();
  for (const { choice, contacts } of counts) profile.set(choice, (profile.get(choice) ?? 0) + contacts);
  return profile;
}
