import type { TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ContactFilter, ContactId, ContactRecord, ExcerptRecord } from '../domain';

export interface ContactSample {
  readonly taxonomyId: TaxonomyId;
  readonly filter: ContactFilter;
  readonly seed: number;
  readonly size: number;
}

/** The columns of a contact, as its record names them. */
export const contactColumns = `c.id, c.taxonomy_id AS "taxonomyId", c.source, c.external_id AS "externalId",
  c.occurred_at AS "occurredAt", c.channel, c.cluster, c.recorded_at AS "recordedAt"`;

/** A contact is found by its id through its identity, which knows in which month it is kept. */
export const contactsOfIdentities = `contact_identity i
  JOIN contact c ON c.taxonomy_id = i.taxonomy_id AND c.occurred_at = i.occurred_at AND c.id = i.id`;

/** What a filter asks for, with the taxonomy as $1 and the filter's values as $2 to $6. */
export const contactCondition = `c.taxonomy_id = $1
  AND ($2::text IS NULL OR c.source = $2)
  AND ($3::text IS NULL OR c.channel = $3)
  AND ($4::timestamptz IS NULL OR c.occurred_at >= $4)
  AND ($5::timestamptz IS NULL OR c.occurred_at < $5)
  AND ($6::boolean IS NULL OR $6 = EXISTS (
    SELECT 1 FROM contact_excerpt e WHERE e.taxonomy_id = c.taxonomy_id AND e.contact_id = c.id))`;

export const filterValues = (filter: ContactFilter): readonly unknown[] => [
  filter.source,
  filter.channel,
  filter.from,
  filter.until,
  filter.hasExcerpt,
];

/** What commands load of contacts: one statement for a batch, whatever its size. */
export class ContactRepository {
  constructor(private readonly sql: Sql) {}

  /** Of the given contacts, those of this taxonomy, in no order. */
  contacts(taxonomyId: TaxonomyId, ids: readonly ContactId[]): Promise<ContactRecord[]> {
    return rowsOf<ContactRecord>(
      this.sql,
      `SELECT ${contactColumns} FROM ${contactsOfIdentities} WHERE i.taxonomy_id = $1 AND i.id = ANY ($2)`,
      [taxonomyId, ids],
    );
  }

  /**
   * Contacts drawn by a seed: those whose names, hashed together with it, come first. The same seed draws the same from
   * the same contacts, wherever they are kept and in whichever order they came.
   */
  sample({ taxonomyId, filter, seed, size }: ContactSample): Promise<ContactRecord[]> {
    return rowsOf<ContactRecord>(
      this.sql,
      `SELECT ${contactColumns} FROM contact c WHERE ${contactCondition}
       ORDER BY sha256(convert_to(concat_ws(':', $7::text, c.source, c.external_id), 'UTF8')), c.id LIMIT $8`,
      [taxonomyId, ...filterValues(filter), String(seed), size],
    );
  }

  excerpts(ids: readonly ContactId[]): Promise<ExcerptRecord[]> {
    return rowsOf<ExcerptRecord>(
      this.sql,
      `SELECT contact_id AS "contactId", text, redacted FROM contact_excerpt WHERE contact_id = ANY ($1)`,
      [ids],
    );
  }
}
