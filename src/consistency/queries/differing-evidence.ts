import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import { ownColumns, unitsOfAudits, unitsOfSessions } from '../persistence/double-coding-sql';

/**
 * How many units of a taxonomy are kept otherwise than its closed audits and sessions have them, missing ones and ones
 * too many among them: 0 as long as all is well.
 */
export async function differingEvidence(sql: Sql, taxonomyId: TaxonomyId): Promise<number> {
  const columns = ownColumns.join(', ');
  const kept = `SELECT ${columns} FROM double_coding WHERE taxonomy_id = $1`;
  const anew = [unitsOfAudits('a.taxonomy_id = $1'), unitsOfSessions('s.taxonomy_id = $1')]
    .map((units) => `SELECT ${columns} FROM (${units}) AS u`)
    .join(' UNION ALL ');
  const [row] = await rowsOf<{ differing: number }>(
    sql,
    `WITH kept AS (${kept}), anew AS (${anew})
     SELECT count(DISTINCT (item_id, content))::integer AS differing FROM (
       (SELECT * FROM kept EXCEPT SELECT * FROM anew) UNION ALL (SELECT * FROM anew EXCEPT SELECT * FROM kept)) AS other`,
    [taxonomyId],
  );
  return row?.differing ?? 0;
}
