import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Findings that a steward lets pass for a while: of one rule, in one content or in a subtree of a taxonomy. */
export class Waivers1764750000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE waiver (
        id uuid CONSTRAINT waiver_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT waiver_taxonomy REFERENCES taxonomy (id),
        rule text NOT NULL,
        draft_id uuid CONSTRAINT waiver_draft REFERENCES draft (id),
        reason_id uuid CONSTRAINT waiver_reason REFERENCES reason (id),
        because text NOT NULL,
        expires_at timestamptz NOT NULL,
        granted_by uuid NOT NULL CONSTRAINT waiver_granted_by REFERENCES actor (id),
        granted_at timestamptz NOT NULL,
        revoked_by uuid CONSTRAINT waiver_revoked_by REFERENCES actor (id),
        revoked_at timestamptz,
        revoked_because text,
        CONSTRAINT waiver_of_something CHECK (draft_id IS NOT NULL OR reason_id IS NOT NULL),
        CONSTRAINT waiver_for_a_while CHECK (granted_at < expires_at),
        CONSTRAINT waiver_revoked_by_somebody
          CHECK (num_nulls(revoked_by, revoked_at, revoked_because) IN (0, 3))
      );
      CREATE INDEX waiver_of_taxonomy ON waiver (taxonomy_id, id);

      CREATE TRIGGER waiver_image AFTER INSERT OR UPDATE OR DELETE ON waiver
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE waiver ENABLE ALWAYS TRIGGER waiver_image;
      CREATE TRIGGER waiver_never_emptied BEFORE TRUNCATE ON waiver EXECUTE FUNCTION deny_change();
      ALTER TABLE waiver ENABLE ALWAYS TRIGGER waiver_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE waiver`);
  }
}
