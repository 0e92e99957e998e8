import type { DataSource, EntityManager } from 'typeorm';
import { beActor } from '../../calibration';
import {
  readCode,
  verifyCodings,
  type CommittedCode,
  type DisclosedCode,
  type GivenCode,
  type Standing,
  type VerifiedCoding,
} from '../../calibration/domain';
import { identityOfItem, itemLabel } from '../../contact';
import type { CoderId, ContactId } from '../../contact/domain';
import { rowsOf } from '../../platform/database/sql';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import type { TaxonomyReader } from '../../taxonomy';
import type { AuditData, AuditId, AuditItemId, AuditRecord, CoderPart } from '../domain';
import { AuditCodingRepository, standingAuditCodes } from '../persistence/audit-coding.repository';

/** A coding of a closed audit. */
export interface AuditCodingRecord extends GivenCode {
  readonly auditId: AuditId;
  readonly itemId: AuditItemId;
  readonly coderId: CoderId;
  readonly part: CoderPart;
}

/** What somebody has to code: nothing of what it was coded as, by whom, or why it was drawn. */
export interface AuditAssignmentRecord {
  readonly auditId: AuditId;
  readonly taxonomyId: TaxonomyId;
  readonly itemId: AuditItemId;
  readonly contactId: ContactId;
  readonly digest: string;
  readonly version: number;
  /** Null where what is to be read of it is kept here: elsewhere it could be found with its code. */
  readonly label: string | null;
  readonly position: number;
  readonly revision: number;
  readonly codedAt: Date | null;
  readonly code: GivenCode | null;
}

/**
 * What is asked of the codes of audits. Those of a closed audit everybody reads alike; one's own before that are read in a
 * transaction that says who asks, and the database shows no others.
 */
export class AuditCodings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly taxonomies: TaxonomyReader,
  ) {}

  /** Of closed audits, by item; of the others nothing. */
  async codings(ids: readonly AuditItemId[]): Promise<readonly AuditCodingRecord[]> {
    const rows = await rowsOf<Omit<AuditCodingRecord, keyof GivenCode> & { readonly code: string }>(
      this.dataSource.manager,
      `SELECT b.audit_id AS "auditId", b.item_id AS "itemId", b.coder_id AS "coderId", c.part, b.code
       FROM ${standingAuditCodes} WHERE b.item_id = ANY ($1) ORDER BY c.place`,
      [ids],
    );
    return rows.map(({ code, ...row }) => ({ ...row, ...readCode(code) }));
  }

  /** All that the results of a closed audit are computed from: null where it is not closed. */
  async closedAudit(audit: AuditRecord): Promise<AuditData | null> {
    if (audit.state !== 'CLOSED') return null;
    const tree = await this.taxonomies.sealedContent(audit.digest);
    return new AuditCodingRepository(this.dataSource.manager).data(audit, tree);
  }

  /** A page of what somebody has to code in the open audits of a taxonomy, each in an order of their own. */
  async assignmentPage(
    actorId: ActorId,
    taxonomyId: TaxonomyId,
    request: PageRequest,
  ): Promise<Page<AuditAssignmentRecord>> {
    const [auditId, position] = request.after ?? [null, null];
    const rows = await this.asActor(actorId, (sql) =>
      rowsOf<WithCodeText>(
        sql,
        `${assignments} AND a.taxonomy_id = $2 AND a.state = 'OPEN'
           AND ($3::uuid IS NULL OR (s.audit_id, s.position) > ($3, $4::integer))
         ORDER BY s.audit_id, s.position LIMIT $5`,
        [actorId, taxonomyId, auditId, position, request.first + 1],
      ),
    );
    return pageOf(rows.map(withCode), request);
  }

  /** What is assigned to somebody of one item; null where nothing is. */
  async assignment(actorId: ActorId, itemId: AuditItemId): Promise<AuditAssignmentRecord | null> {
    const [row] = await this.asActor(actorId, (sql) =>
      rowsOf<WithCodeText>(sql, `${assignments} AND s.item_id = $2`, [actorId, itemId]),
    );
    return row === undefined ? null : withCode(row);
  }

  /** All that a closed audit disclosed, held against what the history committed to. */
  async verified(auditId: AuditId): Promise<readonly VerifiedCoding[]> {
    const sql = this.dataSource.manager;
    const disclosed = await rowsOf<DisclosedCode>(
      sql,
      `SELECT b.coder_id AS "coderId", b.item_id AS "itemId", b.content, b.revision, b.code, b.salt
       FROM blind_code b JOIN audit a ON a.id = b.audit_id WHERE b.audit_id = $1 AND a.state = 'CLOSED'`,
      [auditId],
    );
    const standings = await rowsOf<Standing>(
      sql,
      `SELECT coder_id AS "coderId", item_id AS "itemId", 0 AS content, revision, false AS late, false AS withdrawn
       FROM audit_assignment WHERE audit_id = $1`,
      [auditId],
    );
    const entries = await rowsOf<{ body: string }>(
      sql,
      `SELECT body FROM change WHERE subject_id = $1 AND subject_type = 'Audit' AND kind = 'codeAuditItem'`,
      [auditId],
    );
    const given = entries.map(({ body }) => (JSON.parse(body) as { readonly after: CommittedCode }).after);
    return verifyCodings({ disclosed, standings, told: { given, takenBack: [], coderIdsTakenOut: [] } });
  }

  /** A transaction that tells the database who asks, and forgets it when it ends. */
  private asActor<Value>(actorId: ActorId, read: (sql: EntityManager) => Promise<Value>): Promise<Value> {
    return this.dataSource.transaction(async (sql) => {
      await beActor(sql, actorId);
      return read(sql);
    });
  }
}

type WithCodeText = Omit<AuditAssignmentRecord, 'code'> & { readonly code: string | null };

const withCode = ({ code, ...row }: WithCodeText): AuditAssignmentRecord => ({
  ...row,
  code: code === null ? null : readCode(code),
});

const assignments = `
  SELECT s.audit_id AS "auditId", s.taxonomy_id AS "taxonomyId", s.item_id AS "itemId", i.contact_id AS "contactId",
    a.digest, a.version, CASE WHEN NOT (a.population ->> 'excerptOnly')::boolean THEN ${itemLabel} END AS label, s.position, s.revision,
    s.coded_at AS "codedAt", b.code
  FROM audit_coder c
  JOIN audit a ON a.id = c.audit_id
  JOIN audit_assignment s ON s.taxonomy_id = c.taxonomy_id AND s.audit_id = c.audit_id AND s.coder_id = c.coder_id
  JOIN audit_item i ON i.id = s.item_id
  JOIN ${identityOfItem}
  LEFT JOIN blind_code b ON b.taxonomy_id = s.taxonomy_id AND b.audit_id = s.audit_id AND b.coder_id = s.coder_id
    AND b.item_id = s.item_id AND b.revision = s.revision AND b.coded_by = $1
  WHERE c.actor_id = $1`;
