import { newId, type TaxonomyId } from '../../platform/ids';
import { copyRows, type CopiedValue, type CopyTarget } from '../../platform/database/copy';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ContactId, FormerCoding, IngestJobId, RedactedExcerpt, StoredContact } from '../domain';

export interface WrittenContact extends StoredContact {
  readonly id: ContactId;
  readonly source: string;
  readonly externalId: string;
  readonly digest: string;
  /** The file that it comes from; null: it was sent by itself. */
  readonly jobId: IngestJobId | null;
}

export interface CorrectedContact {
  readonly before: StoredContact;
  readonly after: WrittenContact;
  readonly former: readonly FormerCoding[];
}

export interface WrittenExcerpt {
  readonly id: ContactId;
  readonly excerpt: RedactedExcerpt;
}

const contactColumns = [
  ...[
    'taxonomy_id',
    'id',
    'occurred_at',
    'recorded_at',
    'day',
    'source',
    'external_id',
    'channel',
    'segment',
  ],
  ...['cluster', 'customer_key', 'department_id', 'resolution_id', 'priority', 'sentiment', 'handle_seconds'],
  ...['satisfaction', 'first_contact_resolved', 'coder_id', 'initial_reason_id', 'initial_version'],
  ...['reason_id', 'version', 'unmapped', 'escalated'],
];
const identityColumns = ['taxonomy_id', 'id', 'occurred_at', 'source', 'external_id', 'digest', 'job_id'];
const codingColumns = [
  ...['taxonomy_id', 'contact_id', 'id', 'purpose', 'stage', 'reason_id', 'version', 'coder_id', 'coded_at'],
  ...['recorded_at', 'superseded_at'],
];

/** Writes contacts of a taxonomy, by COPY, while it is locked: there is no other writer. */
export class ContactWriter {
  constructor(private readonly sql: Sql) {}

  /** Before anything else is written: who opens a month waits for others who do. */
  async openMonths(contacts: readonly StoredContact[]): Promise<void> {
    const months = [
      ...new Set(contacts.map(({ occurredAt }) => `${occurredAt.toISOString().slice(0, 7)}-01`)),
    ];
    if (months.length === 0) return;
    await this.sql.query(`SELECT open_contact_month(month) FROM unnest($1::date[]) AS month`, [
      months.sort(),
    ]);
  }

  async add(taxonomyId: TaxonomyId, contacts: readonly WrittenContact[], now: Date): Promise<void> {
    const target: CopyTarget<WrittenContact> = {
      ...{ table: 'contact_identity', columns: identityColumns },
      valuesOf: ({ id, occurredAt, source, externalId, digest, jobId }) => [
        taxonomyId,
        id,
        occurredAt,
        source,
        externalId,
        `\\x${digest}`,
        jobId,
      ],
    };
    await copyRows(this.sql, target, contacts);
    await this.copyContacts(taxonomyId, contacts, now);
  }

  /** The codings that are replaced are kept; the other facts stand as they are now. */
  async correct(taxonomyId: TaxonomyId, corrected: readonly CorrectedContact[], now: Date): Promise<void> {
    if (corrected.length === 0) return;
    const after = corrected.map((one) => one.after);
    const removed = await rowsOf<{ id: ContactId; recorded_at: Date }>(
      this.sql,
      `DELETE FROM contact WHERE taxonomy_id = $1 AND id = ANY ($2) AND occurred_at = ANY ($3)
       RETURNING id, recorded_at`,
      [taxonomyId, after.map(({ id }) => id), corrected.map(({ before }) => before.occurredAt)],
    );
    await this.sql.query(
      `UPDATE contact_identity i SET occurred_at = moved.occurred_at, digest = decode(moved.digest, 'hex'), job_id = moved.job_id
       FROM unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::uuid[]) AS moved (id, occurred_at, digest, job_id)
       WHERE i.taxonomy_id = $1 AND i.id = moved.id`,
      [
        taxonomyId,
        ...[after.map(({ id }) => id), after.map(({ occurredAt }) => occurredAt)],
        ...[after.map(({ digest }) => digest), after.map(({ jobId }) => jobId)],
      ],
    );
    await this.copyContacts(taxonomyId, after, now);
    await this.keepCodings(taxonomyId, {
      corrected,
      now,
      recordedAt: new Map(removed.map((row) => [row.id, row.recorded_at])),
    });
  }

  /** Keeps that a file names contacts of which it says nothing new. */
  async name(taxonomyId: TaxonomyId, ids: readonly ContactId[], jobId: IngestJobId): Promise<void> {
    if (ids.length === 0) return;
    await this.sql.query(
      `UPDATE contact_identity SET job_id = $3 WHERE taxonomy_id = $1 AND id = ANY ($2) AND job_id IS DISTINCT FROM $3`,
      [taxonomyId, ids, jobId],
    );
  }

  addExcerpts(taxonomyId: TaxonomyId, excerpts: readonly WrittenExcerpt[]): Promise<void> {
    const target: CopyTarget<WrittenExcerpt> = {
      table: 'contact_excerpt',
      columns: ['taxonomy_id', 'contact_id', 'text', 'redacted'],
      valuesOf: ({ id, excerpt }) => [taxonomyId, id, excerpt.text, `{${excerpt.redacted.join(',')}}`],
    };
    return copyRows(this.sql, target, excerpts);
  }

  private copyContacts(
    taxonomyId: TaxonomyId,
    contacts: readonly WrittenContact[],
    now: Date,
  ): Promise<void> {
    const target: CopyTarget<WrittenContact> = {
      ...{ table: 'contact', columns: contactColumns },
      valuesOf: (contact) => valuesOf(contact, taxonomyId, now),
    };
    return copyRows(this.sql, target, contacts);
  }

  private async keepCodings(
    taxonomyId: TaxonomyId,
    {
      corrected,
      recordedAt,
      now,
    }: {
      readonly corrected: readonly CorrectedContact[];
      readonly recordedAt: ReadonlyMap<ContactId, Date>;
      readonly now: Date;
    },
  ): Promise<void> {
    const former = corrected.flatMap(({ before, after, former: codings }) =>
      codings.map((coding) => ({ ...coding, id: after.id, codedAt: before.occurredAt })),
    );
    const target: CopyTarget<(typeof former)[number]> = {
      ...{ table: 'coding', columns: codingColumns },
      valuesOf: ({ stage, facts, id, codedAt }) => [
        ...[taxonomyId, id, newId(), 'PRODUCTION', stage],
        ...(stage === 'INITIAL'
          ? [facts.initialReasonId, facts.initialVersion, null]
          : [facts.reasonId, facts.version, facts.coderId]),
        ...[codedAt, recordedAt.get(id) ?? now, now],
      ],
    };
    await copyRows(this.sql, target, former);
  }
}

const valuesOf = (
  { id, occurredAt, day, source, externalId, facts }: WrittenContact,
  taxonomyId: TaxonomyId,
  now: Date,
): readonly CopiedValue[] => [
  taxonomyId,
  id,
  occurredAt,
  now,
  day,
  source,
  externalId,
  facts.channel,
  facts.segment,
  facts.cluster,
  facts.customerKey,
  facts.departmentId,
  facts.resolutionId,
  facts.priority,
  facts.sentiment,
  facts.handleSeconds,
  facts.satisfaction,
  facts.firstContactResolved,
  facts.coderId,
  facts.initialReasonId,
  facts.initialVersion,
  facts.reasonId,
  facts.version,
  Object.keys(facts.unmapped).length === 0 ? null : JSON.stringify(facts.unmapped),
  facts.escalated,
];
