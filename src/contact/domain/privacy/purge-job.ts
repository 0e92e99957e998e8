import type { ActorId, Id, TaxonomyId } from '../../../platform/ids';
import type { Problem } from '../../../platform/problem';

export type PurgeJobId = Id<'PurgeJob'>;

/** A purge: what it is to remove, and how far it has come. */
export interface PurgeJobRecord {
  readonly id: PurgeJobId;
  readonly taxonomyId: TaxonomyId;
  /** The first day whose contacts stay. */
  readonly keptFrom: string;
  readonly startedBy: ActorId;
  readonly startedAt: Date;
  readonly progressedAt: Date;
  readonly finishedAt: Date | null;
  /** Contacts that were to go when it started. */
  readonly due: number;
  readonly contacts: number;
  readonly excerpts: number;
  readonly codings: number;
  readonly rejections: number;
  /** Contacts that stay all the same, told at its end: those on hold, and those that are being coded. */
  readonly held: number | null;
  readonly inUse: number | null;
}

/** What a part of a purge removed. */
export interface Purged {
  readonly contacts: number;
  readonly excerpts: number;
  readonly codings: number;
  /** Faults of rows of files that named one of the contacts. */
  readonly rejections: number;
}

/** A month of a preview, as its first day. */
export interface PurgeMonth {
  readonly month: string;
  /** Contacts that would go. */
  readonly contacts: number;
  /** Of them with an excerpt. */
  readonly excerpts: number;
  /** Contacts that would stay: on hold. */
  readonly held: number;
  /** Contacts that would stay: in sessions and audits whose codes are not shown yet. */
  readonly inUse: number;
}

/** A purge that cannot be started. */
export interface PurgeRefused extends Problem {
  readonly code: 'NO_RETENTION' | 'PURGE_RUNNING';
}

export const noRetention: PurgeRefused = {
  code: 'NO_RETENTION',
  message:
    'expected a taxonomy that says how long contacts are kept, but it keeps them for ever; set a retention first',
};

export const purgeRunning: PurgeRefused = {
  code: 'PURGE_RUNNING',
  message: 'expected no purge under way, but there is one; wait for its end',
};

/** What stands where something was that is not kept. */
export const removedValue = '(removed)';
