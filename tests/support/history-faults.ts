import type { Client } from 'pg';
import { digestOfPayload } from '../../src/platform/command/change-writer';
import { sha256Hex } from '../../src/platform/digest';

interface ChangeSetRow {
  readonly id: string;
  readonly because: string | null;
  readonly payload_digest: string;
  readonly header: string;
  readonly changes: readonly string[];
  readonly images: readonly string[];
  /** Of what is left of it; null: all is. */
  readonly digest_of_rest: string | null;
}

const changeSets = `
  SELECT s.id, s.because, s.payload_digest, s.header,
    (SELECT r.payload_digest FROM redaction r WHERE r.change_set_id = s.id) AS digest_of_rest,
    coalesce((SELECT json_agg(c.body ORDER BY c.ordinal) FROM change c WHERE c.change_set_id = s.id), '[]') AS changes,
    coalesce((SELECT json_agg(i.body ORDER BY i.ordinal) FROM row_image i WHERE i.change_set_id = s.id), '[]') AS images
  FROM change_set s`;

/** What must hold between the history and the tables, each as the rows that break it. */
const laws: Readonly<Record<string, string>> = {
  'a draft has the head that its last change set says': `
    SELECT d.id FROM draft d WHERE d.head <> (SELECT max(s.draft_head) FROM change_set s WHERE s.draft_id = d.id)`,
  'every head of a draft above 0 has its operations, unless it is a rebase that left none': `
    SELECT d.id FROM draft d, generate_series(1, d.head) AS head
    WHERE NOT EXISTS (SELECT 1 FROM draft_operation o WHERE o.draft_id = d.id AND o.head = head.head)
      AND NOT EXISTS (SELECT 1 FROM change_set s
        WHERE s.draft_id = d.id AND s.draft_head = head.head AND s.command = 'rebaseDraft')`,
  'an operation stands in a change of its own change set': `
    SELECT o.draft_id, o.head FROM draft_operation o
    WHERE (SELECT count(*) FROM change c WHERE c.change_set_id = o.change_set_id AND c.kind = o.body ->> 'kind') = 0`,
  'a change set of a draft has as many operations as changes of that kind, but for a composite, told of each reason it touched': `
    SELECT s.id FROM change_set s JOIN draft d ON d.id = s.draft_id WHERE
      (SELECT count(*) FROM draft_operation o WHERE o.change_set_id = s.id AND NOT o.body ? 'parts') <>
      (SELECT count(*) FROM change c WHERE c.change_set_id = s.id AND c.kind ~ '^[A-Z]'
         AND c.kind NOT IN ('MergeReasons', 'SplitReason'))`,
  'a draft was opened by a change': `
    SELECT d.id FROM draft d WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.subject_id = d.id AND c.kind = 'openDraft')`,
  'a version was published by a change that names its digest': `
    SELECT v.id FROM taxonomy_version v WHERE NOT EXISTS (
      SELECT 1 FROM change c JOIN change_set s ON s.id = c.change_set_id
      WHERE c.subject_id = v.id AND c.kind = 'publishVersion' AND s.version_digest = v.content_digest)`,
  'a scheduled draft has a version that stands, and one that is published was put into force at most once': `
    SELECT d.id FROM draft d WHERE d.state = 'SCHEDULED'
      AND NOT EXISTS (SELECT 1 FROM taxonomy_version v WHERE v.draft_id = d.id AND v.withdrawn_at IS NULL)
    UNION ALL SELECT c.subject_id FROM change c WHERE c.kind = 'putIntoForce' GROUP BY c.subject_id HAVING count(*) > 1`,
  'a withdrawn version was withdrawn by a change': `
    SELECT v.id FROM taxonomy_version v WHERE v.withdrawn_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM change c WHERE c.subject_id = v.id AND c.kind = 'unscheduleVersion')`,
  'a publication has its version and its published draft': `
    SELECT c.subject_id FROM change c WHERE c.kind = 'publishVersion' AND NOT EXISTS (
      SELECT 1 FROM taxonomy_version v JOIN draft d ON d.id = v.draft_id WHERE v.id = c.subject_id
        AND (d.state IN ('SCHEDULED', 'PUBLISHED') OR v.withdrawn_at IS NOT NULL))`,
  'a sealed content is what its digest says': `
    SELECT digest FROM snapshot WHERE encode(sha256(bytes), 'hex') <> digest`,
  'an answer of a coder stands in as many changes as it was given, each with a commitment': `
    SELECT session_id, coder_id, item_id, content, revision::bigint FROM assignment WHERE revision > 0
    EXCEPT SELECT subject_id, (after ->> 'coderId')::uuid, (after ->> 'itemId')::uuid, (after ->> 'content')::integer, count(*)
    FROM (SELECT subject_id, body::jsonb -> 'after' AS after FROM change WHERE kind = 'codeItem') AS given
    WHERE after ->> 'commitment' LIKE 'commitment:%' GROUP BY 1, 2, 3, 4`,
  'the commitment of an answer is the one in the image of its row': `
    SELECT c.change_set_id FROM change c WHERE c.kind = 'codeItem' AND NOT EXISTS (
      SELECT 1 FROM row_image i WHERE i.change_set_id = c.change_set_id AND i.table_name = 'blind_code'
        AND i.body::jsonb #>> '{after,code}' = c.body::jsonb #>> '{after,commitment}')`,
  'a session was planned by a change': `
    SELECT s.id FROM calibration_session s
    WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.subject_id = s.id AND c.kind = 'planSession')`,
  'an applied decision names the change set that applied it': `
    SELECT d.id FROM decision d WHERE d.applied_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM change c WHERE c.change_set_id = d.change_set_id AND c.subject_id = d.id AND c.kind = 'applyDecision')`,
  'every code of a version is reserved': `
    SELECT v.id FROM taxonomy_version v WHERE v.reason_count >
      (SELECT count(*) FROM code_reservation r WHERE r.taxonomy_id = v.taxonomy_id)`,
};

/** Everything in which history and tables disagree; empty where all is whole. */
export async function historyFaults(client: Client): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [law, statement] of Object.entries(laws)) {
    const { rows } = await client.query(statement);
    if (rows.length > 0) faults.push(`${law}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  const { rows } = await client.query<ChangeSetRow>(changeSets);
  return [...faults, ...rows.flatMap(changeSetFaults)];
}

function changeSetFaults(row: ChangeSetRow): readonly string[] {
  const payloadDigest = digestOfPayload(row.because, row.changes, row.images);
  const header = JSON.parse(row.header) as { payloadDigest: string; changeCount: number; id: string };
  const holds =
    payloadDigest === (row.digest_of_rest ?? row.payload_digest) &&
    header.payloadDigest === row.payload_digest;
  const isWhole = header.changeCount === row.changes.length && header.id === row.id;
  return holds && isWhole
    ? []
    : [`the change set ${row.id} (${sha256Hex(row.header)}) is not what its header says`];
}
