import type { ActorId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TransferId, TransferRecord, TransferredRole, TransferState } from '../domain';

export const transferColumns = `t.id, t.taxonomy_id AS "taxonomyId", t.from_department_id AS "fromDepartmentId",
  t.to_department_id AS "toDepartmentId", t.effective_from AS "effectiveFrom", t.note, t.state, t.offered_by AS "offeredBy",
  t.offered_at AS "offeredAt", t.decided_by AS "decidedBy", t.decided_at AS "decidedAt", t.decision_note AS "decisionNote"`;

/** Offers to hand reasons over, as commands make and decide them under the lock of the taxonomy. */
export class TransferRepository {
  constructor(private readonly sql: Sql) {}

  async transfer(id: TransferId): Promise<TransferRecord | null> {
    const [row] = await rowsOf<TransferRecord>(
      this.sql,
      `SELECT ${transferColumns} FROM transfer t WHERE t.id = $1`,
      [id],
    );
    return row ?? null;
  }

  rolesOf(id: TransferId): Promise<TransferredRole[]> {
    return rowsOf(
      this.sql,
      `SELECT reason_id AS "reasonId", role FROM transfer_reason WHERE transfer_id = $1 ORDER BY reason_id, role`,
      [id],
    );
  }

  async addTransfer(transfer: TransferRecord, roles: readonly TransferredRole[]): Promise<void> {
    const { id, taxonomyId, fromDepartmentId, toDepartmentId, effectiveFrom, note, state } = transfer;
    await this.sql.query(
      `INSERT INTO transfer (id, taxonomy_id, from_department_id, to_department_id, effective_from, note, state,
         offered_by, offered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, taxonomyId, fromDepartmentId, toDepartmentId, effectiveFrom, note, state],
        ...[transfer.offeredBy, transfer.offeredAt],
      ],
    );
    await this.sql.query(
      `INSERT INTO transfer_reason (transfer_id, reason_id, role)
       SELECT $1, * FROM unnest($2::uuid[], $3::text[])`,
      [id, roles.map(({ reasonId }) => reasonId), roles.map(({ role }) => role)],
    );
  }

  async decide(
    id: TransferId,
    decision: {
      readonly state: TransferState;
      readonly decidedBy: ActorId;
      readonly decidedAt: Date;
      readonly note: string | null;
    },
  ): Promise<void> {
    const { state, decidedBy, decidedAt, note } = decision;
    await this.sql.query(
      `UPDATE transfer SET state = $2, decided_by = $3, decided_at = $4, decision_note = $5 WHERE id = $1`,
      [id, state, decidedBy, decidedAt, note],
    );
  }
}
