import {
  driftSubjects,
  type ConsistencyDrift,
  type Drift,
  type DriftSubject,
} from '../../consistency/domain';
import type { CoderId } from '../../contact/domain';
import type { ReasonId } from '../../platform/ids';
import { observedResult, withoutData, type CheckResult } from './check-result';

/** What drifts are about, as results name it; null where it cannot be named in the version in force. */
export type SubjectOfDrift = (
  of: DriftSubject,
  key: string,
) => Partial<Pick<CheckResult, 'subject' | 'reasonId' | 'coderId'>> | null;

/**
 * Whether agreement fell, by what it is agreed on, by whom and where: only what can be tested has a result of its own. It
 * fails where it fell by more than chance makes of as many as are tested; that it rose is told and is no failure.
 *
 * @example driftChecks((of) => compared.driftOf(of), subjectOf).filter(({ outcome }) => outcome === 'FAIL')
 */
export function driftChecks(
  driftOf: ((of: DriftSubject) => Pick<ConsistencyDrift, 'drifts'>) | null,
  subjectOf: SubjectOfDrift,
): readonly CheckResult[] {
  return driftSubjects.flatMap((of): readonly CheckResult[] => {
    const drifts = driftOf?.(of).drifts ?? [];
    const tested = drifts.flatMap((drift) => resultOf(drift, subjectOf(of, drift.key)));
    return tested.length > 0 ? tested : [untested(of, drifts)];
  });
}

function resultOf(drift: Drift, subject: ReturnType<SubjectOfDrift>): readonly CheckResult[] {
  const { difference, before, after, interval, adjustedPValue, isAlert, method } = drift;
  if (subject === null || difference === null || before === null || after === null) return [];
  const n = method === 'PAIRED' ? after.contacts : before.contacts + after.contacts;
  const outcome = isAlert && difference < 0 ? 'FAIL' : 'PASS';
  const seen = { outcome, observed: difference, n, interval, adjustedP: adjustedPValue } as const;
  return [observedResult({ kind: 'AGREEMENT_DRIFT', limit: 0, ...subject }, seen)];
}

const nameOf: Readonly<Record<DriftSubject, string>> = {
  REASON: 'reasons',
  CODER: 'coders',
  DEPARTMENT: 'departments',
  CHANNEL: 'channels',
};

function untested(of: DriftSubject, drifts: readonly Drift[]): CheckResult {
  const contacts = drifts.map(({ before, after }) => Math.min(before?.contacts ?? 0, after?.contacts ?? 0));
  const n = Math.max(0, ...contacts);
  const isSure = drifts.some(({ undefinedBecause }) => undefinedBecause === 'NO_STANDARD_ERROR');
  const cause = isSure ? 'NO_VARIATION' : n === 0 ? 'NO_AUDITS' : 'TOO_FEW';
  return withoutData({ kind: 'AGREEMENT_DRIFT', limit: 0, subject: nameOf[of] }, { cause, n });
}

/** Reasons and coders are named by their ids, departments and channels by their codes. */
export const subjectOfDrift =
  (known: {
    readonly reasons: { has(id: ReasonId): boolean };
    readonly departments: ReadonlyMap<string, string>;
  }): SubjectOfDrift =>
  (of, key) => {
    switch (of) {
      case 'REASON':
        return known.reasons.has(key as ReasonId) ? { reasonId: key as ReasonId } : null;
      case 'CODER':
        return { coderId: key as CoderId };
      case 'DEPARTMENT': {
        const code = known.departments.get(key);
        return code === undefined ? null : { subject: `department ${code}` };
      }
      case 'CHANNEL':
        return { subject: `channel ${key}` };
    }
  };
