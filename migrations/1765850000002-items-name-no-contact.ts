import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an item of a session or audit is called is read from its contact, for as long as that is kept: rows that stay for ever,
 * and their images in the history, no longer hold what another system knows a contact by.
 */
export class ItemsNameNoContact1765850000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session_item DROP COLUMN label;
      ALTER TABLE audit_item DROP COLUMN label;
    `);
    await runner.query(redacted);
  }

  /** What was taken out of the history stays out of it; of a contact that is gone its id stands for its name. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(['session_item', 'audit_item'].map(labelled).join('\n'));
  }
}

/** Whoever owns the tables may do this, and nobody else; the digest of what is left is that of the whole payload, as it is written. */
const redacted = `
  ALTER TABLE row_image DISABLE TRIGGER row_image_kept;
  WITH changed AS (
    UPDATE row_image SET body = (
      SELECT jsonb_object_agg(state, CASE WHEN image ? 'label' THEN image || '{"label": "(redacted)"}' ELSE image END)::text
      FROM jsonb_each(body::jsonb) AS told (state, image))
    WHERE table_name IN ('session_item', 'audit_item') RETURNING change_set_id, ordinal, body)
  INSERT INTO redaction (change_set_id, redacted_at, redacted_by, what, payload_digest)
  SELECT s.id, now(), 'the migration ItemsNameNoContact', 'labels of items: what other systems know contacts by',
    encode(sha256(convert_to(array_to_string(ARRAY[format('{"because":%s}', coalesce(to_jsonb(s.because)::text, 'null'))]
      || ARRAY (SELECT c.body FROM change c WHERE c.change_set_id = s.id ORDER BY c.ordinal)
      || ARRAY (SELECT coalesce(n.body, i.body) FROM row_image i LEFT JOIN changed n ON n.ordinal = i.ordinal
         WHERE i.change_set_id = s.id ORDER BY i.ordinal), E'\\n'), 'UTF8')), 'hex')
  FROM change_set s WHERE s.id IN (SELECT change_set_id FROM changed);
  ALTER TABLE row_image ENABLE ALWAYS TRIGGER row_image_kept;
`;

const labelled = (table: string): string => `
  ALTER TABLE ${table} ADD COLUMN label text;
  ALTER TABLE ${table} DISABLE TRIGGER ${table}_image, DISABLE TRIGGER ${table}_kept;
  UPDATE ${table} i SET label = k.external_id FROM contact_identity k WHERE k.taxonomy_id = i.taxonomy_id AND k.id = i.contact_id;
  ALTER TABLE ${table} ALTER COLUMN label SET NOT NULL;
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_image, ENABLE ALWAYS TRIGGER ${table}_kept;`;
