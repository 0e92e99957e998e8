import type { ContactId } from '../../contact/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';

/** What nobody is to learn from suggestions while somebody codes it. */
export class HeldBackRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * The contacts that anybody is coding blind now: items of sessions that are not revealed, and of open audits. They count in no
   * suggestion, whoever asks, so that all see the same ones, and a decision that is kept tells nothing either.
   */
  async contacts(taxonomyId: TaxonomyId): Promise<readonly ContactId[]> {
    const rows = await rowsOf<{ id: ContactId }>(
      this.sql,
      `SELECT i.contact_id AS id FROM calibration_session s JOIN session_item i ON i.session_id = s.id
       WHERE s.taxonomy_id = $1 AND s.state IN ('PLANNED', 'OPEN')
       UNION SELECT i.contact_id FROM audit a JOIN audit_item i ON i.audit_id = a.id
       WHERE a.taxonomy_id = $1 AND a.state = 'OPEN'`,
      [taxonomyId],
    );
    return rows.map(({ id }) => id);
  }
}
