import type { BlindCoding } from '../../contact';
import type { ContactId } from '../../contact/domain';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';

/** What is coded blind in sessions: all items of those that one codes in, from their planning until they are revealed. */
export class CodedBlindInSessions implements BlindCoding {
  constructor(private readonly sql: Sql) {}

  async contactsOf(taxonomyId: TaxonomyId, actorId: ActorId): Promise<readonly ContactId[]> {
    const rows = await rowsOf<{ id: ContactId }>(
      this.sql,
      `SELECT DISTINCT i.contact_id AS id
       FROM calibration_session s
         JOIN session_coder sc ON sc.session_id = s.id
         JOIN coder c ON c.id = sc.coder_id
         JOIN session_item i ON i.session_id = s.id
       WHERE s.taxonomy_id = $1 AND s.state IN ('PLANNED', 'OPEN') AND $2 IN (sc.actor_id, c.actor_id)`,
      [taxonomyId, actorId],
    );
    return rows.map(({ id }) => id);
  }

  async contactsOfAnybody(taxonomyId: TaxonomyId): Promise<readonly ContactId[]> {
    const rows = await rowsOf<{ id: ContactId }>(
      this.sql,
      `SELECT DISTINCT i.contact_id AS id FROM calibration_session s JOIN session_item i ON i.session_id = s.id
       WHERE s.taxonomy_id = $1 AND s.state IN ('PLANNED', 'OPEN')`,
      [taxonomyId],
    );
    return rows.map(({ id }) => id);
  }
}
