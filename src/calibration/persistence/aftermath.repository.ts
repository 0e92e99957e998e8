import type { CoderId } from '../../contact/domain';
import type { ActorId, ChangeSetId, DraftId, TaxonomyId, VersionId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type {
  AdjudicationRecord,
  DecisionId,
  DecisionRecord,
  DiscussionNoteRecord,
  SessionId,
  SessionItemId,
  WaiverRecord,
} from '../domain';

export interface OfSession {
  readonly taxonomyId: TaxonomyId;
  readonly sessionId: SessionId;
}

export const adjudicationColumns = `item_id AS "itemId", content, outcome, reason_id AS "reasonId", rationale, cause, revision,
  adjudicated_by AS "adjudicatedBy", adjudicated_at AS "adjudicatedAt"`;

export const decisionColumns = `id, taxonomy_id AS "taxonomyId", session_id AS "sessionId", kind, text,
  decided_by AS "decidedBy", decided_at AS "decidedAt", draft_id AS "draftId", draft_head AS "draftHead",
  change_set_id AS "changeSetId", applied_at AS "appliedAt"`;

/** What is said, judged and decided once a session is revealed. */
export class AftermathRepository {
  constructor(private readonly sql: Sql) {}

  async adjudication(itemId: SessionItemId, content: number): Promise<AdjudicationRecord | null> {
    const [row] = await rowsOf<AdjudicationRecord>(
      this.sql,
      `SELECT ${adjudicationColumns} FROM adjudication WHERE item_id = $1 AND content = $2`,
      [itemId, content],
    );
    return row ?? null;
  }

  async saveAdjudication(session: OfSession, made: AdjudicationRecord): Promise<void> {
    const { itemId, content, outcome, reasonId, rationale, cause, revision, adjudicatedBy, adjudicatedAt } =
      made;
    await this.sql.query(
      `INSERT INTO adjudication (taxonomy_id, session_id, item_id, content, outcome, reason_id, rationale, cause, revision,
         adjudicated_by, adjudicated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT ON CONSTRAINT adjudication_pkey DO UPDATE SET outcome = excluded.outcome,
         reason_id = excluded.reason_id, rationale = excluded.rationale, cause = excluded.cause,
         revision = excluded.revision, adjudicated_by = excluded.adjudicated_by,
         adjudicated_at = excluded.adjudicated_at`,
      [
        ...[
          session.taxonomyId,
          session.sessionId,
          itemId,
          content,
          outcome,
          reasonId,
          rationale,
          cause,
          revision,
        ],
        ...[adjudicatedBy, adjudicatedAt],
      ],
    );
  }

  /** The items, each with the content, that are adjudicated. */
  adjudicated(sessionId: SessionId): Promise<{ readonly itemId: SessionItemId; readonly content: number }[]> {
    return rowsOf(this.sql, `SELECT item_id AS "itemId", content FROM adjudication WHERE session_id = $1`, [
      sessionId,
    ]);
  }

  async addWaivers(
    session: OfSession,
    waivers: readonly WaiverRecord[],
    waived: { readonly by: ActorId; readonly at: Date },
  ): Promise<void> {
    if (waivers.length === 0) return;
    await this.sql.query(
      `INSERT INTO adjudication_waiver (taxonomy_id, session_id, item_id, because, waived_by, waived_at)
       SELECT $1::uuid, $2::uuid, given.*, $5::uuid, $6::timestamptz
       FROM unnest($3::uuid[], $4::text[]) AS given`,
      [
        ...[session.taxonomyId, session.sessionId, waivers.map(({ itemId }) => itemId)],
        ...[waivers.map(({ because }) => because), waived.by, waived.at],
      ],
    );
  }

  async notesOf(itemId: SessionItemId): Promise<number> {
    return this.count(`SELECT count(*)::integer AS count FROM discussion_note WHERE item_id = $1`, itemId);
  }

  async addNote(session: OfSession, id: string, note: DiscussionNoteRecord): Promise<void> {
    await this.sql.query(
      `INSERT INTO discussion_note (id, taxonomy_id, session_id, item_id, text, author_id, written_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, session.taxonomyId, session.sessionId, note.itemId, note.text, note.authorId, note.writtenAt],
    );
  }

  async decisionsOf(sessionId: SessionId): Promise<number> {
    return this.count(`SELECT count(*)::integer AS count FROM decision WHERE session_id = $1`, sessionId);
  }

  async addDecision(decision: DecisionRecord, evidence: readonly SessionItemId[]): Promise<void> {
    const { id, taxonomyId, sessionId, kind, text, decidedBy, decidedAt } = decision;
    await this.sql.query(
      `INSERT INTO decision (id, taxonomy_id, session_id, kind, text, decided_by, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, taxonomyId, sessionId, kind, text, decidedBy, decidedAt],
    );
    await this.sql.query(
      `INSERT INTO decision_evidence (taxonomy_id, decision_id, item_id) SELECT $1::uuid, $2::uuid, unnest($3::uuid[])`,
      [taxonomyId, id, evidence],
    );
  }

  async decision(id: DecisionId): Promise<DecisionRecord | null> {
    const [row] = await rowsOf<DecisionRecord>(
      this.sql,
      `SELECT ${decisionColumns} FROM decision WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }

  async taxonomyOfDraft(draftId: DraftId): Promise<TaxonomyId | null> {
    const [row] = await rowsOf<{ id: TaxonomyId }>(
      this.sql,
      `SELECT taxonomy_id AS id FROM draft WHERE id = $1`,
      [draftId],
    );
    return row?.id ?? null;
  }

  async noteApplied(
    id: DecisionId,
    applied: {
      readonly draftId: DraftId;
      readonly head: number;
      readonly changeSetId: ChangeSetId;
      readonly at: Date;
    },
  ): Promise<void> {
    await this.sql.query(
      `UPDATE decision SET draft_id = $2, draft_head = $3, change_set_id = $4, applied_at = $5 WHERE id = $1`,
      [id, applied.draftId, applied.head, applied.changeSetId, applied.at],
    );
  }

  /** Of the given items, those of the session. */
  async itemsOf(sessionId: SessionId, ids: readonly SessionItemId[]): Promise<ReadonlySet<SessionItemId>> {
    const rows = await rowsOf<{ id: SessionItemId }>(
      this.sql,
      `SELECT id FROM session_item WHERE session_id = $1 AND id = ANY ($2)`,
      [sessionId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** False where the coder had done so before. */
  async acknowledge(given: {
    readonly taxonomyId: TaxonomyId;
    readonly versionId: VersionId;
    readonly coderId: CoderId;
    readonly actorId: ActorId;
    readonly at: Date;
  }): Promise<boolean> {
    const added = await rowsOf(
      this.sql,
      `INSERT INTO guideline_acknowledgement (taxonomy_id, version_id, coder_id, acknowledged_by, acknowledged_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
      [given.taxonomyId, given.versionId, given.coderId, given.actorId, given.at],
    );
    return added.length > 0;
  }

  private async count(statement: string, id: string): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(this.sql, statement, [id]);
    return row?.count ?? 0;
  }
}
