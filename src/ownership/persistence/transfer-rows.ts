import type { DepartmentId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { PageRequest } from '../../platform/paging';
import type { TransferId, TransferRecord, TransferredRole, TransferState } from '../domain';
import { transferColumns } from './transfer.repository';

export interface TransferFilter {
  /** Null: all of them. */
  readonly taxonomyIds: readonly TaxonomyId[] | null;
  /** Null: whoever is concerned. */
  readonly departmentIds: readonly DepartmentId[] | null;
  /** Which side the departments are on; null: either. */
  readonly side: 'FROM' | 'TO' | null;
  readonly states: readonly TransferState[] | null;
  readonly overdue: boolean;
}

/** The statements behind the reading of hand-overs. */
export class TransferRows {
  constructor(private readonly sql: Sql) {}

  transfers(ids: readonly TransferId[]): Promise<TransferRecord[]> {
    return rowsOf(this.sql, `SELECT ${transferColumns} FROM transfer t WHERE t.id = ANY ($1)`, [ids]);
  }

  page(filter: TransferFilter, { first, after }: PageRequest): Promise<TransferRecord[]> {
    const { taxonomyIds, departmentIds, side, states, overdue } = filter;
    return rowsOf(
      this.sql,
      `SELECT ${transferColumns} FROM transfer t
       WHERE ($1::uuid[] IS NULL OR t.taxonomy_id = ANY ($1))
         AND ($2::uuid[] IS NULL OR ($3::text IS DISTINCT FROM 'TO' AND t.from_department_id = ANY ($2))
           OR ($3::text IS DISTINCT FROM 'FROM' AND t.to_department_id = ANY ($2)))
         AND ($4::text[] IS NULL OR t.state = ANY ($4))
         AND (NOT $5 OR (t.state = 'PENDING' AND t.effective_from < now()))
         AND ($6::uuid IS NULL OR t.id < $6)
       ORDER BY t.id DESC LIMIT $7`,
      [taxonomyIds, departmentIds, side, states, overdue, after?.[0] ?? null, first + 1],
    );
  }

  async roles(ids: readonly TransferId[]): Promise<ReadonlyMap<TransferId, readonly TransferredRole[]>> {
    const rows = await rowsOf<TransferredRole & { readonly transferId: TransferId }>(
      this.sql,
      `SELECT transfer_id AS "transferId", reason_id AS "reasonId", role FROM transfer_reason
       WHERE transfer_id = ANY ($1) ORDER BY transfer_id, reason_id, role`,
      [ids],
    );
    const found = new Map<TransferId, TransferredRole[]>();
    for (const { transferId, ...role } of rows) {
      const known = found.get(transferId);
      if (known === undefined) found.set(transferId, [role]);
      else known.push(role);
    }
    return found;
  }
}
