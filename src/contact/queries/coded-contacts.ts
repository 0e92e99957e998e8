import type { ReasonId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { CodedContact, CoderId, ContactId, ContactRecord, ProductionCoding } from '../domain';

interface CodedRow extends Omit<CodedContact, 'initial' | 'final' | 'unmapped'> {
  readonly initialReasonId: ReasonId | null;
  readonly initialVersion: number | null;
  readonly reasonId: ReasonId | null;
  readonly version: number | null;
  readonly coderId: CoderId | null;
  readonly unmapped: CodedContact['unmapped'] | null;
}

interface FormerRow extends Omit<ProductionCoding, 'contact'> {
  readonly id: ContactId;
}

const mostFormer = 20;

/** What production recorded of contacts: one statement for a page, whatever its size. */
export class CodedContacts {
  constructor(private readonly sql: Sql) {}

  /** In no order. */
  async of(contacts: readonly ContactRecord[]): Promise<readonly CodedContact[]> {
    const byId = new Map(contacts.map((contact) => [contact.id, contact]));
    const rows = await rowsOf<CodedRow>(
      this.sql,
      `SELECT c.id, c.segment, c.department_id AS "departmentId", c.resolution_id AS "resolutionId", c.priority,
         c.sentiment, c.handle_seconds AS "handleSeconds", c.satisfaction,
         c.first_contact_resolved AS "firstContactResolved", c.escalated, c.initial_reason_id AS "initialReasonId",
         c.initial_version AS "initialVersion", c.reason_id AS "reasonId", c.version, c.coder_id AS "coderId", c.unmapped
       FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) AS asked (taxonomy_id, occurred_at, id)
       CROSS JOIN LATERAL (
         SELECT * FROM contact
         WHERE taxonomy_id = asked.taxonomy_id AND occurred_at = asked.occurred_at AND id = asked.id LIMIT 1) AS c`,
      [
        contacts.map(({ taxonomyId }) => taxonomyId),
        contacts.map(({ occurredAt }) => occurredAt),
        contacts.map(({ id }) => id),
      ],
    );
    return rows.flatMap(
      ({ initialReasonId, initialVersion, reasonId, version, coderId, unmapped, ...facts }) => {
        const contact = byId.get(facts.id);
        if (contact === undefined) return [];
        const stands = { contact, supersededAt: null };
        const initial =
          initialReasonId === null || initialVersion === null
            ? null
            : { ...stands, ...initialCoding, reasonId: initialReasonId, version: initialVersion };
        const final =
          reasonId === null || version === null
            ? null
            : { ...stands, stage: 'FINAL' as const, reasonId, version, coderId };
        return [{ ...facts, initial, final, unmapped: unmapped ?? {} }];
      },
    );
  }

  /** What corrections took the place of, by contact: the latest few, the latest first. */
  async formerOf(
    contacts: readonly ContactRecord[],
  ): Promise<ReadonlyMap<ContactId, readonly ProductionCoding[]>> {
    const rows = await rowsOf<FormerRow>(
      this.sql,
      `SELECT asked.id, c.stage, c.reason_id AS "reasonId", c.version, c.coder_id AS "coderId",
         c.superseded_at AS "supersededAt"
       FROM unnest($1::uuid[], $2::uuid[]) AS asked (taxonomy_id, id)
       CROSS JOIN LATERAL (
         SELECT * FROM coding
         WHERE taxonomy_id = asked.taxonomy_id AND contact_id = asked.id AND purpose = 'PRODUCTION'
         ORDER BY superseded_at DESC, stage, id DESC LIMIT ${mostFormer}) AS c
       ORDER BY c.superseded_at DESC, c.stage, c.id DESC`,
      [contacts.map(({ taxonomyId }) => taxonomyId), contacts.map(({ id }) => id)],
    );
    return new Map(
      contacts.map((contact) => [
        contact.id,
        rows.flatMap(({ id, ...coding }) => (id === contact.id ? [{ ...coding, contact }] : [])),
      ]),
    );
  }
}

const initialCoding = { stage: 'INITIAL', coderId: null } as const;
