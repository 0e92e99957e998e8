import type { ActorId, DraftId, ReasonId, TaxonomyId } from '../../platform/ids';
import type { Sql } from '../../platform/database/sql';

export interface NewComment {
  readonly id: string;
  readonly taxonomyId: TaxonomyId;
  readonly draftId: DraftId;
  readonly head: number;
  readonly reasonId: ReasonId | null;
  readonly actorId: ActorId;
  readonly text: string;
  readonly recordedAt: Date;
}

export class CommentRepository {
  constructor(private readonly sql: Sql) {}

  async addComment(comment: NewComment): Promise<void> {
    const { id, taxonomyId, draftId, head, reasonId, actorId, text, recordedAt } = comment;
    await this.sql.query(
      `INSERT INTO draft_comment (id, taxonomy_id, draft_id, head, reason_id, actor_id, text, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, taxonomyId, draftId, head, reasonId, actorId, text, recordedAt],
    );
  }
}
