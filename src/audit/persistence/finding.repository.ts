import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ReasonId, TaxonomyId } from '../../platform/ids';
import type { AuditFindingId, AuditId, FindingRecord, FollowUpRecord } from '../domain';
import { findingColumns } from './audit-rows';

/** Findings of audits, as commands keep them. */
export class FindingRepository {
  constructor(private readonly sql: Sql) {}

  async add(finding: FindingRecord): Promise<void> {
    await this.sql.query(
      `INSERT INTO audit_finding
         (id, taxonomy_id, audit_id, reason_id, text, owner_id, due_on, state, revision, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[finding.id, finding.taxonomyId, finding.auditId, finding.reasonId, finding.text, finding.ownerId],
        ...[finding.dueOn, finding.state, finding.revision, finding.recordedBy, finding.recordedAt],
      ],
    );
  }

  async lock(id: AuditFindingId): Promise<FindingRecord | null> {
    const [row] = await rowsOf<FindingRecord>(
      this.sql,
      `SELECT ${findingColumns} FROM audit_finding f WHERE f.id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  async note(taxonomyId: TaxonomyId, followUp: FollowUpRecord): Promise<void> {
    const { findingId, revision, state, note, notedBy, notedAt } = followUp;
    await this.sql.query(`UPDATE audit_finding SET state = $2, revision = $3 WHERE id = $1`, [
      ...[findingId, state, revision],
    ]);
    await this.sql.query(
      `INSERT INTO audit_follow_up (taxonomy_id, finding_id, revision, state, note, noted_by, noted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [taxonomyId, findingId, revision, state, note, notedBy, notedAt],
    );
  }

  async countOf(auditId: AuditId): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(
      this.sql,
      `SELECT count(*)::integer AS count FROM audit_finding WHERE audit_id = $1`,
      [auditId],
    );
    return row?.count ?? 0;
  }

  /** Whether the reason is one of the taxonomy. */
  async reasonExists(taxonomyId: TaxonomyId, reasonId: ReasonId): Promise<boolean> {
    const found = await rowsOf(this.sql, `SELECT 1 FROM reason WHERE id = $1 AND taxonomy_id = $2`, [
      reasonId,
      taxonomyId,
    ]);
    return found.length > 0;
  }
}
