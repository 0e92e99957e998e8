import { CodedBlindInSessions } from '../../calibration';
import type { BlindCoding } from '../../contact';
import type { ContactId } from '../../contact/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ActorId, TaxonomyId } from '../../platform/ids';

/** What is coded blind at all: in sessions, and in audits until they are closed or given up. */
export class CodedBlind implements BlindCoding {
  constructor(private readonly sql: Sql) {}

  async contactsOf(taxonomyId: TaxonomyId, actorId: ActorId): Promise<readonly ContactId[]> {
    const inSessions = await new CodedBlindInSessions(this.sql).contactsOf(taxonomyId, actorId);
    const rows = await rowsOf<{ id: ContactId }>(
      this.sql,
      `SELECT DISTINCT i.contact_id AS id
       FROM audit_coder c
         JOIN audit a ON a.id = c.audit_id AND a.state = 'OPEN'
         JOIN audit_assignment s ON s.taxonomy_id = c.taxonomy_id AND s.audit_id = c.audit_id AND s.coder_id = c.coder_id
         JOIN audit_item i ON i.id = s.item_id
       WHERE c.actor_id = $2 AND a.taxonomy_id = $1`,
      [taxonomyId, actorId],
    );
    return [...new Set([...inSessions, ...rows.map(({ id }) => id)])];
  }

  async contactsOfAnybody(taxonomyId: TaxonomyId): Promise<readonly ContactId[]> {
    const inSessions = await new CodedBlindInSessions(this.sql).contactsOfAnybody(taxonomyId);
    const rows = await rowsOf<{ id: ContactId }>(
      this.sql,
      `SELECT DISTINCT i.contact_id AS id FROM audit a JOIN audit_item i ON i.audit_id = a.id
       WHERE a.taxonomy_id = $1 AND a.state = 'OPEN'`,
      [taxonomyId],
    );
    return [...new Set([...inSessions, ...rows.map(({ id }) => id)])];
  }
}
