import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ChangeSetId, TaxonomyId } from '../../platform/ids';
import type { PageRequest } from '../../platform/paging';
import type { LatestDecision, SuggestionDecisionId, SuggestionDecisionRecord, Verdict } from '../domain';

const columns = `d.id, d.taxonomy_id AS "taxonomyId", d.verdict, d.suggestion, d.thresholds, d.as_of AS "asOf", d.version,
  d.window_from::text AS "windowFrom", d.window_until::text AS "windowUntil", d.because, d.snoozed_until AS "snoozedUntil",
  d.draft_id AS "draftId", d.draft_head AS "draftHead", d.transfer_id AS "transferId", d.change_set_id AS "changeSetId",
  d.decided_by AS "decidedBy", d.decided_at AS "decidedAt"`;

/** What was decided on suggestions. A decision is never changed: what it led to is written when it is there. */
export class DecisionRepository {
  constructor(private readonly sql: Sql) {}

  async add(record: SuggestionDecisionRecord): Promise<void> {
    const { suggestion, thresholds } = record;
    await this.sql.query(
      `INSERT INTO suggestion_decision (id, taxonomy_id, key, verdict, suggestion, thresholds, as_of, version, window_from,
         window_until, because, snoozed_until, change_set_id, decided_by, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        ...[record.id, record.taxonomyId, suggestion.key, record.verdict],
        ...[JSON.stringify(suggestion), JSON.stringify(thresholds), record.asOf, record.version],
        ...[record.windowFrom, record.windowUntil, record.because, record.snoozedUntil],
        ...[record.changeSetId, record.decidedBy, record.decidedAt],
      ],
    );
  }

  async noteOutcome(
    id: SuggestionDecisionId,
    {
      draftId,
      draftHead,
      transferId,
    }: Pick<SuggestionDecisionRecord, 'draftId' | 'draftHead' | 'transferId'>,
  ): Promise<void> {
    await this.sql.query(
      `UPDATE suggestion_decision SET draft_id = $2, draft_head = $3, transfer_id = $4 WHERE id = $1`,
      [id, draftId, draftHead, transferId],
    );
  }

  /** The latest decision on each key, of those made by the moment. */
  async latest(taxonomyId: TaxonomyId, at: Date): Promise<ReadonlyMap<string, LatestDecision>> {
    const rows = await rowsOf<LatestDecision & { readonly key: string }>(
      this.sql,
      `SELECT DISTINCT ON (d.key) d.key, d.id, d.verdict, d.suggestion, d.snoozed_until AS "snoozedUntil",
         coalesce(f.state = 'ABANDONED' OR t.state IN ('DECLINED', 'WITHDRAWN'), false) AS "isGivenUp"
       FROM suggestion_decision d
         LEFT JOIN draft f ON f.id = d.draft_id
         LEFT JOIN transfer t ON t.id = d.transfer_id
       WHERE d.taxonomy_id = $1 AND d.decided_at <= $2
       ORDER BY d.key, d.decided_at DESC, d.id DESC`,
      [taxonomyId, at],
    );
    return new Map(rows.map(({ key, ...decision }) => [key, decision]));
  }

  many(ids: readonly SuggestionDecisionId[]): Promise<SuggestionDecisionRecord[]> {
    return rowsOf(this.sql, `SELECT ${columns} FROM suggestion_decision d WHERE d.id = ANY ($1)`, [ids]);
  }

  ofChangeSets(ids: readonly ChangeSetId[]): Promise<SuggestionDecisionRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM suggestion_decision d WHERE d.change_set_id = ANY ($1) ORDER BY d.id`,
      [ids],
    );
  }

  /** The newest first, one more than a page holds. */
  page(
    taxonomyId: TaxonomyId,
    verdicts: readonly Verdict[],
    { first, after }: PageRequest,
  ): Promise<SuggestionDecisionRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM suggestion_decision d
       WHERE d.taxonomy_id = $1 AND d.verdict = ANY ($2) AND ($3::uuid IS NULL OR d.id < $3)
       ORDER BY d.id DESC LIMIT $4`,
      [taxonomyId, verdicts, after?.[0] ?? null, first + 1],
    );
  }
}
