import type { CoderId } from '../../contact/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ReasonId, TaxonomyId } from '../../platform/ids';
import type { CodedAlike, CodingPart, EvidenceCode, EvidencePurpose } from '../domain';
import { ownColumns, unitsOfAudits, unitsOfSessions } from '../persistence/double-coding-sql';

/** Evidence of one purpose from audits or sessions that were closed from the first day on and before the second. */
export interface EvidenceQuestion {
  readonly taxonomyId: TaxonomyId;
  readonly window: { readonly from: string; readonly until: string };
  readonly purpose: EvidencePurpose;
}

type EvidenceRow = Omit<CodedAlike, 'purpose' | 'codes' | 'adjudicated'> & {
  readonly parts: string;
  readonly coderIds: string;
  readonly outcomes: string;
  readonly reasonIds: string;
  readonly adjudicatedOutcome: EvidenceCode['outcome'] | null;
  readonly adjudicatedReasonId: ReasonId | null;
};

/**
 * What several coders said of the same contacts, in no order. Contacts of one audit or session that were coded exactly
 * alike are counted once. What is not closed is not there: until then it is a secret.
 *
 * @example await doubleCodings(sql, { taxonomyId, window: { from: '2026-01-01', until: '2026-07-01' }, purpose: 'AUDIT' })
 */
export async function doubleCodings(
  sql: Sql,
  { taxonomyId, window, purpose }: EvidenceQuestion,
): Promise<readonly CodedAlike[]> {
  const rows = await rowsOf<EvidenceRow>(
    sql,
    `SELECT exercise_id AS "exerciseId", closed_on::text AS "closedOn", version, stratum, weight, month::text, channel,
       department_id AS "departmentId", array_to_string(parts, ',') AS parts,
       array_to_string(coder_ids, ',', '') AS "coderIds", array_to_string(outcomes, ',') AS outcomes,
       array_to_string(reason_ids, ',', '') AS "reasonIds", adjudicated_outcome AS "adjudicatedOutcome",
       adjudicated_reason_id AS "adjudicatedReasonId", count(*)::integer AS contacts
     FROM double_coding
     WHERE taxonomy_id = $1 AND purpose = $2 AND closed_on >= $3::date AND closed_on < $4::date
     GROUP BY exercise_id, closed_on, version, stratum, weight, month, channel, department_id, parts, coder_ids, outcomes,
       reason_ids, adjudicated_outcome, adjudicated_reason_id`,
    [taxonomyId, purpose, window.from, window.until],
  );
  return rows.map((row) => codedAlike(row, purpose));
}

function codedAlike(row: EvidenceRow, purpose: EvidencePurpose): CodedAlike {
  const { parts, coderIds, outcomes, reasonIds, adjudicatedOutcome, adjudicatedReasonId, ...kept } = row;
  const [coders, said, reasons] = [coderIds.split(','), outcomes.split(','), reasonIds.split(',')];
  return {
    ...kept,
    purpose,
    codes: parts.split(',').map((part, at) => ({
      part: part as CodingPart,
      coderId: (coders[at] ?? '') === '' ? null : (coders[at] as CoderId),
      outcome: said[at] as EvidenceCode['outcome'],
      reasonId: (reasons[at] ?? '') === '' ? null : (reasons[at] as ReasonId),
    })),
    adjudicated:
      adjudicatedOutcome === null ? null : { outcome: adjudicatedOutcome, reasonId: adjudicatedReasonId },
  };
}

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
