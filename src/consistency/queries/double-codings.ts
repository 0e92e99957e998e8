import { rowsOf, type Sql } from '../../platform/database/sql';
import type { CodedAlike } from '../domain';
import { countColumns, countedUnits } from '../persistence/evidence-count-sql';
import { unpacked, type PackedCounts } from './packed-counts';
import type { EvidenceQuestion } from './evidence-question';

/**
 * What several coders said of the same contacts, in no order. Contacts of one audit or session that were coded exactly
 * alike are counted once. What is not closed is not there: until then it is a secret.
 *
 * It reads what each audit or session came to when it was closed; those with a contact that is left out are counted anew
 * without it.
 *
 * @example await doubleCodings(sql, { taxonomyId, window: { from: '2026-01-01', until: '2026-07-01' }, purpose: 'AUDIT' })
 */
export async function doubleCodings(
  sql: Sql,
  { taxonomyId, window, purpose, without = [] }: EvidenceQuestion,
): Promise<readonly CodedAlike[]> {
  const values = [taxonomyId, purpose, window.from, window.until];
  const rows =
    without.length === 0
      ? await rowsOf<PackedCounts>(sql, packed(kept), values)
      : await rowsOf<PackedCounts>(sql, packed(`${keptWithAll} UNION ALL ${countedAnew}`), [
          ...values,
          without,
        ]);
  return unpacked(rows, purpose);
}

const packed = (counts: string): string => `
  SELECT exercise_id AS "exerciseId", closed_on::text AS "closedOn", array_to_string(ids, ',') AS ids, settings::text,
    '[' || array_to_string(units, ',') || ']' AS units
  FROM (${counts}) AS counted`;

const columns = countColumns.join(', ');
const asked = `taxonomy_id = $1 AND purpose = $2 AND closed_on >= $3::date AND closed_on < $4::date`;
const kept = `SELECT ${columns} FROM evidence_count WHERE ${asked}`;

const left = `(SELECT exercise_id FROM double_coding WHERE taxonomy_id = $1 AND contact_id = ANY ($5::uuid[]))`;
const keptWithAll = `${kept} AND exercise_id NOT IN ${left}`;
const countedAnew = `SELECT ${columns} FROM (${countedUnits(
  `${asked} AND exercise_id IN ${left} AND contact_id <> ALL ($5::uuid[])`,
)}) AS anew`;
