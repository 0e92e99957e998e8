import type { CoderId } from '../../contact/domain';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { Sql } from '../../platform/database/sql';

/** A code that somebody gives blind, of a session or of an audit. */
export interface BlindCode {
  readonly taxonomyId: TaxonomyId;
  readonly sessionId: string | null;
  readonly auditId: string | null;
  readonly coderId: CoderId;
  readonly itemId: string;
  readonly content: number;
  readonly revision: number;
  readonly codedBy: ActorId;
  readonly code: string;
  readonly salt: string;
}

/** The transaction says who it is: another's code the database would not take. */
export async function giveBlindCode(sql: Sql, given: BlindCode): Promise<void> {
  await beActor(sql, given.codedBy);
  await sql.query(
    `INSERT INTO blind_code (taxonomy_id, session_id, audit_id, coder_id, item_id, content, revision, coded_by, code, salt)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[given.taxonomyId, given.sessionId, given.auditId, given.coderId, given.itemId, given.content],
      ...[given.revision, given.codedBy, given.code, given.salt],
    ],
  );
}

/** For the length of the transaction the database shows the codes of this actor, and those that are no secret. */
export async function beActor(sql: Sql, actorId: ActorId): Promise<void> {
  await sql.query(`SELECT set_config('concordance.actor', $1, true)`, [actorId]);
}
