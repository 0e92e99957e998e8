import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Codes and their salts, alone in a table of which each row is seen by whoever gave it, and by others once its session
 * is revealed. A reader says who it is for the length of its transaction; who says nothing sees nothing. It is forced,
 * so that it holds where the role of the service and the owner of the tables are one.
 */
export class BlindCodes1764000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE blind_code (
        taxonomy_id uuid NOT NULL,
        session_id uuid NOT NULL,
        coder_id uuid NOT NULL,
        item_id uuid NOT NULL,
        content integer NOT NULL,
        revision integer NOT NULL,
        coded_by uuid NOT NULL CONSTRAINT blind_code_actor REFERENCES actor (id),
        code text NOT NULL,
        salt text NOT NULL,
        CONSTRAINT blind_code_pkey PRIMARY KEY (taxonomy_id, session_id, coder_id, item_id, content, revision),
        CONSTRAINT blind_code_assignment FOREIGN KEY (taxonomy_id, session_id, coder_id, item_id, content)
          REFERENCES assignment (taxonomy_id, session_id, coder_id, item_id, content)
      );
      CREATE INDEX blind_code_by_item ON blind_code (item_id);
      CREATE INDEX blind_code_by_session ON blind_code (session_id);

      ALTER TABLE blind_code ENABLE ROW LEVEL SECURITY;
      ALTER TABLE blind_code FORCE ROW LEVEL SECURITY;
      CREATE POLICY blind_code_own ON blind_code FOR SELECT USING (
        blind_code.coded_by = nullif(current_setting('concordance.actor', true), '')::uuid);
      CREATE POLICY blind_code_revealed ON blind_code FOR SELECT USING (
        (SELECT s.state FROM calibration_session s WHERE s.id = blind_code.session_id) IN ('REVEALED', 'CLOSED'));
      CREATE POLICY blind_code_given ON blind_code FOR INSERT WITH CHECK (
        blind_code.coded_by = nullif(current_setting('concordance.actor', true), '')::uuid
        AND (SELECT s.state FROM calibration_session s WHERE s.id = blind_code.session_id) = 'OPEN');

      CREATE TRIGGER blind_code_image AFTER INSERT OR UPDATE OR DELETE ON blind_code
        FOR EACH ROW EXECUTE FUNCTION record_row_image('code');
      CREATE TRIGGER blind_code_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON blind_code EXECUTE FUNCTION deny_change();
      ALTER TABLE blind_code ENABLE ALWAYS TRIGGER blind_code_image;
      ALTER TABLE blind_code ENABLE ALWAYS TRIGGER blind_code_kept;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE blind_code`);
  }
}
