import type { ActorId, DepartmentId, DraftId, ReasonId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type {
  AttestationId,
  AttestationItemRecord,
  AttestationQuestion,
  AttestationRecord,
  GivenAnswer,
} from '../domain';

export const attestationColumns = `t.id, t.taxonomy_id AS "taxonomyId", t.title, t.due_at AS "dueAt",
  t.department_id AS "departmentId", t.opened_by AS "openedBy", t.opened_at AS "openedAt", t.closed_at AS "closedAt"`;

export const itemColumns = `i.attestation_id AS "attestationId", i.reason_id AS "reasonId", i.department_id AS "departmentId",
  i.answer, i.note, i.draft_id AS "draftId", i.transfer_id AS "transferId", i.answered_by AS "answeredBy",
  i.answered_at AS "answeredAt"`;

/** Campaigns of attestation, as commands open, answer and close them. */
export class AttestationRepository {
  constructor(private readonly sql: Sql) {}

  async lockAttestation(id: AttestationId): Promise<AttestationRecord | null> {
    const [row] = await rowsOf<AttestationRecord>(
      this.sql,
      `SELECT ${attestationColumns} FROM attestation t WHERE t.id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  async addAttestation(
    attestation: AttestationRecord,
    questions: readonly AttestationQuestion[],
  ): Promise<void> {
    const { id, taxonomyId, title, dueAt, departmentId, openedBy, openedAt } = attestation;
    await this.sql.query(
      `INSERT INTO attestation (id, taxonomy_id, title, due_at, department_id, opened_by, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, taxonomyId, title, dueAt, departmentId, openedBy, openedAt],
    );
    await this.sql.query(
      `INSERT INTO attestation_item (attestation_id, reason_id, department_id)
       SELECT $1, * FROM unnest($2::uuid[], $3::uuid[])`,
      [id, questions.map(({ reasonId }) => reasonId), questions.map((question) => question.departmentId)],
    );
  }

  itemsOf(id: AttestationId, departmentId: DepartmentId): Promise<AttestationItemRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${itemColumns} FROM attestation_item i WHERE i.attestation_id = $1 AND i.department_id = $2`,
      [id, departmentId],
    );
  }

  /** Drafts and transfers of the ids given that belong to the taxonomy of the campaign. */
  async linkable({ taxonomyId }: AttestationRecord, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await rowsOf<{ id: string }>(
      this.sql,
      `SELECT id FROM draft WHERE taxonomy_id = $1 AND id = ANY ($2)
       UNION ALL SELECT id FROM transfer WHERE taxonomy_id = $1 AND id = ANY ($2)`,
      [taxonomyId, ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  async saveAnswers(
    of: { readonly id: AttestationId; readonly departmentId: DepartmentId },
    answers: readonly GivenAnswer[],
    by: { readonly actorId: ActorId; readonly at: Date },
  ): Promise<void> {
    const column = <Value>(pick: (answer: GivenAnswer) => Value): Value[] => answers.map(pick);
    await this.sql.query(
      `UPDATE attestation_item i SET answer = g.answer, note = g.note, draft_id = g.draft_id, transfer_id = g.transfer_id,
         answered_by = $3, answered_at = $4
       FROM unnest($5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::uuid[])
         AS g (reason_id, answer, note, draft_id, transfer_id)
       WHERE i.attestation_id = $1 AND i.department_id = $2 AND i.reason_id = g.reason_id`,
      [
        ...[of.id, of.departmentId, by.actorId, by.at],
        column<ReasonId>(({ reasonId }) => reasonId),
        column(({ answer }) => answer),
        column(({ note }) => note),
        column<DraftId | null>(({ draftId }) => draftId),
        column(({ transferId }) => transferId),
      ],
    );
  }

  async close(id: AttestationId, closedAt: Date): Promise<void> {
    await this.sql.query(`UPDATE attestation SET closed_at = $2 WHERE id = $1`, [id, closedAt]);
  }
}
