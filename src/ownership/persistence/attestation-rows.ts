import type { DepartmentId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { PageRequest } from '../../platform/paging';
import type { AttestationId, AttestationItemRecord, AttestationRecord } from '../domain';
import { attestationColumns, itemColumns } from './attestation.repository';

export interface AttestationProgress {
  readonly attestationId: AttestationId;
  readonly departmentId: DepartmentId;
  readonly asked: number;
  readonly confirmed: number;
  readonly changesProposed: number;
  readonly handedOver: number;
  readonly open: number;
  /** Open although the due date is past. */
  readonly overdue: number;
}

export interface ItemFilter {
  readonly attestationId: AttestationId;
  readonly departmentId: DepartmentId | null;
  readonly onlyOpen: boolean;
}

/** The statements behind the reading of attestations. */
export class AttestationRows {
  constructor(private readonly sql: Sql) {}

  attestations(ids: readonly AttestationId[]): Promise<AttestationRecord[]> {
    return rowsOf(this.sql, `SELECT ${attestationColumns} FROM attestation t WHERE t.id = ANY ($1)`, [ids]);
  }

  /** Of each taxonomy, the newest first, a row more than a page holds. */
  pages(taxonomyIds: readonly TaxonomyId[], { first, after }: PageRequest): Promise<AttestationRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT page.* FROM unnest($1::uuid[]) AS wanted (taxonomy_id) CROSS JOIN LATERAL (
         SELECT ${attestationColumns} FROM attestation t
         WHERE t.taxonomy_id = wanted.taxonomy_id AND ($2::uuid IS NULL OR t.id < $2)
         ORDER BY t.id DESC LIMIT $3) AS page`,
      [taxonomyIds, after?.[0] ?? null, first + 1],
    );
  }

  /** Of each department that is asked, those with the most open questions first. */
  progress(ids: readonly AttestationId[]): Promise<AttestationProgress[]> {
    return rowsOf(
      this.sql,
      `SELECT i.attestation_id AS "attestationId", i.department_id AS "departmentId", count(*)::integer AS asked,
         count(*) FILTER (WHERE i.answer = 'CONFIRM')::integer AS confirmed,
         count(*) FILTER (WHERE i.answer = 'PROPOSE_CHANGE')::integer AS "changesProposed",
         count(*) FILTER (WHERE i.answer = 'HAND_OVER')::integer AS "handedOver",
         count(*) FILTER (WHERE i.answer IS NULL)::integer AS open,
         count(*) FILTER (WHERE i.answer IS NULL AND t.due_at < now())::integer AS overdue
       FROM attestation_item i JOIN attestation t ON t.id = i.attestation_id
       WHERE i.attestation_id = ANY ($1)
       GROUP BY i.attestation_id, i.department_id
       ORDER BY open DESC, i.department_id`,
      [ids],
    );
  }

  items(filter: ItemFilter, { first, after }: PageRequest): Promise<AttestationItemRecord[]> {
    const [department = null, reason = null] = after ?? [];
    return rowsOf(
      this.sql,
      `SELECT ${itemColumns} FROM attestation_item i
       WHERE i.attestation_id = $1 AND ($2::uuid IS NULL OR i.department_id = $2) AND (NOT $3 OR i.answer IS NULL)
         AND ($4::uuid IS NULL OR (i.department_id, i.reason_id) > ($4, $5::uuid))
       ORDER BY i.department_id, i.reason_id LIMIT $6`,
      [filter.attestationId, filter.departmentId, filter.onlyOpen, department, reason, first + 1],
    );
  }
}
