import type { ActorId, DepartmentId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import type { CoderId, ContactId } from '../../contact/domain';
import {
  auditStates,
  type AuditAction,
  type AuditedStage,
  type AuditId,
  type AuditItemId,
  type AuditMeasure,
  type AuditState,
  type ExclusionCause,
  type StratumDimension,
} from './audit-words';
import { auditBlocked, type AuditBlocked } from './audit-problems';

/** Where each action leads from where an audit stands; what is not here is refused. */
export const auditLifeCycle: Readonly<
  Record<AuditState, Readonly<Partial<Record<AuditAction, AuditState>>>>
> = {
  OPEN: { codeAuditItem: 'OPEN', closeAudit: 'CLOSED', cancelAudit: 'CANCELLED' },
  CLOSED: { recordAuditFinding: 'CLOSED' },
  CANCELLED: {},
};

/**
 * The state that an action leads to; refused where it does not lead on from here.
 *
 * @example auditStateAfter('OPEN', 'closeAudit') // ok('CLOSED')
 */
export function auditStateAfter(state: AuditState, action: AuditAction): Result<AuditState, AuditBlocked> {
  const next = auditLifeCycle[state][action];
  if (next !== undefined) return ok(next);
  const expected = auditStates.filter((known) => auditLifeCycle[known][action] !== undefined);
  const message = `expected an audit that is ${expected.join(' or ')} for ${action}, but it is ${state}`;
  return err(auditBlocked([{ code: 'WRONG_STATE', message, observed: state, expected }]));
}

/** Which contacts an audit is about; null does not narrow. */
export interface AuditPopulation {
  /** Occurred at this moment or later. */
  readonly from: Date;
  /** Occurred before this moment. */
  readonly until: Date;
  readonly channels: readonly string[] | null;
  readonly departments: readonly DepartmentId[] | null;
  /** Reasons, each with all that is below it. */
  readonly reasons: readonly ReasonId[] | null;
  /** Who coded in production. */
  readonly coders: readonly CoderId[] | null;
  readonly stage: AuditedStage;
  /** Whether only contacts with something to read are in it. */
  readonly excerptOnly: boolean;
  /** Whether contacts of which nobody knows who coded them are in it. */
  readonly unknownCoders: boolean;
}

/** How contacts are drawn. */
export interface AuditDesign {
  /** What strata are made of; nothing: a simple sample. */
  readonly by: readonly StratumDimension[];
  readonly size: number;
  /** As many contacts of each reason at least, as far as there are; null: none. */
  readonly floorPerReason: number | null;
  /** The share of contacts that is coded by somebody of another department. */
  readonly acrossDepartments: number;
  readonly seed: number;
}

/** A part of the frame, and how much of it was drawn. */
export interface StratumRecord {
  readonly place: number;
  readonly reasonId: ReasonId | null;
  readonly departmentId: DepartmentId | null;
  readonly channel: string | null;
  /** Contacts of the frame. */
  readonly frame: number;
  readonly sample: number;
}

/** An audit: contacts that were coded in production and are coded again, blind, by others. */
export interface AuditRecord {
  readonly id: AuditId;
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
  readonly state: AuditState;
  readonly revision: number;
  readonly runBy: ActorId;
  readonly versionId: VersionId;
  readonly version: number;
  /** The sealed content of the version: what is coded with, and what distances are made of. */
  readonly digest: string;
  readonly population: AuditPopulation;
  readonly design: AuditDesign;
  readonly measure: AuditMeasure;
  readonly threshold: number;
  readonly earlierAuditId: AuditId | null;
  readonly frameSize: number;
  /** SHA-256 over the frame's contacts with their codes. */
  readonly frameDigest: string;
  readonly exclusions: Readonly<Partial<Record<ExclusionCause, number>>>;
  readonly drawnAt: Date;
  readonly closedAt: Date | null;
  /** Why it was closed before all was coded. */
  readonly closedBecause: string | null;
  readonly cancelledAt: Date | null;
}

/** A contact of the sample. Nobody who codes it may see anything of this but that it is theirs. */
export interface AuditItemRecord {
  readonly id: AuditItemId;
  readonly taxonomyId: TaxonomyId;
  readonly auditId: AuditId;
  readonly place: number;
  readonly contactId: ContactId;
  /** What the system it comes from knows the contact by; of one that is not kept, the item's number. It is read each time. */
  readonly label: string;
  readonly stratum: number;
  readonly firstReasonId: ReasonId;
  readonly firstCoderId: CoderId | null;
  /** The place of the first contact of the sample that shares its cluster; null where no other one does. */
  readonly cluster: number | null;
}
