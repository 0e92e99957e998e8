import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The codes of audits lie where those of sessions lie, under the same rule: each row is seen by whoever gave it, and by
 * others once its session is revealed, or its audit closed. An item belongs to one of the two.
 */
export class BlindCodesOfAudits1765100000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE blind_code DROP CONSTRAINT blind_code_pkey;
      ALTER TABLE blind_code ALTER COLUMN session_id DROP NOT NULL;
      ALTER TABLE blind_code ADD COLUMN audit_id uuid;
      ALTER TABLE blind_code
        ADD CONSTRAINT blind_code_pkey PRIMARY KEY (taxonomy_id, coder_id, item_id, content, revision),
        ADD CONSTRAINT blind_code_is_of_a_session_or_an_audit CHECK (num_nonnulls(session_id, audit_id) = 1),
        ADD CONSTRAINT blind_code_audit_assignment FOREIGN KEY (taxonomy_id, audit_id, coder_id, item_id)
          REFERENCES audit_assignment (taxonomy_id, audit_id, coder_id, item_id);
      CREATE INDEX blind_code_by_audit ON blind_code (audit_id) WHERE audit_id IS NOT NULL;

      CREATE POLICY blind_code_of_closed_audit ON blind_code FOR SELECT USING (
        (SELECT a.state FROM audit a WHERE a.id = blind_code.audit_id) = 'CLOSED');
      CREATE POLICY blind_code_given_in_audit ON blind_code FOR INSERT WITH CHECK (
        blind_code.coded_by = nullif(current_setting('concordance.actor', true), '')::uuid
        AND (SELECT a.state FROM audit a WHERE a.id = blind_code.audit_id) = 'OPEN');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY blind_code_of_closed_audit ON blind_code;
      DROP POLICY blind_code_given_in_audit ON blind_code;
      ALTER TABLE blind_code NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE blind_code DISABLE TRIGGER blind_code_image;
      ALTER TABLE blind_code DISABLE TRIGGER blind_code_kept;
      DELETE FROM blind_code WHERE audit_id IS NOT NULL;
      ALTER TABLE blind_code ENABLE ALWAYS TRIGGER blind_code_kept;
      ALTER TABLE blind_code ENABLE ALWAYS TRIGGER blind_code_image;
      ALTER TABLE blind_code FORCE ROW LEVEL SECURITY;
      DROP INDEX blind_code_by_audit;
      ALTER TABLE blind_code
        DROP CONSTRAINT blind_code_audit_assignment,
        DROP CONSTRAINT blind_code_is_of_a_session_or_an_audit,
        DROP CONSTRAINT blind_code_pkey;
      ALTER TABLE blind_code DROP COLUMN audit_id;
      ALTER TABLE blind_code ALTER COLUMN session_id SET NOT NULL;
      ALTER TABLE blind_code
        ADD CONSTRAINT blind_code_pkey PRIMARY KEY (taxonomy_id, session_id, coder_id, item_id, content, revision);
    `);
  }
}
