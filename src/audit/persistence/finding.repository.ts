import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ReasonId, TaxonomyId } from '../../platform/ids';
import type { AuditFindingId, AuditId, FindingRecord, FollowUpRecord, Observation } from '../domain';
import { findingColumns, findingOfRow, type FindingRow } from './audit-rows';

/** Findings, as commands keep them. */
export class FindingRepository {
  constructor(private readonly sql: Sql) {}

  async add(finding: FindingRecord): Promise<void> {
    await this.sql.query(
      `INSERT INTO audit_finding
         (id, taxonomy_id, audit_id, reason_id, text, owner_id, due_on, state, revision, recorded_by, recorded_at,
          source, coder_id, times_seen, key, observed, bound, counted, seen_in, seen_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
      [
        ...[finding.id, finding.taxonomyId, finding.auditId, finding.reasonId, finding.text, finding.ownerId],
        ...[finding.dueOn, finding.state, finding.revision, finding.recordedBy, finding.recordedAt],
        ...[finding.source, finding.coderId, finding.timesSeen, ...valuesOf(finding.observation)],
      ],
    );
  }

  /** For each key the newest finding of a source that has it. */
  async newestByKey(
    { taxonomyId, source }: Pick<FindingRecord, 'taxonomyId' | 'source'>,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, FindingRecord>> {
    const rows = await rowsOf<FindingRow>(
      this.sql,
      `SELECT DISTINCT ON (f.key) ${findingColumns} FROM audit_finding f
       WHERE f.taxonomy_id = $1 AND f.source = $2 AND f.key = ANY ($3) ORDER BY f.key, f.id DESC`,
      [taxonomyId, source, keys],
    );
    return new Map(rows.map((row) => [row.key ?? '', findingOfRow(row)]));
  }

  /** The same was found once more: what it comes to now, in the words of now. */
  async seeAgain(id: AuditFindingId, text: string, observation: Observation): Promise<void> {
    const { observed, bound, counted, seenIn, seenAt } = observation;
    await this.sql.query(
      `UPDATE audit_finding
       SET text = $2, observed = $3, bound = $4, counted = $5, seen_in = $6, seen_at = $7, times_seen = times_seen + 1
       WHERE id = $1`,
      [id, text, observed, bound, counted, seenIn, seenAt],
    );
  }

  async lock(id: AuditFindingId): Promise<FindingRecord | null> {
    const [row] = await rowsOf<FindingRow>(
      this.sql,
      `SELECT ${findingColumns} FROM audit_finding f WHERE f.id = $1 FOR UPDATE`,
      [id],
    );
    return row === undefined ? null : findingOfRow(row);
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

const valuesOf = (observation: Observation | null): readonly unknown[] =>
  observation === null
    ? [null, null, null, null, null, null]
    : [
        ...[observation.key, observation.observed, observation.bound, observation.counted],
        ...[observation.seenIn, observation.seenAt],
      ];
