import type { CoderId, ContactId } from '../../contact/domain';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { PlannedCoder, SessionContentRecord, SessionId, SessionItemId } from '../domain';
import { SessionEntity } from './session.entity';

export interface NewItem {
  readonly id: SessionItemId;
  readonly contactId: ContactId;
}

export interface NewAssignment {
  readonly coderId: CoderId;
  readonly itemId: SessionItemId;
  readonly content: number;
  readonly position: number;
}

interface OfSession {
  readonly taxonomyId: TaxonomyId;
  readonly id: SessionId;
}

/** What the commands of a session load, lock and save of the session itself. */
export class SessionRepository {
  constructor(private readonly sql: Sql) {}

  /** Whoever moves a session on, or changes what others rely on in it, holds this lock. */
  lock(id: SessionId): Promise<SessionEntity | null> {
    return this.sql.findOne(SessionEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Those who code hold this lock together, so that none of them codes past a reveal. */
  share(id: SessionId): Promise<SessionEntity | null> {
    return this.sql.findOne(SessionEntity, { where: { id }, lock: { mode: 'pessimistic_read' } });
  }

  async sessionOfItem(id: SessionItemId): Promise<SessionId | null> {
    const [row] = await rowsOf<{ id: SessionId }>(
      this.sql,
      `SELECT session_id AS id FROM session_item WHERE id = $1`,
      [id],
    );
    return row?.id ?? null;
  }

  async add(session: SessionEntity): Promise<void> {
    await this.sql.insert(SessionEntity, session);
  }

  async change(session: SessionEntity, changed: Partial<SessionEntity>): Promise<void> {
    await this.sql.update(SessionEntity, { id: session.id }, { ...changed, revision: session.revision + 1 });
  }

  async addContents(taxonomyId: TaxonomyId, contents: readonly SessionContentRecord[]): Promise<void> {
    for (const { sessionId, content, digest, versionId, draftId, name } of contents)
      await this.sql.query(
        `INSERT INTO session_content (taxonomy_id, session_id, content, digest, version_id, draft_id, name)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [taxonomyId, sessionId, content, digest, versionId, draftId, name],
      );
  }

  contents(sessionId: SessionId): Promise<SessionContentRecord[]> {
    return rowsOf<SessionContentRecord>(
      this.sql,
      `SELECT session_id AS "sessionId", content, digest, version_id AS "versionId", draft_id AS "draftId", name
       FROM session_content WHERE session_id = $1 ORDER BY content`,
      [sessionId],
    );
  }

  async addCoders({ taxonomyId, id }: OfSession, coderIds: readonly CoderId[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO session_coder (taxonomy_id, session_id, coder_id, place)
       SELECT $1::uuid, $2::uuid, coder_id, place - 1
       FROM unnest($3::uuid[]) WITH ORDINALITY AS given (coder_id, place)`,
      [taxonomyId, id, coderIds],
    );
  }

  async addItems({ taxonomyId, id }: OfSession, items: readonly NewItem[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO session_item (taxonomy_id, session_id, id, contact_id, place)
       SELECT $1::uuid, $2::uuid, given.id, contact_id, place - 1
       FROM unnest($3::uuid[], $4::uuid[]) WITH ORDINALITY AS given (id, contact_id, place)`,
      [taxonomyId, id, items.map((item) => item.id), items.map((item) => item.contactId)],
    );
  }

  /** In the order of the session. */
  async items(sessionId: SessionId): Promise<readonly SessionItemId[]> {
    const rows = await rowsOf<{ id: SessionItemId }>(
      this.sql,
      `SELECT id FROM session_item WHERE session_id = $1 ORDER BY place`,
      [sessionId],
    );
    return rows.map(({ id }) => id);
  }

  /** In their order, with who signs in as each of them now. */
  plannedCoders(sessionId: SessionId): Promise<PlannedCoder[]> {
    return rowsOf<PlannedCoder>(
      this.sql,
      `SELECT s.coder_id AS "coderId", c.actor_id AS "actorId", c.retired_at IS NOT NULL AS retired,
         s.withdrawn_at IS NOT NULL AS withdrawn
       FROM session_coder s JOIN coder c ON c.id = s.coder_id WHERE s.session_id = $1 ORDER BY s.place`,
      [sessionId],
    );
  }

  /** Holds who signs in as each of them, so that whom a session binds is whom its opening looked at. */
  async shareCoders(sessionId: SessionId): Promise<void> {
    await this.sql.query(
      `SELECT 1 FROM coder WHERE id IN (SELECT coder_id FROM session_coder WHERE session_id = $1)
       ORDER BY id FOR SHARE`,
      [sessionId],
    );
  }

  /** From now on a coder of the session is whoever signs in as them now. */
  async bindCoders(sessionId: SessionId): Promise<void> {
    await this.sql.query(
      `UPDATE session_coder s SET actor_id = c.actor_id FROM coder c
       WHERE s.session_id = $1 AND c.id = s.coder_id AND s.withdrawn_at IS NULL`,
      [sessionId],
    );
  }

  async assign({ taxonomyId, id }: OfSession, assignments: readonly NewAssignment[]): Promise<void> {
    await this.sql.query(
      `INSERT INTO assignment (taxonomy_id, session_id, coder_id, item_id, content, position, revision, late)
       SELECT $1::uuid, $2::uuid, given.*, 0, false
       FROM unnest($3::uuid[], $4::uuid[], $5::integer[], $6::integer[]) AS given`,
      [
        ...[
          taxonomyId,
          id,
          assignments.map(({ coderId }) => coderId),
          assignments.map(({ itemId }) => itemId),
        ],
        ...[assignments.map(({ content }) => content), assignments.map(({ position }) => position)],
      ],
    );
  }

  /** Whether somebody codes in the session, or did so before they were withdrawn. */
  async isCoder(sessionId: SessionId, actorId: ActorId): Promise<boolean> {
    return (await this.coderOfActor(sessionId, actorId)) !== null;
  }

  /** The coder of the session that somebody is; null where they are none of them. */
  async coderOfActor(
    sessionId: SessionId,
    actorId: ActorId,
  ): Promise<{ readonly coderId: CoderId; readonly withdrawn: boolean } | null> {
    const [row] = await rowsOf<{ coderId: CoderId; withdrawn: boolean }>(
      this.sql,
      `SELECT s.coder_id AS "coderId", s.withdrawn_at IS NOT NULL AS withdrawn
       FROM session_coder s JOIN coder c ON c.id = s.coder_id
       WHERE s.session_id = $1 AND coalesce(s.actor_id, c.actor_id) = $2`,
      [sessionId, actorId],
    );
    return row ?? null;
  }

  /** False where they were withdrawn before; null where they are no coder of the session. */
  async withdrawCoder(sessionId: SessionId, coderId: CoderId, at: Date): Promise<boolean | null> {
    const known = (await this.plannedCoders(sessionId)).find((coder) => coder.coderId === coderId);
    if (known === undefined) return null;
    if (known.withdrawn) return false;
    await this.sql.query(
      `UPDATE session_coder SET withdrawn_at = $3 WHERE session_id = $1 AND coder_id = $2`,
      [sessionId, coderId, at],
    );
    return true;
  }

  /** How much of what is assigned to those who still take part is neither coded nor taken back. */
  async missingCodings(sessionId: SessionId): Promise<number> {
    const [row] = await rowsOf<{ missing: number }>(
      this.sql,
      `SELECT count(*)::integer AS missing
       FROM assignment a JOIN session_coder s ON s.session_id = a.session_id AND s.coder_id = a.coder_id
       WHERE a.session_id = $1 AND s.withdrawn_at IS NULL AND a.revision = 0`,
      [sessionId],
    );
    return row?.missing ?? 0;
  }

  /** Whether a role of these is held in the taxonomy. */
  async holdsRole(actorId: ActorId, taxonomyId: TaxonomyId, roles: readonly string[]): Promise<boolean> {
    const rows = await rowsOf(
      this.sql,
      `SELECT 1 FROM role_grant WHERE actor_id = $1 AND role = ANY ($3) AND revoked_at IS NULL
         AND (taxonomy_id IS NULL OR taxonomy_id = $2) LIMIT 1`,
      [actorId, taxonomyId, roles],
    );
    return rows.length > 0;
  }
}
