import { differenceOf, type EstimateDifference, type WeightedEstimate } from '../../agreement/statistics';
import { endOf, type PilotRecord } from '../../taxonomy/domain';
import type { AuditRecord } from './audit';
import type { AuditResults } from './results/audit-results';

/** What an audit has to do with a pilot. */
export const pilotAuditBases = ['PILOT', 'SAME_SCOPE_BEFORE', 'SAME_DAYS'] as const;
export type PilotAuditBasis = (typeof pilotAuditBases)[number];

/**
 * What an audit has to do with a pilot: its contacts were coded in it; or in the version in force when it started, either
 * within its scope before it, or elsewhere on days of it. Null: nothing.
 *
 * @example basisOfAudit(audit, pilot, 3) // 'SAME_SCOPE_BEFORE'
 */
export function basisOfAudit(
  { version, population }: Pick<AuditRecord, 'version' | 'population'>,
  pilot: Pick<PilotRecord, 'number' | 'scope' | 'startsAt' | 'endsAt' | 'endedAt'>,
  inForce: number | null,
): PilotAuditBasis | null {
  if (version === -pilot.number) return 'PILOT';
  if (version !== inForce) return null;
  const { scope, startsAt } = pilot;
  const isWithin = (wanted: readonly string[] | null, given: readonly string[] | null): boolean =>
    wanted === null || (given !== null && given.every((one) => wanted.includes(one)));
  const isInScope =
    isWithin(scope.departments, population.departments) &&
    isWithin(scope.channels, population.channels) &&
    isWithin(scope.coders, population.coders);
  if (population.until <= startsAt) return isInScope ? 'SAME_SCOPE_BEFORE' : null;
  return population.from >= startsAt && population.until <= endOf(pilot) ? 'SAME_DAYS' : null;
}

/** A closed audit beside a pilot. */
export interface PilotAudit {
  readonly audit: AuditRecord;
  readonly basis: PilotAuditBasis;
  readonly results: AuditResults;
}

/**
 * Percent agreement in the newest audit of a pilot less that in the newest of the same scope before it, else of the same
 * days: two independent samples. Null where one of them is not there, or nothing can be said of the errors.
 *
 * @param audits the newest first
 */
export function auditDifference(audits: readonly PilotAudit[]): EstimateDifference | null {
  const newest = (wanted: PilotAuditBasis): PilotAudit | undefined =>
    audits.find(({ basis }) => basis === wanted);
  const tried = estimateOf(newest('PILOT'));
  const other = estimateOf(newest('SAME_SCOPE_BEFORE') ?? newest('SAME_DAYS'));
  return tried === null || other === null ? null : differenceOf(other, tried);
}

function estimateOf(audit: PilotAudit | undefined) {
  if (audit === undefined) return null;
  const { value, standardError, units }: WeightedEstimate = audit.results.percentAgreement;
  return value === null || standardError === null ? null : { value, standardError, units };
}
