import type { DepartmentId, ReasonId } from '../../platform/ids';
import type { ResolutionId } from '../../resolution/domain';
import type { Priority, Sentiment } from '../../taxonomy/domain';
import type { CoderId } from './coder';
import type { RedactedExcerpt } from './redact-excerpt';

/** What can be said of a contact beside who it is and when it took place. */
export const factFields = [
  'channel',
  'segment',
  'cluster',
  'customer',
  'department',
  'resolution',
  'priority',
  'sentiment',
  'handleSeconds',
  'satisfaction',
  'firstContactResolved',
  'escalated',
  'coder',
  'initialReason',
  'reason',
] as const;
export type FactField = (typeof factFields)[number];

export const contactFields = ['source', 'externalId', 'occurredAt', ...factFields, 'excerpt'] as const;
export type ContactField = (typeof contactFields)[number];

/** A value that stands in no list of the values that are taken for its field. */
export interface UnlistedValue {
  readonly unlisted: string;
}

/** A text, a path of labels from the root down, or a value that is not listed; null: it is known to be none. */
export type GivenValue = string | readonly string[] | UnlistedValue | null;

/** A contact as it was sent: nothing is known of it yet. What is left out stays as it is recorded. */
export interface GivenContact extends Readonly<Partial<Record<FactField, GivenValue | undefined>>> {
  readonly source: string | null;
  readonly externalId: string | null;
  readonly occurredAt: string | null;
  readonly excerpt?: string | null;
}

/** What is recorded of a contact beside who it is. */
export interface ContactFacts {
  readonly channel: string | null;
  readonly segment: string | null;
  readonly cluster: string | null;
  readonly customerKey: string | null;
  readonly departmentId: DepartmentId | null;
  readonly resolutionId: ResolutionId | null;
  readonly priority: Priority | null;
  readonly sentiment: Sentiment | null;
  readonly handleSeconds: number | null;
  readonly satisfaction: number | null;
  readonly firstContactResolved: boolean | null;
  /** Whether whoever took it handed it on to somebody who may do more. */
  readonly escalated: boolean | null;
  readonly coderId: CoderId | null;
  readonly initialReasonId: ReasonId | null;
  readonly initialVersion: number | null;
  readonly reasonId: ReasonId | null;
  /** The number of the version in force when it took place; null: there was none, and it has no reason. */
  readonly version: number | null;
  /** By field what came, where that is nothing known here and was to be kept all the same. */
  readonly unmapped: Readonly<Partial<Record<FactField, string>>>;
}

/** When a contact took place, and on which day of its taxonomy's time zone. */
export interface ContactMoment {
  readonly occurredAt: Date;
  readonly day: string;
}

export interface CheckedContact extends ContactMoment {
  readonly source: string;
  readonly externalId: string;
  readonly facts: ContactFacts;
  /** The fields of which something was said; the others stay as they are recorded. */
  readonly said: ReadonlySet<FactField>;
  readonly excerpt: RedactedExcerpt | null;
}

/** As it is kept. */
export interface StoredContact extends ContactMoment {
  readonly facts: ContactFacts;
}
