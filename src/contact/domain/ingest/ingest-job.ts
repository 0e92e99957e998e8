import type { ActorId, Id, TaxonomyId } from '../../../platform/ids';
import type { Problem } from '../../../platform/problem';
import type { ContactField } from '../given-contact';
import type { ContactFaultCode } from '../contact-fault';

export type IngestJobId = Id<'IngestJob'>;

export const ingestStates = ['RUNNING', 'INTERRUPTED', 'REFUSED', 'FINISHED'] as const;
export type IngestState = (typeof ingestStates)[number];

/** What became of the rows of a file; those that were read are those that were dealt with. */
export interface IngestCounts {
  readonly rows: number;
  readonly added: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Of those that were taken, the ones with a value that means nothing here. */
  readonly unmapped: number;
}

/** A file of contacts on its way in. */
export interface IngestJobRecord extends IngestCounts {
  readonly id: IngestJobId;
  readonly taxonomyId: TaxonomyId;
  readonly fileName: string | null;
  /** RUNNING that has not gone on for ten minutes is INTERRUPTED: whoever read the file is gone. */
  readonly state: IngestState;
  /** Why it was refused or interrupted; null otherwise. */
  readonly failure: string | null;
  readonly startedBy: ActorId;
  readonly startedAt: Date;
  readonly progressedAt: Date;
  readonly finishedAt: Date | null;
}

/** One fault of a row that was not taken. */
export interface RejectionRecord {
  readonly line: number;
  /** Apart from others of the same line. */
  readonly ordinal: number;
  readonly field: ContactField | null;
  readonly column: string | null;
  readonly code: ContactFaultCode;
  readonly observed: string | null;
  readonly expected: string;
}

/** Another upload of the same file has gone on with the job. */
export interface IngestMovedOn extends Problem {
  readonly code: 'INGEST_MOVED_ON';
}

export const ingestMovedOn: IngestMovedOn = {
  code: 'INGEST_MOVED_ON',
  message: 'expected to go on where this upload stopped, but another upload of the file has gone on since',
};
