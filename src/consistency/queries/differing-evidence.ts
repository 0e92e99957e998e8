import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import { ownColumns, unitsOfAudits, unitsOfSessions } from '../persistence/double-coding-sql';
import { countColumns, countedUnits } from '../persistence/evidence-count-sql';

/** What is kept otherwise than it is when it is counted anew, missing ones and ones too many among them. */
export interface DifferingEvidence {
  /** Contacts that closed audits and sessions have otherwise. */
  readonly contacts: number;
  /** Audits and sessions that come to something else than what was counted of them. */
  readonly exercises: number;
}

/** Counts the evidence of a taxonomy anew: nothing differs as long as all is well. */
export async function differingEvidence(sql: Sql, taxonomyId: TaxonomyId): Promise<DifferingEvidence> {
  const own = ownColumns.join(', ');
  const units = [unitsOfAudits('a.taxonomy_id = $1'), unitsOfSessions('s.taxonomy_id = $1')]
    .map((given) => `SELECT ${own} FROM (${given}) AS u`)
    .join(' UNION ALL ');
  const [contacts, exercises] = [
    differing('item_id, content', `SELECT ${own} FROM double_coding WHERE taxonomy_id = $1`, units),
    differing(
      'exercise_id',
      `SELECT ${countColumns.join(', ')} FROM evidence_count WHERE taxonomy_id = $1`,
      countedUnits('taxonomy_id = $1'),
    ),
  ];
  const [row] = await rowsOf<DifferingEvidence>(
    sql,
    `SELECT (${contacts}) AS contacts, (${exercises}) AS exercises`,
    [taxonomyId],
  );
  return row ?? { contacts: 0, exercises: 0 };
}

const differing = (key: string, kept: string, anew: string): string => `
  WITH kept AS (${kept}), anew AS (${anew})
  SELECT count(DISTINCT (${key}))::integer FROM (
    (SELECT * FROM kept EXCEPT SELECT * FROM anew) UNION ALL (SELECT * FROM anew EXCEPT SELECT * FROM kept)) AS other`;
