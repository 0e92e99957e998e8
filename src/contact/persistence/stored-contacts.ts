import type { TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { CheckedContact, ContactFacts, ContactId, IngestJobId, StoredContact } from '../domain';
import { contactsOfIdentities } from './contact.repository';

/** Who a contact is, and what tells two recordings of it apart; the digest is empty where it was never made. */
export interface KnownIdentity {
  readonly id: ContactId;
  readonly source: string;
  readonly externalId: string;
  readonly digest: string;
  /** The file that named it last. */
  readonly jobId: IngestJobId | null;
}

interface StoredRow extends Omit<ContactFacts, 'unmapped'> {
  readonly id: ContactId;
  readonly occurredAt: Date;
  readonly day: string;
  readonly unmapped: ContactFacts['unmapped'] | null;
}

/** What is recorded already of the contacts that are sent: one statement for a batch, whatever its size. */
export class StoredContacts {
  constructor(private readonly sql: Sql) {}

  /** By the limit each name is looked up in the index: joined, all that are recorded would be read for every batch. */
  identities(
    taxonomyId: TaxonomyId,
    named: readonly Pick<CheckedContact, 'source' | 'externalId'>[],
  ): Promise<KnownIdentity[]> {
    return rowsOf<KnownIdentity>(
      this.sql,
      `SELECT i.id, i.source, i.external_id AS "externalId", encode(i.digest, 'hex') AS digest,
         i.job_id AS "jobId"
       FROM unnest($2::text[], $3::text[]) AS named (source, external_id)
       CROSS JOIN LATERAL (
         SELECT id, source, external_id, digest, job_id FROM contact_identity
         WHERE taxonomy_id = $1 AND source = named.source AND external_id = named.external_id
         LIMIT 1
       ) AS i`,
      [taxonomyId, named.map(({ source }) => source), named.map(({ externalId }) => externalId)],
    );
  }

  async stored(
    taxonomyId: TaxonomyId,
    ids: readonly ContactId[],
  ): Promise<ReadonlyMap<ContactId, StoredContact>> {
    if (ids.length === 0) return new Map();
    const rows = await rowsOf<StoredRow>(
      this.sql,
      `SELECT c.id, c.occurred_at AS "occurredAt", c.day::text AS day, c.channel, c.segment, c.cluster,
         c.customer_key AS "customerKey", c.department_id AS "departmentId", c.resolution_id AS "resolutionId",
         c.priority, c.sentiment, c.handle_seconds AS "handleSeconds", c.satisfaction,
         c.first_contact_resolved AS "firstContactResolved", c.escalated, c.coder_id AS "coderId",
         c.initial_reason_id AS "initialReasonId", c.initial_version AS "initialVersion",
         c.reason_id AS "reasonId", c.version, c.unmapped
       FROM ${contactsOfIdentities} WHERE i.taxonomy_id = $1 AND i.id = ANY ($2)`,
      [taxonomyId, ids],
    );
    return new Map(
      rows.map(({ id, occurredAt, day, unmapped, ...facts }) => [
        id,
        { occurredAt, day, facts: { ...facts, unmapped: unmapped ?? {} } },
      ]),
    );
  }

  async excerpts(ids: readonly ContactId[]): Promise<ReadonlyMap<ContactId, string>> {
    if (ids.length === 0) return new Map();
    const rows = await rowsOf<{ id: ContactId; text: string }>(
      this.sql,
      `SELECT contact_id AS id, text FROM contact_excerpt WHERE contact_id = ANY ($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, text }) => [id, text]));
  }
}
