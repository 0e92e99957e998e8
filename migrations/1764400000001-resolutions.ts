import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The codes by which it is said how a contact was resolved, and from when to when each may be used. */
export class Resolutions1764400000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE resolution (
        id uuid CONSTRAINT resolution_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT resolution_taxonomy REFERENCES taxonomy (id),
        code text NOT NULL,
        labels jsonb NOT NULL,
        valid_from timestamptz,
        valid_until timestamptz,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT resolution_of_its_taxonomy UNIQUE (taxonomy_id, id),
        CONSTRAINT resolution_code_unique UNIQUE (taxonomy_id, code),
        CONSTRAINT resolution_valid_for_a_while CHECK (valid_from < valid_until)
      );

      CREATE TRIGGER resolution_image AFTER INSERT OR UPDATE OR DELETE ON resolution
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE resolution ENABLE ALWAYS TRIGGER resolution_image;
      CREATE TRIGGER resolution_never_emptied BEFORE TRUNCATE ON resolution EXECUTE FUNCTION deny_change();
      ALTER TABLE resolution ENABLE ALWAYS TRIGGER resolution_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE resolution`);
  }
}
