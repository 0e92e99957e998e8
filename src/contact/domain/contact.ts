import type { Id, TaxonomyId } from '../../platform/ids';
import type { RedactionKind } from './redact-excerpt';

export type ContactId = Id<'Contact'>;

/** A contact as its source recorded it: an observation, which nobody here changes. */
export interface ContactRecord {
  readonly id: ContactId;
  readonly taxonomyId: TaxonomyId;
  /** The system it comes from, such as `zendesk`. */
  readonly source: string;
  /** What that system knows it by. */
  readonly externalId: string;
  readonly occurredAt: Date;
  /** The code of one of the taxonomy's channels; null: not said. */
  readonly channel: string | null;
  /** A pseudonym of the customer or thread that it shares with other contacts; null: not known. */
  readonly cluster: string | null;
  readonly recordedAt: Date;
}

/** What was said, kept apart from the contact so that few may read it, after redaction. */
export interface ExcerptRecord {
  readonly contactId: ContactId;
  readonly text: string;
  readonly redacted: readonly RedactionKind[];
}

/** Which contacts; null does not narrow. */
export interface ContactFilter {
  readonly source: string | null;
  readonly channel: string | null;
  /** Occurred at this moment or later. */
  readonly from: Date | null;
  /** Occurred before this moment. */
  readonly until: Date | null;
  readonly hasExcerpt: boolean | null;
}
