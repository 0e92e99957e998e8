import type { CoderId, ContactId } from '../../contact/domain';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ReasonId } from '../../platform/ids';
import type { CodedAlike, CodedTwice, CodingPart, EvidenceCode, EvidencePurpose } from '../domain';
import type { EvidenceQuestion } from './evidence-question';

type EvidenceRow = Omit<CodedAlike, 'purpose' | 'codes' | 'adjudicated'> & {
  readonly parts: string;
  readonly coderIds: string;
  readonly outcomes: string;
  readonly reasonIds: string;
  readonly adjudicatedOutcome: EvidenceCode['outcome'] | null;
  readonly adjudicatedReasonId: ReasonId | null;
};

const shownColumns = `exercise_id AS "exerciseId", closed_on::text AS "closedOn", version, stratum, weight, month::text,
  channel, department_id AS "departmentId", array_to_string(parts, ',') AS parts,
  array_to_string(coder_ids, ',', '') AS "coderIds", array_to_string(outcomes, ',') AS outcomes,
  array_to_string(reason_ids, ',', '') AS "reasonIds", adjudicated_outcome AS "adjudicatedOutcome",
  adjudicated_reason_id AS "adjudicatedReasonId"`;

/** What was said of a contact in one period, and what in a later one. */
export interface SaidTwice {
  readonly before: CodedAlike;
  readonly after: CodedAlike;
}

/**
 * The contacts that were coded several times in both of two periods: each as it was coded last in each.
 *
 * @example await codedInBoth(sql, { taxonomyId, window: spring, purpose: 'AUDIT' }, autumn)
 */
export async function codedInBoth(
  sql: Sql,
  { taxonomyId, window, purpose, without = [] }: EvidenceQuestion,
  later: EvidenceQuestion['window'],
): Promise<readonly SaidTwice[]> {
  const rows = await rowsOf<EvidenceRow & { readonly contactId: string; readonly isLater: boolean }>(
    sql,
    `WITH said AS (
       SELECT double_coding.*, is_later FROM double_coding, (VALUES (false, $3::date, $4::date), (true, $5::date, $6::date))
         AS period (is_later, starts, ends)
       WHERE taxonomy_id = $1 AND purpose = $2 AND closed_on >= starts AND closed_on < ends
         AND contact_id <> ALL ($7::uuid[])
     ), twice AS (SELECT contact_id FROM said GROUP BY contact_id HAVING count(DISTINCT is_later) = 2)
     SELECT DISTINCT ON (contact_id, is_later) contact_id AS "contactId", is_later AS "isLater", ${shownColumns}, 1 AS contacts
     FROM said WHERE contact_id IN (SELECT contact_id FROM twice)
     ORDER BY contact_id, is_later, said.closed_on DESC, exercise_id, content`,
    [taxonomyId, purpose, window.from, window.until, later.from, later.until, without],
  );
  const earlier = new Map(rows.flatMap((row) => (row.isLater ? [] : [[row.contactId, row] as const])));
  return rows.flatMap((row) => {
    const before = earlier.get(row.contactId);
    if (!row.isLater || before === undefined) return [];
    return [{ before: codedAlike(before, purpose), after: codedAlike(row, purpose) }];
  });
}

/** What was said of a contact in one of several audits or sessions. */
export interface SaidOfContact {
  readonly contactId: ContactId;
  readonly said: CodedAlike;
}

/**
 * The contacts that were coded several times in more than one audit or session, as they were in each with each version.
 *
 * @example await codedSeveralTimes(sql, { taxonomyId, window, purpose: 'AUDIT' })
 */
export async function codedSeveralTimes(
  sql: Sql,
  { taxonomyId, window, purpose, without = [] }: EvidenceQuestion,
): Promise<readonly SaidOfContact[]> {
  const rows = await rowsOf<EvidenceRow & { readonly contactId: ContactId }>(
    sql,
    `WITH said AS (
       SELECT * FROM double_coding
       WHERE taxonomy_id = $1 AND purpose = $2 AND closed_on >= $3::date AND closed_on < $4::date
         AND contact_id <> ALL ($5::uuid[])
     ), several AS (SELECT contact_id FROM said GROUP BY contact_id HAVING count(DISTINCT exercise_id) > 1)
     SELECT DISTINCT ON (contact_id, exercise_id, version) contact_id AS "contactId", ${shownColumns}, 1 AS contacts
     FROM said WHERE contact_id IN (SELECT contact_id FROM several)
     ORDER BY contact_id, exercise_id, version, content`,
    [taxonomyId, purpose, window.from, window.until, without],
  );
  return rows.map(({ contactId, ...row }) => ({ contactId, said: codedAlike(row, purpose) }));
}

/**
 * What coders said of the same contact in different audits or sessions. What was coded once at work and is shown in two
 * audits was coded once.
 */
export async function codedTwice(
  sql: Sql,
  { taxonomyId, window, purpose, without = [] }: EvidenceQuestion,
): Promise<readonly CodedTwice[]> {
  const rows = await rowsOf<{
    readonly coderId: CoderId;
    readonly firstReasonId: ReasonId;
    readonly firstVersion: number;
    readonly secondReasonId: ReasonId;
    readonly secondVersion: number;
    readonly pairs: number;
  }>(
    sql,
    `WITH several AS (
       SELECT contact_id FROM double_coding
       WHERE taxonomy_id = $1 AND purpose = $2 AND closed_on >= $3::date AND closed_on < $4::date
         AND contact_id <> ALL ($5::uuid[])
       GROUP BY contact_id HAVING count(DISTINCT exercise_id) > 1
     ), given AS (
       SELECT d.contact_id, d.exercise_id, d.version, g.coder_id, g.reason_id, g.part
       FROM double_coding d, unnest(d.coder_ids, d.reason_ids, d.parts) AS g (coder_id, reason_id, part)
       WHERE d.taxonomy_id = $1 AND d.purpose = $2 AND d.closed_on >= $3::date AND d.closed_on < $4::date
         AND d.contact_id IN (SELECT contact_id FROM several) AND g.coder_id IS NOT NULL AND g.reason_id IS NOT NULL
     )
     SELECT one.coder_id AS "coderId", one.reason_id AS "firstReasonId", one.version AS "firstVersion",
       other.reason_id AS "secondReasonId", other.version AS "secondVersion", count(*)::integer AS pairs
     FROM given one JOIN given other ON other.contact_id = one.contact_id AND other.coder_id = one.coder_id
       AND other.exercise_id > one.exercise_id AND NOT (one.part = 'PRODUCTION' AND other.part = 'PRODUCTION')
     GROUP BY 1, 2, 3, 4, 5`,
    [taxonomyId, purpose, window.from, window.until, without],
  );
  return rows.map(({ coderId, pairs, ...row }) => ({
    ...{ coderId, pairs },
    first: { reasonId: row.firstReasonId, version: row.firstVersion },
    second: { reasonId: row.secondReasonId, version: row.secondVersion },
  }));
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
