import type { ConsistencyDrift } from './consistency-drift';
import type { Drift, DriftSubject } from './drift';
import type { LabelDrift } from './label-drift';

/** What is to be filed as a finding: whose it is and when it is due is for whoever files it. */
export interface DriftAlert {
  readonly kind: 'AGREEMENT_DRIFT' | 'LABEL_DRIFT';
  readonly of: DriftSubject;
  /** The id of a reason, coder or department, or a channel's code. */
  readonly key: string;
  /** One sentence with its numbers; the subject is not named in it, since its name may change. */
  readonly text: string;
  /** Whether agreement fell; null where it is no matter of better or worse. */
  readonly isWorse: boolean | null;
  readonly adjustedPValue: number;
}

/**
 * What of a drift is to be filed, the least likely by chance first.
 *
 * @example driftAlerts('REASON', drift, [])[0].text
 * // 'Agreement fell from 0.81 to 0.64 (difference -0.17, 95 % -0.25 to -0.09; 212 and 198 contacts, p 0.002 over all tested).'
 */
export function driftAlerts(
  of: DriftSubject,
  { drifts }: Pick<ConsistencyDrift, 'drifts'>,
  labels: readonly LabelDrift[],
): readonly DriftAlert[] {
  const ofAgreement = drifts.flatMap((drift) => agreementAlert(of, drift));
  const ofLabels = labels.flatMap(labelAlert);
  return [...ofAgreement, ...ofLabels].toSorted((one, other) => one.adjustedPValue - other.adjustedPValue);
}

function agreementAlert(of: DriftSubject, drift: Drift): readonly DriftAlert[] {
  const { before, after, difference, interval, adjustedPValue, isAlert, key, method } = drift;
  const isKnown = before !== null && after !== null && difference !== null && interval !== null;
  if (!isAlert || !isKnown || adjustedPValue === null) return [];
  const isWorse = difference < 0;
  const contacts =
    method === 'PAIRED'
      ? `${after.contacts} contacts coded twice`
      : `${before.contacts} and ${after.contacts} contacts`;
  const limits = `${rounded(interval.lower)} to ${rounded(interval.upper)}`;
  const text =
    `Agreement ${isWorse ? 'fell' : 'rose'} from ${rounded(before.value)} to ${rounded(after.value)} ` +
    `(difference ${rounded(difference)}, 95 % ${limits}; ${contacts}, p ${chance(adjustedPValue)} over all tested).`;
  return [{ kind: 'AGREEMENT_DRIFT', of, key, text, isWorse, adjustedPValue }];
}

function labelAlert(drift: LabelDrift): readonly DriftAlert[] {
  const { coderId, divergence, adjustedPValue, isAlert, contactsBefore, contactsAfter } = drift;
  if (!isAlert || divergence === null || adjustedPValue === null) return [];
  const text =
    `The shares of the reasons chosen changed by ${rounded(divergence, 3)} bits ` +
    `(${contactsBefore} and ${contactsAfter} contacts, p ${chance(adjustedPValue)} over all tested).`;
  return [{ kind: 'LABEL_DRIFT', of: 'CODER', key: coderId, text, isWorse: null, adjustedPValue }];
}

const rounded = (value: number, digits = 2): string => value.toFixed(digits);

const chance = (p: number): string => (p < 0.001 ? 'below 0.001' : p.toFixed(3));
