import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Approvals of departments for their part of a draft, and comments on its reasons. */
export class DepartmentReview1764100000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE approval
        ADD COLUMN department_id uuid CONSTRAINT approval_department REFERENCES department (id),
        ADD COLUMN covers jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE approval ALTER COLUMN covers DROP DEFAULT;

      CREATE TABLE draft_comment (
        id uuid CONSTRAINT draft_comment_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL,
        draft_id uuid NOT NULL CONSTRAINT draft_comment_draft REFERENCES draft (id),
        head integer NOT NULL,
        reason_id uuid CONSTRAINT draft_comment_reason REFERENCES reason (id),
        actor_id uuid NOT NULL CONSTRAINT draft_comment_actor REFERENCES actor (id),
        text text NOT NULL,
        recorded_at timestamptz NOT NULL
      );
      CREATE INDEX draft_comment_by_draft ON draft_comment (draft_id, id);
      CREATE TRIGGER draft_comment_image AFTER INSERT OR UPDATE OR DELETE ON draft_comment
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE draft_comment ENABLE ALWAYS TRIGGER draft_comment_image;
      CREATE TRIGGER draft_comment_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON draft_comment
        EXECUTE FUNCTION deny_change();
      ALTER TABLE draft_comment ENABLE ALWAYS TRIGGER draft_comment_kept;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE draft_comment;
      ALTER TABLE approval DROP COLUMN covers, DROP COLUMN department_id;
    `);
  }
}
