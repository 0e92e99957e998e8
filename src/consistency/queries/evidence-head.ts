import { sha256Hex } from '../../platform/digest';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { EvidenceQuestion } from './evidence-question';

/** What some evidence is, without reading it. */
export interface EvidenceHead {
  /** Over all that is counted of each exercise: equal digests are equal evidence, whoever asks and however it got there. */
  readonly digest: string;
  readonly exerciseIds: ReadonlySet<string>;
  /** The versions that were coded with. */
  readonly versions: readonly number[];
}

interface HeadRow {
  readonly exerciseId: string;
  readonly digest: string;
  readonly versions: readonly number[];
  readonly isAnyLeftOut: boolean;
}

/**
 * Names evidence by its content. Null where contacts are left out of it: what is worked out without them is the asker's own,
 * and is kept for nobody. Both in one statement, so that nothing is closed in between.
 */
export async function evidenceHead(
  sql: Sql,
  { taxonomyId, window, purpose, without = [] }: EvidenceQuestion,
): Promise<EvidenceHead | null> {
  const rows = await rowsOf<HeadRow>(
    sql,
    `SELECT exercise_id AS "exerciseId", closed_on || ' ' || encode(sha256(
         array_send(ids) || convert_to(settings::text, 'UTF8') || array_send(units)), 'hex') AS digest,
       ARRAY(SELECT DISTINCT (setting ->> 0)::integer FROM jsonb_array_elements(settings) AS setting) AS versions,
       (SELECT EXISTS (SELECT 1 FROM double_coding d WHERE d.taxonomy_id = $1 AND d.contact_id = ANY ($5::uuid[])))
         AS "isAnyLeftOut"
     FROM evidence_count
     WHERE taxonomy_id = $1 AND purpose = $2 AND closed_on >= $3::date AND closed_on < $4::date
     ORDER BY exercise_id`,
    [taxonomyId, purpose, window.from, window.until, without],
  );
  if (rows.some(({ isAnyLeftOut }) => isAnyLeftOut)) return null;
  return {
    digest: sha256Hex(rows.map(({ exerciseId, digest }) => `${exerciseId} ${digest}`).join('\n')),
    exerciseIds: new Set(rows.map(({ exerciseId }) => exerciseId)),
    versions: [...new Set(rows.flatMap(({ versions }) => versions))].sort((one, other) => one - other),
  };
}
