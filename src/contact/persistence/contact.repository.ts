import type { TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type {
  CheckedContact,
  ContactFilter,
  ContactId,
  ContactRecord,
  ExcerptRecord,
  KnownContact,
} from '../domain';

export interface NewContact extends CheckedContact {
  readonly id: ContactId;
}

export interface FoundContact extends KnownContact {
  readonly id: ContactId;
  readonly source: string;
  readonly externalId: string;
}

export interface ContactSample {
  readonly taxonomyId: TaxonomyId;
  readonly filter: ContactFilter;
  readonly seed: number;
  readonly size: number;
}

/** The columns of a contact, as its record names them. */
export const contactColumns = `c.id, c.taxonomy_id AS "taxonomyId", c.source, c.external_id AS "externalId",
  c.occurred_at AS "occurredAt", c.channel, c.cluster, c.recorded_at AS "recordedAt"`;

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

/** What commands load and save of contacts: one statement for a batch, whatever its size. */
export class ContactRepository {
  constructor(private readonly sql: Sql) {}

  /** Those that are recorded under these names, with their excerpts. */
  known(taxonomyId: TaxonomyId, named: readonly CheckedContact[]): Promise<FoundContact[]> {
    return rowsOf<FoundContact>(
      this.sql,
      `SELECT c.id, c.source, c.external_id AS "externalId", c.occurred_at AS "occurredAt", c.channel, c.cluster,
         e.text AS excerpt
       FROM unnest($2::text[], $3::text[]) AS named (source, external_id)
       JOIN contact c ON c.taxonomy_id = $1 AND c.source = named.source AND c.external_id = named.external_id
       LEFT JOIN contact_excerpt e ON e.taxonomy_id = c.taxonomy_id AND e.contact_id = c.id`,
      [taxonomyId, named.map(({ source }) => source), named.map(({ externalId }) => externalId)],
    );
  }

  /** Answers the ids of those that were added; the others were there already, added by somebody else just now. */
  async add(
    taxonomyId: TaxonomyId,
    contacts: readonly NewContact[],
    recordedAt: Date,
  ): Promise<ReadonlySet<ContactId>> {
    if (contacts.length === 0) return new Set();
    const added = await rowsOf<{ id: ContactId }>(
      this.sql,
      `INSERT INTO contact (taxonomy_id, id, source, external_id, occurred_at, channel, cluster, recorded_at)
       SELECT $1::uuid, given.*, $8::timestamptz
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[]) AS given
       ON CONFLICT ON CONSTRAINT contact_external_id_unique DO NOTHING
       RETURNING id`,
      [
        ...[taxonomyId, contacts.map(({ id }) => id), contacts.map(({ source }) => source)],
        ...[contacts.map(({ externalId }) => externalId), contacts.map(({ occurredAt }) => occurredAt)],
        ...[contacts.map(({ channel }) => channel), contacts.map(({ cluster }) => cluster), recordedAt],
      ],
    );
    const ids = new Set(added.map(({ id }) => id));
    await this.addExcerpts(
      taxonomyId,
      contacts.filter(({ id }) => ids.has(id)),
    );
    return ids;
  }

  private async addExcerpts(taxonomyId: TaxonomyId, contacts: readonly NewContact[]): Promise<void> {
    const given = contacts.flatMap(({ id, excerpt }) => (excerpt === null ? [] : [{ id, ...excerpt }]));
    if (given.length === 0) return;
    await this.sql.query(
      `INSERT INTO contact_excerpt (taxonomy_id, contact_id, text, redacted)
       SELECT $1::uuid, contact_id, text, string_to_array(redacted, ',')
       FROM unnest($2::uuid[], $3::text[], $4::text[]) AS given (contact_id, text, redacted)`,
      [
        ...[taxonomyId, given.map(({ id }) => id), given.map(({ text }) => text)],
        given.map(({ redacted }) => redacted.join(',')),
      ],
    );
  }

  /** Of the given contacts, those of this taxonomy, in no order. */
  contacts(taxonomyId: TaxonomyId, ids: readonly ContactId[]): Promise<ContactRecord[]> {
    return rowsOf<ContactRecord>(
      this.sql,
      `SELECT ${contactColumns} FROM contact c WHERE c.taxonomy_id = $1 AND c.id = ANY ($2)`,
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
