import type { DataSource, EntityManager } from 'typeorm';
import type { CoderId } from '../../contact/domain';
import { rowsOf } from '../../platform/database/sql';
import { sha256Hex } from '../../platform/digest';
import type { ActorId } from '../../platform/ids';
import type { Page, PageRequest } from '../../platform/paging';
import {
  readCode,
  verifyCodings,
  type CodingKey,
  type CommittedCode,
  type DisclosedCode,
  type GivenCode,
  type RevealedSession,
  type SessionId,
  type SessionItemId,
  type Standing,
  type VerifiedCoding,
} from '../domain';
import { beActor } from '../persistence/blind-codes';
import { standing } from '../persistence/coding.repository';
import { pagesBySession } from './session-reader';

/** A coding of a revealed session that stands. */
export interface CodingRecord extends GivenCode {
  readonly itemId: SessionItemId;
  readonly content: number;
  readonly coderId: CoderId;
  readonly codedBy: ActorId;
  readonly late: boolean;
  /** Orders the codings of an item by chance: it comes from the salts, which nobody knew beforehand. */
  readonly shuffle: string;
}

/** What a coder has to code, and their own code of it. */
export interface AssignmentRecord {
  readonly sessionId: SessionId;
  readonly itemId: SessionItemId;
  readonly content: number;
  readonly position: number;
  readonly revision: number;
  readonly codedAt: Date | null;
  readonly late: boolean;
  readonly withdrawnAt: Date | null;
  readonly code: GivenCode | null;
}

type WithCodeText<Row> = Omit<Row, keyof GivenCode | 'code' | 'shuffle'> & { readonly code: string };

/**
 * What is asked of codes. Those of a revealed session everybody reads alike; one's own before that are read in a
 * transaction that says who asks, and the database shows no others.
 */
export class CodingReader {
  constructor(private readonly dataSource: DataSource) {}

  /** Of revealed sessions, by item; of the others nothing. */
  async codings(ids: readonly SessionItemId[]): Promise<readonly CodingRecord[]> {
    const rows = await rowsOf<WithCodeText<CodingRecord> & { readonly salt: string }>(
      this.dataSource.manager,
      `SELECT b.item_id AS "itemId", b.content, b.coder_id AS "coderId", b.coded_by AS "codedBy", a.late, b.code, b.salt
       FROM ${standing}
       WHERE b.item_id = ANY ($1) AND s.state IN ('REVEALED', 'CLOSED')`,
      [ids],
    );
    return rows
      .map(({ code, salt, ...row }) => ({ ...row, ...readCode(code), shuffle: sha256Hex(`shuffle:${salt}`) }))
      .toSorted((one, other) => one.content - other.content || (one.shuffle < other.shuffle ? -1 : 1));
  }

  /** A page of what somebody has to code in each session, in their own order. */
  async assignmentPages(
    actorId: ActorId,
    ids: readonly SessionId[],
    request: PageRequest,
  ): Promise<ReadonlyMap<SessionId, Page<AssignmentRecord>>> {
    const [position, content] = request.after ?? [null, null];
    const rows = await this.asActor(actorId, (sql) =>
      rowsOf<Omit<AssignmentRecord, 'code'> & { readonly code: string | null }>(sql, assignmentStatement, [
        ...[ids, actorId, position, content, request.first + 1],
      ]),
    );
    const read = rows.map(({ code, ...row }) => ({ ...row, code: code === null ? null : readCode(code) }));
    return pagesBySession(ids, read, request);
  }

  /** All that a revealed session disclosed, held against what the history holds. */
  async verified(sessionId: SessionId): Promise<readonly VerifiedCoding[]> {
    const disclosed = await rowsOf<DisclosedCode>(
      this.dataSource.manager,
      `SELECT b.coder_id AS "coderId", b.item_id AS "itemId", b.content, b.revision, b.code, b.salt
       FROM blind_code b JOIN calibration_session s ON s.id = b.session_id
       WHERE b.session_id = $1 AND s.state IN ('REVEALED', 'CLOSED')`,
      [sessionId],
    );
    const standings = await rowsOf<Standing>(
      this.dataSource.manager,
      `SELECT a.coder_id AS "coderId", a.item_id AS "itemId", a.content, a.revision, a.late,
         a.withdrawn_at IS NOT NULL OR c.withdrawn_at IS NOT NULL AS withdrawn
       FROM assignment a
       JOIN session_coder c ON c.taxonomy_id = a.taxonomy_id AND c.session_id = a.session_id AND c.coder_id = a.coder_id
       WHERE a.session_id = $1`,
      [sessionId],
    );
    return verifyCodings({ disclosed, standings, told: await this.toldOfCodings(sessionId) });
  }

  private async toldOfCodings(sessionId: SessionId): Promise<RevealedSession['told']> {
    const entries = await rowsOf<{ kind: string; body: string }>(
      this.dataSource.manager,
      `SELECT kind, body FROM change WHERE subject_id = $1 AND subject_type = 'Session'
         AND kind IN ('codeItem', 'withdrawCoding', 'withdrawCoder')`,
      [sessionId],
    );
    const told = <After>(kind: string): readonly After[] =>
      entries
        .filter((entry) => entry.kind === kind)
        .map(({ body }) => (JSON.parse(body) as { readonly after: After }).after);
    return {
      given: told<CommittedCode>('codeItem'),
      takenBack: told<CodingKey>('withdrawCoding'),
      coderIdsTakenOut: told<{ readonly coderId: string }>('withdrawCoder').map(({ coderId }) => coderId),
    };
  }

  /** A transaction that tells the database who asks, and forgets it when it ends. */
  private asActor<Value>(actorId: ActorId, read: (sql: EntityManager) => Promise<Value>): Promise<Value> {
    return this.dataSource.transaction(async (sql) => {
      await beActor(sql, actorId);
      return read(sql);
    });
  }
}

const assignmentStatement = `
  SELECT page.* FROM unnest($1::uuid[]) AS wanted (session_id) CROSS JOIN LATERAL (
    SELECT a.session_id AS "sessionId", a.item_id AS "itemId", a.content, a.position, a.revision,
      a.coded_at AS "codedAt", a.late, a.withdrawn_at AS "withdrawnAt", b.code
    FROM session_coder c
    JOIN assignment a ON a.taxonomy_id = c.taxonomy_id AND a.session_id = c.session_id AND a.coder_id = c.coder_id
    LEFT JOIN blind_code b ON b.taxonomy_id = a.taxonomy_id AND b.session_id = a.session_id
      AND b.coder_id = a.coder_id AND b.item_id = a.item_id AND b.content = a.content AND b.revision = a.revision
      AND b.coded_by = $2
    WHERE c.session_id = wanted.session_id AND c.actor_id = $2
      AND ($3::integer IS NULL OR (a.position, a.content) > ($3, $4::integer))
    ORDER BY a.position, a.content LIMIT $5) AS page
  ORDER BY page."sessionId", page.position, page.content`;
