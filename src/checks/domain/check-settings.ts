import { codedFields, type CodedField } from '../../figures/domain';
import type { DepartmentId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { checkRhythms, type CheckRhythm } from './check-words';

/** From which value on something is a finding. Shares lie between 0 and 1. */
export interface CheckLimits {
  /** The share of contacts that has a value in each of `completeFields`, at least. */
  readonly completeness: number;
  /** The share of values whose code was one of the taxonomy's at the day of the contact, at least. */
  readonly validity: number;
  /** The share of contacts in residual reasons, over all, at most. */
  readonly residualOverall: number;
  /** The same of the contacts of one menu, at most. */
  readonly residualOfMenu: number;
  /** How far the label shares of a coder move, in bits, before it is a finding, if chance does not move them as far. */
  readonly labelShareBits: number;
  /** Of the findings about label shares, as large a part may be false alarms. */
  readonly falseDiscoveryRate: number;
}

/** What is checked, how often, and who answers for what is found. */
export interface CheckSettings {
  /** Null: only when somebody asks for it. */
  readonly rhythm: CheckRhythm | null;
  /** With WEEKLY: 1 is Monday, 7 Sunday. */
  readonly weekday: number | null;
  /** 0 to 23, by the clock of the taxonomy's zone. */
  readonly hour: number;
  /** Answers for what is about no reason, or about one that no department is accountable for. */
  readonly ownerId: DepartmentId;
  readonly dueInDays: number;
  /** Of what every contact is to have a value. */
  readonly completeFields: readonly CodedField[];
  readonly limits: CheckLimits;
}

export const defaultLimits: CheckLimits = {
  ...{ completeness: 0.95, validity: 0.98, residualOverall: 0.1, residualOfMenu: 0.2 },
  ...{ labelShareBits: 0.05, falseDiscoveryRate: 0.05 },
};

const limitNames = Object.keys(defaultLimits) as readonly (keyof CheckLimits)[];

export type CheckField =
  keyof CheckLimits | 'rhythm' | 'weekday' | 'hour' | 'owner' | 'dueInDays' | 'fields' | 'days';

export interface CheckFault {
  readonly field: CheckField;
  readonly message: string;
}

/** Checks that cannot be so: all that is wrong, at once. */
export interface InvalidChecks extends Problem {
  readonly code: 'INVALID_CHECKS';
  readonly faults: readonly CheckFault[];
}

export const invalidChecks = (faults: readonly CheckFault[]): InvalidChecks => ({
  code: 'INVALID_CHECKS',
  faults,
  message: faults.map(({ field, message }) => `${field}: ${message}`).join('; '),
});

/** Settings as they are kept, or everything that is wrong with them. */
export function mustBeSettings(given: CheckSettings): Result<CheckSettings, InvalidChecks> {
  const { weekday, rhythm, limits } = given;
  const faults = [
    ...whole('hour', given.hour, [0, 23]),
    ...whole('dueInDays', given.dueInDays, [1, 365]),
    ...(weekday === null ? [] : whole('weekday', weekday, [1, 7])),
    ...((rhythm === 'WEEKLY') === (weekday !== null) ? [] : [weekdayFault(rhythm)]),
    ...limitNames.flatMap((field) => share(field, limits[field])),
  ];
  if (faults.length > 0) return err(invalidChecks(faults));
  const completeFields = codedFields.filter((field) => given.completeFields.includes(field));
  return ok({ ...given, completeFields });
}

const weekdayFault = (rhythm: CheckRhythm | null): CheckFault => ({
  field: 'weekday',
  message:
    rhythm === 'WEEKLY'
      ? 'expected a day from 1 (Monday) to 7 with WEEKLY, but got none'
      : `expected none but with WEEKLY, but the rhythm is ${rhythm ?? 'none'} of ${checkRhythms.join(' and ')}`,
});

function whole(field: CheckField, value: number, [least, most]: readonly [number, number]): CheckFault[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [{ field, message: `expected a whole number from ${least} to ${most}, but got ${value}` }];
}

function share(field: keyof CheckLimits, value: number): CheckFault[] {
  if (value >= 0 && value <= 1) return [];
  return [{ field, message: `expected a number from 0 to 1, but got ${value}` }];
}
