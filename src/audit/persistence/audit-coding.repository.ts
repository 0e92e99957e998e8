import { giveBlindCode } from '../../calibration';
import { readCode } from '../../calibration/domain';
import type { CoderId } from '../../contact/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { ReasonTree } from '../../taxonomy/domain';
import type { AuditData, AuditId, AuditItemId, AuditRecord, CoderPart } from '../domain';

export interface AuditAssignmentKey {
  readonly taxonomyId: TaxonomyId;
  readonly auditId: AuditId;
  readonly coderId: CoderId;
  readonly itemId: AuditItemId;
}

/** The codings of an audit that stand: the last one given of each assignment. */
export const standingAuditCodes = `
  blind_code b
  JOIN audit_assignment s ON s.taxonomy_id = b.taxonomy_id AND s.audit_id = b.audit_id AND s.coder_id = b.coder_id
    AND s.item_id = b.item_id AND s.revision = b.revision
  JOIN audit_coder c ON c.taxonomy_id = b.taxonomy_id AND c.audit_id = b.audit_id AND c.coder_id = b.coder_id
  JOIN audit a ON a.id = b.audit_id AND a.state = 'CLOSED'`;

/** Who has coded what, and the codes, which the database shows to whoever gave them alone until the audit is closed. */
export class AuditCodingRepository {
  constructor(private readonly sql: Sql) {}

  /** What is assigned to somebody of an item, with how often it was coded; null where nothing is. */
  async lockAssignment(
    itemId: AuditItemId,
    actorId: ActorId,
  ): Promise<{ readonly coderId: CoderId; readonly revision: number } | null> {
    const [row] = await rowsOf<{ coderId: CoderId; revision: number }>(
      this.sql,
      `SELECT s.coder_id AS "coderId", s.revision FROM audit_assignment s
       JOIN audit_coder c ON c.taxonomy_id = s.taxonomy_id AND c.audit_id = s.audit_id AND c.coder_id = s.coder_id
       WHERE s.item_id = $1 AND c.actor_id = $2 FOR UPDATE OF s`,
      [itemId, actorId],
    );
    return row ?? null;
  }

  async give(
    key: AuditAssignmentKey,
    given: {
      readonly revision: number;
      readonly codedBy: ActorId;
      readonly code: string;
      readonly salt: string;
      readonly at: Date;
    },
  ): Promise<void> {
    const { at, ...code } = given;
    await giveBlindCode(this.sql, { ...key, ...code, sessionId: null, content: 0 });
    await this.sql.query(
      `UPDATE audit_assignment SET revision = $5, coded_at = $6
       WHERE taxonomy_id = $1 AND audit_id = $2 AND coder_id = $3 AND item_id = $4`,
      [key.taxonomyId, key.auditId, key.coderId, key.itemId, given.revision, at],
    );
  }

  /** All that the results of a closed audit are computed from. */
  async data(
    { id, measure, threshold }: Pick<AuditRecord, 'id' | 'measure' | 'threshold'>,
    tree: ReasonTree,
  ): Promise<AuditData> {
    const strata = await rowsOf<AuditData['strata'][number]>(
      this.sql,
      `SELECT frame, sample FROM audit_stratum WHERE audit_id = $1 ORDER BY place`,
      [id],
    );
    const items = await rowsOf<AuditData['items'][number]>(
      this.sql,
      `SELECT id, stratum, first_reason_id AS "firstReasonId", cluster FROM audit_item WHERE audit_id = $1 ORDER BY place`,
      [id],
    );
    const models = await rowsOf<{ id: string }>(
      this.sql,
      `SELECT coder_id AS id FROM audit_coder WHERE audit_id = $1 AND part = 'MODEL' ORDER BY place`,
      [id],
    );
    const codes = await rowsOf<{ itemId: string; coderId: string; part: CoderPart; code: string }>(
      this.sql,
      `SELECT b.item_id AS "itemId", b.coder_id AS "coderId", c.part, b.code FROM ${standingAuditCodes}
       JOIN audit_item i ON i.id = b.item_id
       WHERE b.audit_id = $1 ORDER BY i.place, c.place`,
      [id],
    );
    const codings = codes.map(({ code, ...coding }) => {
      const { outcome, reasonId } = readCode(code);
      return { ...coding, outcome, reasonId };
    });
    return { measure, threshold, tree, strata, items, codings, models: models.map((model) => model.id) };
  }
}
