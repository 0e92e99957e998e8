import type { DataSource } from 'typeorm';
import type { CoderId } from '../../contact/domain';
import { rowsOf } from '../../platform/database/sql';
import type { TaxonomyId, VersionId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import {
  coachingList,
  type CoachingCount,
  type CoachingEntry,
  type CoachingRule,
  type SessionId,
} from '../domain';
import { standing } from '../persistence/coding.repository';

/** Which sessions a coaching list is made of; null does not narrow. */
export interface CoachingWindow {
  readonly taxonomyId: TaxonomyId;
  readonly sessionId: SessionId | null;
  /** Revealed at this moment or later. */
  readonly from: Date | null;
  /** Revealed before this moment. */
  readonly until: Date | null;
  /** Only this coder; null: all. */
  readonly coderId: CoderId | null;
}

export interface AcknowledgementRecord {
  readonly coderId: CoderId;
  readonly externalId: string;
  readonly acknowledgedAt: Date | null;
}

/** What coders may want to talk about, and what they have read. */
export class CoachingReader {
  constructor(private readonly dataSource: DataSource) {}

  /** Over closed sessions, and revealed ones in which names are no secret. Counted by the database. */
  async coaching(window: CoachingWindow, rule: CoachingRule): Promise<readonly CoachingEntry[]> {
    const { taxonomyId, sessionId, from, until, coderId } = window;
    const counts = await rowsOf<CoachingCount>(
      this.dataSource.manager,
      `SELECT b.coder_id AS "coderId", j.reason_id AS "reasonId",
         coalesce(b.code::jsonb ->> 'reasonId', b.code::jsonb ->> 'outcome') AS answer, count(*)::integer AS count
       FROM ${standing}
       JOIN adjudication j ON j.item_id = b.item_id AND j.content = b.content AND j.outcome = 'REASON'
       WHERE s.taxonomy_id = $1 AND b.taxonomy_id = $1
         AND (s.state = 'CLOSED' OR (s.state = 'REVEALED' AND NOT s.adjudicator_blind))
         AND ($2::uuid IS NULL OR s.id = $2)
         AND ($3::timestamptz IS NULL OR s.revealed_at >= $3)
         AND ($4::timestamptz IS NULL OR s.revealed_at < $4)
         AND ($5::uuid IS NULL OR b.coder_id = $5)
       GROUP BY 1, 2, 3`,
      [taxonomyId, sessionId, from, until, coderId],
    );
    return coachingList(counts, rule);
  }

  /** The people who code, by their external id, each with when they acknowledged the guidelines of a version. */
  async acknowledgements(
    taxonomyId: TaxonomyId,
    versionId: VersionId,
    request: PageRequest,
  ): Promise<Page<AcknowledgementRecord>> {
    const rows = await rowsOf<AcknowledgementRecord>(
      this.dataSource.manager,
      `SELECT c.id AS "coderId", c.external_id AS "externalId", g.acknowledged_at AS "acknowledgedAt"
       FROM coder c LEFT JOIN guideline_acknowledgement g
         ON g.taxonomy_id = c.taxonomy_id AND g.version_id = $2 AND g.coder_id = c.id
       WHERE c.taxonomy_id = $1 AND c.kind <> 'MODEL' AND (c.retired_at IS NULL OR g.acknowledged_at IS NOT NULL)
         AND ($3::text IS NULL OR c.external_id > $3)
       ORDER BY c.external_id LIMIT $4`,
      [taxonomyId, versionId, request.after?.[0] ?? null, request.first + 1],
    );
    return pageOf(rows, request);
  }

  async acknowledgedAt(versionId: VersionId, coderId: CoderId): Promise<Date | null> {
    const [row] = await rowsOf<{ at: Date }>(
      this.dataSource.manager,
      `SELECT acknowledged_at AS at FROM guideline_acknowledgement WHERE version_id = $1 AND coder_id = $2`,
      [versionId, coderId],
    );
    return row?.at ?? null;
  }
}
