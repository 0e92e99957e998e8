import type { TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { CalibrationFacts, OpenSession } from '../../taxonomy';

/** What versions ask of calibration, answered in their own transaction. */
export class FactsOfSessions implements CalibrationFacts {
  constructor(private readonly sql: Sql) {}

  async revealedSessions(
    taxonomyId: TaxonomyId,
    sessionIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    if (sessionIds.length === 0) return new Set();
    const rows = await rowsOf<{ id: string }>(
      this.sql,
      `SELECT id FROM calibration_session
       WHERE taxonomy_id = $1 AND id = ANY ($2) AND state IN ('REVEALED', 'CLOSED')`,
      [taxonomyId, sessionIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  openSessions(taxonomyId: TaxonomyId): Promise<readonly OpenSession[]> {
    return rowsOf(
      this.sql,
      `SELECT s.title, c.digest AS "contentDigest" FROM calibration_session s
         JOIN session_content c ON c.session_id = s.id
       WHERE s.taxonomy_id = $1 AND s.state = 'OPEN' ORDER BY s.id, c.content`,
      [taxonomyId],
    );
  }
}
