import type { CodedAlike, EvidenceCode } from '../../../src/consistency/domain';
import type { CoderId } from '../../../src/contact/domain';
import type { DepartmentId, ReasonId } from '../../../src/platform/ids';

/** Contacts that people coded as told: the first in production, by coders of these names. */
export function coded(
  codes: readonly (readonly [coder: string | null, reason: string | null])[],
  given: Partial<CodedAlike> = {},
): CodedAlike {
  const rest = { exerciseId: 'audit-1', closedOn: '2026-03-10', version: 1, stratum: 0, weight: 1 };
  return {
    ...{ purpose: 'AUDIT', ...rest, month: '2026-03-01', channel: 'PHONE' },
    ...{ departmentId: 'fin' as DepartmentId, adjudicated: null, contacts: 1 },
    codes: codes.map(([coder, reason], at): EvidenceCode => ({
      part: at === 0 ? 'PRODUCTION' : 'PERSON',
      coderId: coder as CoderId | null,
      outcome: reason === null ? 'CANNOT_CODE' : 'REASON',
      reasonId: reason as ReasonId | null,
    })),
    ...given,
  };
}

/** A model's code beside those of people. */
export const withModel = (given: CodedAlike, coder: string, reason: string): CodedAlike => ({
  ...given,
  codes: [
    ...given.codes,
    { part: 'MODEL', coderId: coder as CoderId, outcome: 'REASON', reasonId: reason as ReasonId },
  ],
});
