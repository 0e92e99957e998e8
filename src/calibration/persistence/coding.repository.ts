import type { CoderId } from '../../contact/domain';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import { giveBlindCode } from './blind-codes';
import { readCode, type Answer, type SessionId, type SessionItemId } from '../domain';

export interface AssignmentKey {
  readonly taxonomyId: TaxonomyId;
  readonly sessionId: SessionId;
  readonly coderId: CoderId;
  readonly itemId: SessionItemId;
  readonly content: number;
}

export interface AssignmentRow {
  /** How often it was coded. */
  readonly revision: number;
  readonly withdrawn: boolean;
}

export interface GivenBlindCode extends AssignmentKey {
  readonly revision: number;
  readonly codedBy: ActorId;
  readonly code: string;
  readonly salt: string;
}

const byKey = `taxonomy_id = $1 AND session_id = $2 AND coder_id = $3 AND item_id = $4 AND content = $5`;
const keyOf = ({ taxonomyId, sessionId, coderId, itemId, content }: AssignmentKey): readonly unknown[] => [
  taxonomyId,
  sessionId,
  coderId,
  itemId,
  content,
];

/** Codes that stand: the last one given, not taken back, of a coder who was not withdrawn, and not excluded as late. */
export const standing = `
  blind_code b
  JOIN assignment a ON a.taxonomy_id = b.taxonomy_id AND a.session_id = b.session_id AND a.coder_id = b.coder_id
    AND a.item_id = b.item_id AND a.content = b.content AND a.revision = b.revision AND a.withdrawn_at IS NULL
  JOIN session_coder c ON c.taxonomy_id = b.taxonomy_id AND c.session_id = b.session_id AND c.coder_id = b.coder_id
    AND c.withdrawn_at IS NULL
  JOIN calibration_session s ON s.id = b.session_id AND (s.late_policy <> 'EXCLUDE' OR NOT a.late)`;

/** Who has coded what, and the codes, which the database shows to whoever gave them alone until they are revealed. */
export class CodingRepository {
  constructor(private readonly sql: Sql) {}

  async lockAssignment(key: AssignmentKey): Promise<AssignmentRow | null> {
    const [row] = await rowsOf<AssignmentRow>(
      this.sql,
      `SELECT revision, withdrawn_at IS NOT NULL AS withdrawn FROM assignment WHERE ${byKey} FOR UPDATE`,
      keyOf(key),
    );
    return row ?? null;
  }

  async noteCoding(
    key: AssignmentKey,
    coded: { readonly revision: number; readonly at: Date; readonly late: boolean },
  ): Promise<void> {
    await this.sql.query(
      `UPDATE assignment SET revision = $6, coded_at = $7, late = $8, withdrawn_at = NULL WHERE ${byKey}`,
      [...keyOf(key), coded.revision, coded.at, coded.late],
    );
  }

  async noteWithdrawal(key: AssignmentKey, at: Date): Promise<void> {
    await this.sql.query(`UPDATE assignment SET withdrawn_at = $6 WHERE ${byKey}`, [...keyOf(key), at]);
  }

  async give(given: GivenBlindCode): Promise<void> {
    await giveBlindCode(this.sql, { ...given, auditId: null });
  }

  /** Of a revealed session, or of one item of it, what each coder answered, as far as it stands. */
  async answers(sessionId: SessionId, itemId: SessionItemId | null): Promise<readonly Answer[]> {
    const rows = await rowsOf<{ itemId: SessionItemId; content: number; code: string }>(
      this.sql,
      `SELECT b.item_id AS "itemId", b.content, b.code FROM ${standing}
       WHERE b.session_id = $1 AND ($2::uuid IS NULL OR b.item_id = $2) ORDER BY b.item_id, b.content`,
      [sessionId, itemId],
    );
    return rows.map(({ code, ...row }) => {
      const { outcome, reasonId } = readCode(code);
      return { ...row, answer: reasonId ?? outcome };
    });
  }
}
