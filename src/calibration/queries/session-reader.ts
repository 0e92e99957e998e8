import type { DataSource } from 'typeorm';
import { identityOfItem, itemLabel } from '../../contact';
import type { CoderId, ContactId } from '../../contact/domain';
import { rowsOf } from '../../platform/database/sql';
import type { ActorId, ChangeSetId, TaxonomyId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import type {
  AdjudicationRecord,
  DecisionId,
  DecisionRecord,
  DiscussionNoteRecord,
  SessionContentRecord,
  SessionId,
  SessionItemId,
  SessionRecord,
  SessionState,
  WaiverRecord,
} from '../domain';
import { adjudicationColumns, decisionColumns } from '../persistence/aftermath.repository';
import { SessionEntity } from '../persistence/session.entity';

export interface SessionItemRecord {
  readonly id: SessionItemId;
  readonly taxonomyId: TaxonomyId;
  readonly sessionId: SessionId;
  readonly place: number;
  readonly contactId: ContactId;
  /** What the system it comes from knows the contact by; of one that is not kept, the item's number. */
  readonly label: string;
}

/** A coder of a session and how far they are: never what they coded. */
export interface SessionCoderRecord {
  readonly sessionId: SessionId;
  readonly coderId: CoderId;
  readonly withdrawnAt: Date | null;
  readonly assigned: number;
  readonly coded: number;
  readonly late: number;
  readonly takenBack: number;
}

const itemColumns = `i.id, i.taxonomy_id AS "taxonomyId", i.session_id AS "sessionId", i.place,
  i.contact_id AS "contactId", ${itemLabel} AS label`;
const itemRows = `session_item i JOIN ${identityOfItem}`;

/** What is asked of sessions, codes apart: each kind in one statement, for one session or many. */
export class SessionReader {
  constructor(private readonly dataSource: DataSource) {}

  sessions(ids: readonly SessionId[]): Promise<readonly SessionRecord[]> {
    return this.dataSource.manager
      .createQueryBuilder(SessionEntity, 's')
      .where('s.id = ANY (:ids)', { ids })
      .getMany();
  }

  /** The newest first. */
  async sessionPage(
    taxonomyId: TaxonomyId,
    states: readonly SessionState[],
    request: PageRequest,
  ): Promise<Page<SessionRecord>> {
    const query = this.dataSource.manager
      .createQueryBuilder(SessionEntity, 's')
      .where('s.taxonomy_id = :taxonomyId AND s.state = ANY (:states)', { taxonomyId, states })
      .orderBy('s.id', 'DESC')
      .limit(request.first + 1);
    if (request.after !== null) query.andWhere('s.id < :id', { id: request.after[0] });
    return pageOf(await query.getMany(), request);
  }

  contents(ids: readonly SessionId[]): Promise<SessionContentRecord[]> {
    return this.rows(
      `SELECT session_id AS "sessionId", content, digest, version_id AS "versionId", draft_id AS "draftId", name
       FROM session_content WHERE session_id = ANY ($1) ORDER BY session_id, content`,
      [ids],
    );
  }

  coders(ids: readonly SessionId[]): Promise<SessionCoderRecord[]> {
    return this.rows(
      `SELECT c.session_id AS "sessionId", c.coder_id AS "coderId", c.withdrawn_at AS "withdrawnAt",
         count(a.item_id)::integer AS assigned,
         (count(a.item_id) FILTER (WHERE a.revision > 0 AND a.withdrawn_at IS NULL))::integer AS coded,
         (count(a.item_id) FILTER (WHERE a.late AND a.withdrawn_at IS NULL))::integer AS late,
         (count(a.item_id) FILTER (WHERE a.withdrawn_at IS NOT NULL))::integer AS "takenBack"
       FROM session_coder c
       LEFT JOIN assignment a ON a.session_id = c.session_id AND a.coder_id = c.coder_id
       WHERE c.session_id = ANY ($1)
       GROUP BY c.session_id, c.coder_id, c.withdrawn_at, c.place ORDER BY c.session_id, c.place`,
      [ids],
    );
  }

  /** Of the given sessions, those that somebody codes in since they opened. */
  async codedBy(actorId: ActorId, ids: readonly SessionId[]): Promise<ReadonlySet<SessionId>> {
    const rows = await this.rows<{ id: SessionId }>(
      `SELECT session_id AS id FROM session_coder WHERE actor_id = $1 AND session_id = ANY ($2)`,
      [actorId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  items(ids: readonly SessionItemId[]): Promise<SessionItemRecord[]> {
    return this.rows(`SELECT ${itemColumns} FROM ${itemRows} WHERE i.id = ANY ($1)`, [ids]);
  }

  /** A page of the items of each session, in the session's order. */
  async itemPages(
    ids: readonly SessionId[],
    request: PageRequest,
  ): Promise<ReadonlyMap<SessionId, Page<SessionItemRecord>>> {
    const rows = await this.rows<SessionItemRecord>(
      `SELECT page.* FROM unnest($1::uuid[]) AS wanted (session_id) CROSS JOIN LATERAL (
         SELECT ${itemColumns} FROM ${itemRows}
         WHERE i.session_id = wanted.session_id AND ($2::integer IS NULL OR i.place > $2)
         ORDER BY i.place LIMIT $3) AS page`,
      [ids, request.after?.[0] ?? null, request.first + 1],
    );
    return pagesBySession(ids, rows, request);
  }

  adjudications(ids: readonly SessionItemId[]): Promise<AdjudicationRecord[]> {
    return this.rows(
      `SELECT ${adjudicationColumns} FROM adjudication WHERE item_id = ANY ($1) ORDER BY item_id, content`,
      [ids],
    );
  }

  waivers(ids: readonly SessionItemId[]): Promise<WaiverRecord[]> {
    return this.rows(
      `SELECT item_id AS "itemId", because FROM adjudication_waiver WHERE item_id = ANY ($1)`,
      [ids],
    );
  }

  notes(ids: readonly SessionItemId[]): Promise<DiscussionNoteRecord[]> {
    return this.rows(
      `SELECT item_id AS "itemId", text, author_id AS "authorId", written_at AS "writtenAt"
       FROM discussion_note WHERE item_id = ANY ($1) ORDER BY item_id, id`,
      [ids],
    );
  }

  decisions(ids: readonly DecisionId[]): Promise<DecisionRecord[]> {
    return this.rows(`SELECT ${decisionColumns} FROM decision WHERE id = ANY ($1)`, [ids]);
  }

  decisionsOfSessions(ids: readonly SessionId[]): Promise<DecisionRecord[]> {
    return this.rows(
      `SELECT ${decisionColumns} FROM decision WHERE session_id = ANY ($1) ORDER BY session_id, id`,
      [ids],
    );
  }

  /** The decisions that change sets carried out. */
  decisionsOfChangeSets(ids: readonly ChangeSetId[]): Promise<DecisionRecord[]> {
    return this.rows(`SELECT ${decisionColumns} FROM decision WHERE change_set_id = ANY ($1) ORDER BY id`, [
      ids,
    ]);
  }

  evidence(
    ids: readonly DecisionId[],
  ): Promise<{ readonly decisionId: DecisionId; readonly itemId: SessionItemId }[]> {
    return this.rows(
      `SELECT e.decision_id AS "decisionId", e.item_id AS "itemId"
       FROM decision_evidence e JOIN session_item i ON i.id = e.item_id
       WHERE e.decision_id = ANY ($1) ORDER BY e.decision_id, i.place`,
      [ids],
    );
  }

  private rows<Row>(statement: string, parameters: readonly unknown[]): Promise<Row[]> {
    return rowsOf<Row>(this.dataSource.manager, statement, parameters);
  }
}

/** Rows of several sessions, of each one more than its page holds, as a page for each. */
export function pagesBySession<Row extends { readonly sessionId: SessionId }>(
  ids: readonly SessionId[],
  rows: readonly Row[],
  request: PageRequest,
): ReadonlyMap<SessionId, Page<Row>> {
  const of = new Map<SessionId, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) of.get(row.sessionId)?.push(row);
  return new Map([...of].map(([id, own]) => [id, pageOf(own, request)]));
}
