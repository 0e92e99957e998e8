import { bytesOfUuid, newId, type TaxonomyId } from '../../platform/ids';
import { BinaryRows } from '../../platform/database/binary-rows';
import { copyBinaryRows, copyRows, type CopyTarget } from '../../platform/database/copy';
import { rowsOf, violatedUniqueConstraint, type Sql } from '../../platform/database/sql';
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

/** The moment of recording stands after the first id, where it can be set last. */
const contactColumns = [
  ...[
    'taxonomy_id',
    'recorded_at',
    'id',
    'occurred_at',
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
  async openMonths(moments: readonly Date[]): Promise<void> {
    const months = [...new Set(moments.map((moment) => `${moment.toISOString().slice(0, 7)}-01`))];
    if (months.length === 0) return;
    await this.sql.query(`SELECT open_contact_month(month) FROM unnest($1::date[]) AS month`, [
      months.sort(),
    ]);
  }

  async add(taxonomyId: TaxonomyId, contacts: readonly WrittenContact[], now: Date): Promise<void> {
    const rows = new ContactRows(taxonomyId);
    for (const contact of contacts) rows.add(contact);
    await this.addRows(rows, now);
  }

  /** False, with nothing written, where one of them is known by its source and external id. */
  async addIfNew(rows: ContactRows, now: Date): Promise<boolean> {
    await this.sql.query('SAVEPOINT before_contacts');
    try {
      await this.addRows(rows, now);
      return true;
    } catch (fault) {
      if (violatedUniqueConstraint(fault) !== 'contact_identity_external_id_unique') throw fault;
      await this.sql.query('ROLLBACK TO SAVEPOINT before_contacts');
      return false;
    }
  }

  /** Who they are comes first: one that is known stops the rest. */
  private async addRows({ identities, contacts }: ContactRows, now: Date): Promise<void> {
    await copyBinaryRows(this.sql, { table: 'contact_identity', columns: identityColumns }, identities);
    await this.copyContacts(contacts, now);
  }

  /** The codings that are replaced are kept; the other facts stand as they are now. */
  async correct(taxonomyId: TaxonomyId, corrected: readonly CorrectedContact[], now: Date): Promise<void> {
    if (corrected.length === 0) return;
    const after = corrected.map((one) => one.after);
    const removed = await rowsOf<{ id: ContactId; recorded_at: Date }>(
      this.sql,
      `WITH removed AS (
         DELETE FROM contact WHERE taxonomy_id = $1 AND id = ANY ($2) AND occurred_at = ANY ($3)
         RETURNING id, recorded_at)
       SELECT id, recorded_at FROM removed`,
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
    const rows = new ContactRows(taxonomyId);
    for (const contact of after) rows.addFacts(contact, bytesOfUuid(contact.id));
    await this.copyContacts(rows.contacts, now);
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

  private async copyContacts(contacts: BinaryRows, now: Date): Promise<void> {
    contacts.setMomentAfterId(now);
    await copyBinaryRows(this.sql, { table: 'contact', columns: contactColumns }, contacts);
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

/** Contacts of a taxonomy as they are written: who they are, and what is recorded of them. */
export class ContactRows {
  readonly identities = new BinaryRows(identityColumns.length);
  readonly contacts = new BinaryRows(contactColumns.length);

  constructor(private readonly taxonomyId: TaxonomyId) {}

  get count(): number {
    return this.contacts.count;
  }

  add(contact: WrittenContact): void {
    this.addNew(contact, bytesOfUuid(contact.id));
  }

  addNew(contact: Omit<WrittenContact, 'id'>, id: Readonly<Uint8Array>): void {
    const { occurredAt, source, externalId, digest, jobId } = contact;
    const row = this.identities.row().uuid(this.taxonomyId).uuidBytes(id).moment(occurredAt);
    row.text(source).text(externalId).hex(digest).uuid(jobId);
    this.addFacts(contact, id);
  }

  addFacts(contact: Omit<WrittenContact, 'id'>, id: Readonly<Uint8Array>): void {
    const { occurredAt, day, source, externalId, facts } = contact;
    const row = this.contacts.row().uuid(this.taxonomyId).moment(occurredAt).uuidBytes(id).moment(occurredAt);
    row.day(day).text(source).text(externalId).text(facts.channel).text(facts.segment).text(facts.cluster);
    row.text(facts.customerKey).uuid(facts.departmentId).uuid(facts.resolutionId);
    row.text(facts.priority).text(facts.sentiment).integer(facts.handleSeconds).integer(facts.satisfaction);
    row.truth(facts.firstContactResolved).uuid(facts.coderId);
    row.uuid(facts.initialReasonId).integer(facts.initialVersion).uuid(facts.reasonId).integer(facts.version);
    row.json(isEmpty(facts.unmapped) ? null : facts.unmapped).truth(facts.escalated);
  }
}

function isEmpty(object: object): boolean {
  for (const _ in object) return false;
  return true;
}
