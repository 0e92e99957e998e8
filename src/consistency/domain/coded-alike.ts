import type { CodingOutcome } from '../../calibration/domain';
import type { CoderId } from '../../contact/domain';
import type { DepartmentId, ReasonId } from '../../platform/ids';

/** What contacts were coded several times for: two kinds of evidence that are never pooled. */
export const evidencePurposes = ['AUDIT', 'CALIBRATION'] as const;
export type EvidencePurpose = (typeof evidencePurposes)[number];

/**
 * In which part somebody coded: at work, before anybody thought of an audit; as a person who coded blind; or as a model
 * that coded all contacts beside the people.
 */
export type CodingPart = 'PRODUCTION' | 'PERSON' | 'MODEL';

/** What one coder said of a contact. */
export interface EvidenceCode {
  readonly part: CodingPart;
  /** Null: nobody knows who coded it in production. */
  readonly coderId: CoderId | null;
  readonly outcome: CodingOutcome;
  /** With the outcome REASON, and with it alone. */
  readonly reasonId: ReasonId | null;
}

/** Contacts of one closed audit or session that were coded exactly alike, counted. */
export interface CodedAlike {
  readonly purpose: EvidencePurpose;
  /** The audit or session. */
  readonly exerciseId: string;
  /** The day on which it was closed, by the time zone of the taxonomy: evidence counts from then on. */
  readonly closedOn: string;
  /** The number of the version that was coded with. */
  readonly version: number;
  /** Which stratum of the audit they were drawn from; 0 in a session. */
  readonly stratum: number;
  /** How many contacts of the audit's frame each of them stands for; 1 in a session, whose contacts stand for themselves. */
  readonly weight: number;
  /** The first day of the month in which they took place. */
  readonly month: string;
  /** Null: not known. */
  readonly channel: string | null;
  /** Which department handled them; null: not known. */
  readonly departmentId: DepartmentId | null;
  /** The coding of production first, where there is one; two codings at least. */
  readonly codes: readonly EvidenceCode[];
  /** What a session settled on; null where nothing was adjudicated. It is no coder's word and agrees with nobody. */
  readonly adjudicated: Pick<EvidenceCode, 'outcome' | 'reasonId'> | null;
  /** How many contacts. */
  readonly contacts: number;
}
