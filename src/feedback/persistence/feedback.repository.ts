import type { ActorId, DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { PageRequest } from '../../platform/paging';
import type { FeedbackId, FeedbackKind, FeedbackRecord, FeedbackState } from '../domain';

const columns = `f.id, f.taxonomy_id AS "taxonomyId", f.kind, f.reason_id AS "reasonId", f.text, f.state,
  f.reported_by AS "reportedBy", f.reported_at AS "reportedAt", f.decided_by AS "decidedBy", f.decided_at AS "decidedAt",
  f.decision_note AS "decisionNote", f.duplicate_of AS "duplicateOf", f.draft_id AS "draftId", f.draft_head AS "draftHead"`;

export interface FeedbackFilter {
  /** Null: all of them. */
  readonly taxonomyIds: readonly TaxonomyId[] | null;
  readonly reasonId: ReasonId | null;
  readonly kinds: readonly FeedbackKind[] | null;
  readonly states: readonly FeedbackState[] | null;
  readonly reportedBy: ActorId | null;
}

/** Feedback, as commands change it and as it is read. */
export class FeedbackRepository {
  constructor(private readonly sql: Sql) {}

  async feedback(id: FeedbackId): Promise<FeedbackRecord | null> {
    const [row] = await this.many([id]);
    return row ?? null;
  }

  many(ids: readonly FeedbackId[]): Promise<FeedbackRecord[]> {
    return rowsOf(this.sql, `SELECT ${columns} FROM feedback f WHERE f.id = ANY ($1)`, [ids]);
  }

  async lockFeedback(id: FeedbackId): Promise<FeedbackRecord | null> {
    const [row] = await rowsOf<FeedbackRecord>(
      this.sql,
      `SELECT ${columns} FROM feedback f WHERE f.id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** Whether the reason is one of the taxonomy. */
  async reasonExists(taxonomyId: TaxonomyId, reasonId: ReasonId): Promise<boolean> {
    const found = await rowsOf(this.sql, `SELECT 1 FROM reason WHERE id = $1 AND taxonomy_id = $2`, [
      reasonId,
      taxonomyId,
    ]);
    return found.length > 0;
  }

  async taxonomyExists(id: TaxonomyId): Promise<boolean> {
    return (await rowsOf(this.sql, `SELECT 1 FROM taxonomy WHERE id = $1`, [id])).length > 0;
  }

  /** The head of a draft of the taxonomy; null where there is no such draft. */
  async headOfDraft(taxonomyId: TaxonomyId, draftId: DraftId): Promise<number | null> {
    const [row] = await rowsOf<{ head: number }>(
      this.sql,
      `SELECT head FROM draft WHERE id = $1 AND taxonomy_id = $2`,
      [draftId, taxonomyId],
    );
    return row?.head ?? null;
  }

  async addFeedback(feedback: FeedbackRecord): Promise<void> {
    const { id, taxonomyId, kind, reasonId, text, state, reportedBy, reportedAt } = feedback;
    await this.sql.query(
      `INSERT INTO feedback (id, taxonomy_id, kind, reason_id, text, state, reported_by, reported_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, taxonomyId, kind, reasonId, text, state, reportedBy, reportedAt],
    );
  }

  async saveFeedback(feedback: FeedbackRecord): Promise<void> {
    const { id, state, decidedBy, decidedAt, decisionNote, duplicateOf, draftId, draftHead } = feedback;
    await this.sql.query(
      `UPDATE feedback SET state = $2, decided_by = $3, decided_at = $4, decision_note = $5, duplicate_of = $6,
         draft_id = $7, draft_head = $8 WHERE id = $1`,
      [id, state, decidedBy, decidedAt, decisionNote, duplicateOf, draftId, draftHead],
    );
  }

  page(filter: FeedbackFilter, { first, after }: PageRequest): Promise<FeedbackRecord[]> {
    const { taxonomyIds, reasonId, kinds, states, reportedBy } = filter;
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM feedback f
       WHERE ($1::uuid[] IS NULL OR f.taxonomy_id = ANY ($1)) AND ($2::uuid IS NULL OR f.reason_id = $2)
         AND ($3::text[] IS NULL OR f.kind = ANY ($3)) AND ($4::text[] IS NULL OR f.state = ANY ($4))
         AND ($5::uuid IS NULL OR f.reported_by = $5) AND ($6::uuid IS NULL OR f.id < $6)
       ORDER BY f.id DESC LIMIT $7`,
      [taxonomyIds, reasonId, kinds, states, reportedBy, after?.[0] ?? null, first + 1],
    );
  }

  /** The versions that drafts became. */
  async versionsOfDrafts(draftIds: readonly DraftId[]): Promise<ReadonlyMap<DraftId, VersionId>> {
    const rows = await rowsOf<{ id: VersionId; draftId: DraftId }>(
      this.sql,
      `SELECT id, draft_id AS "draftId" FROM taxonomy_version WHERE draft_id = ANY ($1) AND withdrawn_at IS NULL`,
      [draftIds],
    );
    return new Map(rows.map(({ id, draftId }) => [draftId, id]));
  }
}
