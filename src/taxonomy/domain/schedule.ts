import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { VersionRecord } from './records';

/** So that nobody has seen it in force while it was being withdrawn. */
const marginMs = 1_000;

export const scheduleFaults = ['IN_FORCE_BY_NOW', 'ALREADY_WITHDRAWN', 'NOT_THE_NEWEST'] as const;
export type ScheduleFault = (typeof scheduleFaults)[number];

/** A version that cannot be withdrawn. */
export interface VersionNotScheduled extends Problem {
  readonly code: 'VERSION_NOT_SCHEDULED';
  readonly fault: ScheduleFault;
  readonly effectiveFrom: Date;
  /** The number of the newest version, which goes first. */
  readonly newestVersion: number;
}

/**
 * Whether a version can be withdrawn: it is not in force yet, nor about to be within a second, and none is scheduled on it.
 *
 * @example mustBeUnschedulable(scheduled, { newest: scheduled, now }) // ok
 */
export function mustBeUnschedulable(
  version: VersionRecord,
  { newest, now }: { readonly newest: VersionRecord; readonly now: Date },
): Result<null, VersionNotScheduled> {
  const refused = (fault: ScheduleFault, message: string): Result<null, VersionNotScheduled> =>
    err({
      ...{ code: 'VERSION_NOT_SCHEDULED', fault, message: `expected ${message}` },
      ...{ effectiveFrom: version.effectiveFrom, newestVersion: newest.number },
    });
  if (version.withdrawnAt !== null)
    return refused('ALREADY_WITHDRAWN', `a version that stands, but version ${version.number} was withdrawn`);
  if (version.effectiveFrom.getTime() < now.getTime() + marginMs)
    return refused(
      'IN_FORCE_BY_NOW',
      `a version that is not in force yet, but version ${version.number} is from ${version.effectiveFrom.toISOString()}`,
    );
  if (newest.id !== version.id)
    return refused(
      'NOT_THE_NEWEST',
      `the newest version (${newest.number}) first, but got version ${version.number}`,
    );
  return ok(null);
}
