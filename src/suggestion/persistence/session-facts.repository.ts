import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import type { AdjudicatedResidual } from '../domain';

/** What calibration sessions tell, by a moment: the codes of those alone that were revealed by then. */
export class SessionFactsRepository {
  constructor(private readonly sql: Sql) {}

  /** The sessions that were open, once for each content that they code in. */
  openSessions(
    taxonomyId: TaxonomyId,
    at: Date,
  ): Promise<readonly { readonly title: string; readonly contentDigest: string }[]> {
    return rowsOf(
      this.sql,
      `SELECT s.title, c.digest AS "contentDigest"
       FROM calibration_session s JOIN session_content c ON c.session_id = s.id
       WHERE s.taxonomy_id = $1 AND s.opened_at <= $2 AND (s.revealed_at IS NULL OR s.revealed_at > $2)
         AND (s.cancelled_at IS NULL OR s.cancelled_at > $2)
       ORDER BY s.id, c.content`,
      [taxonomyId, at],
    );
  }

  /** Adjudicated contacts that a coder gave each reason, and those of them that no reason fits, or that lack one. */
  adjudicated(taxonomyId: TaxonomyId, from: Date, until: Date): Promise<readonly AdjudicatedResidual[]> {
    return rowsOf(
      this.sql,
      `SELECT given.reason_id AS "residualId", count(*)::integer AS contacts,
         (count(*) FILTER (WHERE j.outcome = 'NO_REASON_FITS' OR j.cause = 'MISSING_REASON'))::integer AS "noReasonFits"
       FROM calibration_session s
         JOIN adjudication j ON j.taxonomy_id = s.taxonomy_id AND j.session_id = s.id
         JOIN LATERAL (SELECT DISTINCT (b.code::jsonb ->> 'reasonId')::uuid AS reason_id FROM blind_code b
           WHERE b.session_id = s.id AND b.item_id = j.item_id AND b.content = j.content) AS given ON given.reason_id IS NOT NULL
       WHERE s.taxonomy_id = $1 AND s.state IN ('REVEALED', 'CLOSED') AND s.revealed_at <= $3
         AND j.adjudicated_at >= $2 AND j.adjudicated_at <= $3
       GROUP BY given.reason_id`,
      [taxonomyId, from, until],
    );
  }
}
