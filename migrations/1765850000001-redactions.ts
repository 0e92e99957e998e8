import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entries of the history out of whose payload something was taken. The header of an entry, which vouches for what was recorded,
 * stays as it is; the digest here vouches for what is left.
 */
export class Redactions1765850000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE redaction (
        change_set_id uuid CONSTRAINT redaction_pkey PRIMARY KEY
          CONSTRAINT redaction_change_set REFERENCES change_set (id),
        redacted_at timestamptz NOT NULL,
        redacted_by text NOT NULL,
        what text NOT NULL,
        payload_digest text NOT NULL
      );
      CREATE TRIGGER redaction_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON redaction EXECUTE FUNCTION deny_change();
      ALTER TABLE redaction ENABLE ALWAYS TRIGGER redaction_kept;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE redaction`);
  }
}
