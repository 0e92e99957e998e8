import type { Client } from 'pg';
import { canonicalJson } from '../../src/platform/canonical-json';
import { digestOfPayload } from '../../src/platform/command/change-writer';
import { sha256Hex } from '../../src/platform/digest';
import { commitmentTo, readCode, writtenCode, type GivenCode } from '../../src/calibration/domain';
import type { ReasonId } from '../../src/platform/ids';

interface Row {
  readonly code: string;
  readonly salt: string;
  readonly change_set_id: string;
  readonly place: string;
}

/**
 * Has one actor answer otherwise in all that is not revealed: other codes under the same salts, and what the history
 * commits to with them. The owner of the tables does it, with their guards switched off; afterwards the history is as
 * whole as if it had been so from the beginning. Answers how many codes it changed.
 */
export async function withOtherCodes(
  client: Client,
  { codedBy, reasons }: { readonly codedBy: string; readonly reasons: readonly string[] },
): Promise<number> {
  await client.query('BEGIN');
  const guards = await guardsOf(client);
  for (const { table, name } of guards) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`);
  await client.query('ALTER TABLE blind_code NO FORCE ROW LEVEL SECURITY');
  const { rows } = await client.query<Row>(secrets, [codedBy]);
  for (const row of rows) await recode(client, row, reasons);
  for (const id of new Set(rows.map(({ change_set_id }) => change_set_id))) await redigest(client, id);
  await client.query(
    `UPDATE idempotency_key SET input_digest = $2 WHERE actor_id = $1 AND command IN ('codeItem', 'codeAuditItem')`,
    [...[codedBy, sha256Hex('another input')]],
  );
  await client.query('ALTER TABLE blind_code FORCE ROW LEVEL SECURITY');
  for (const { table, name } of guards)
    await client.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}`);
  await client.query('COMMIT');
  return rows.length;
}

const secrets = `
  SELECT b.code, b.salt, b.ctid::text AS place, c.change_set_id
  FROM blind_code b
  LEFT JOIN calibration_session s ON s.id = b.session_id
  LEFT JOIN audit a ON a.id = b.audit_id
  JOIN change c ON c.subject_id = coalesce(b.session_id, b.audit_id) AND c.kind IN ('codeItem', 'codeAuditItem')
    AND (c.body::jsonb #>> '{after,itemId}')::uuid = b.item_id
    AND (c.body::jsonb #>> '{after,coderId}')::uuid = b.coder_id
    AND (c.body::jsonb #>> '{after,content}')::integer = b.content
    AND (c.body::jsonb #>> '{after,revision}')::integer = b.revision
  WHERE b.coded_by = $1 AND coalesce(s.state, a.state) NOT IN ('REVEALED', 'CLOSED')`;

async function guardsOf(client: Client): Promise<readonly { table: string; name: string }[]> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `SELECT tgrelid::regclass::text AS "table", tgname AS name FROM pg_trigger
     WHERE tgrelid IN ('blind_code'::regclass, 'change'::regclass, 'change_set'::regclass, 'row_image'::regclass)
       AND NOT tgisinternal AND tgenabled = 'A'`,
  );
  return rows;
}

async function recode(client: Client, row: Row, reasons: readonly string[]): Promise<void> {
  const code = writtenCode(otherThan(readCode(row.code), reasons));
  const [before, after] = [commitmentTo(row), commitmentTo({ code, salt: row.salt })];
  await client.query('UPDATE blind_code SET code = $2 WHERE ctid = $1::tid', [row.place, code]);
  for (const table of ['change', 'row_image'])
    await client.query(`UPDATE ${table} SET body = replace(body, $2, $3) WHERE change_set_id = $1`, [
      ...[row.change_set_id, before, after],
    ]);
}

/** Differs in every part, in length too, and so that no outcome is given as often as before. */
function otherThan(
  { outcome, reasonId, confidence, note }: GivenCode,
  reasons: readonly string[],
): GivenCode {
  const changed = {
    confidence: confidence === null ? 5 : null,
    note: note === null ? 'something was noted here, at some length' : null,
  };
  const other = reasons.find((reason) => reason !== reasonId) ?? '';
  if (outcome === 'REASON' && confidence !== null)
    return { outcome: 'REASON', reasonId: other as ReasonId, ...changed };
  return { outcome: outcome === 'REASON' ? 'CANNOT_CODE' : 'NO_REASON_FITS', reasonId: null, ...changed };
}

async function redigest(client: Client, id: string): Promise<void> {
  const { rows } = await client.query<{
    because: string | null;
    header: string;
    changes: string[];
    images: string[];
  }>(
    `SELECT s.because, s.header,
       (SELECT json_agg(c.body ORDER BY c.ordinal) FROM change c WHERE c.change_set_id = s.id) AS changes,
       (SELECT json_agg(i.body ORDER BY i.ordinal) FROM row_image i WHERE i.change_set_id = s.id) AS images
     FROM change_set s WHERE s.id = $1`,
    [id],
  );
  const [set] = rows;
  if (set === undefined) throw new Error(`expected the change set ${id}`);
  const payloadDigest = digestOfPayload(set.because, set.changes, set.images);
  const header = canonicalJson({ ...(JSON.parse(set.header) as object), payloadDigest });
  await client.query('UPDATE change_set SET payload_digest = $2, header = $3 WHERE id = $1', [
    ...[id, payloadDigest, header],
  ]);
}
