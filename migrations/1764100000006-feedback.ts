import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What coders report of the list, and what became of it. */
export class Feedback1764100000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE feedback (
        id uuid CONSTRAINT feedback_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT feedback_taxonomy REFERENCES taxonomy (id),
        kind text NOT NULL CONSTRAINT feedback_kind_known
          CHECK (kind IN ('MISSING', 'AMBIGUOUS', 'DUPLICATE', 'MISLABELLED')),
        reason_id uuid CONSTRAINT feedback_reason REFERENCES reason (id),
        text text NOT NULL,
        state text NOT NULL CONSTRAINT feedback_state_known
          CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'DUPLICATE_OF')),
        reported_by uuid NOT NULL CONSTRAINT feedback_reported_by REFERENCES actor (id),
        reported_at timestamptz NOT NULL,
        decided_by uuid CONSTRAINT feedback_decided_by REFERENCES actor (id),
        decided_at timestamptz,
        decision_note text,
        duplicate_of uuid CONSTRAINT feedback_duplicate_of REFERENCES feedback (id),
        draft_id uuid CONSTRAINT feedback_draft REFERENCES draft (id),
        draft_head integer,
        CONSTRAINT feedback_about_a_reason_unless_missing CHECK (reason_id IS NOT NULL OR kind = 'MISSING'),
        CONSTRAINT feedback_decided_by_somebody CHECK ((state = 'OPEN') = (decided_at IS NULL)),
        CONSTRAINT feedback_duplicate_names_the_other CHECK ((state = 'DUPLICATE_OF') = (duplicate_of IS NOT NULL)),
        CONSTRAINT feedback_answered_by_an_operation CHECK ((draft_id IS NULL) = (draft_head IS NULL))
      );
      CREATE INDEX feedback_by_taxonomy ON feedback (taxonomy_id, id DESC);
      CREATE INDEX feedback_by_reporter ON feedback (reported_by, id DESC);

      CREATE TRIGGER feedback_image AFTER INSERT OR UPDATE OR DELETE ON feedback
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE feedback ENABLE ALWAYS TRIGGER feedback_image;
      CREATE TRIGGER feedback_never_emptied BEFORE TRUNCATE ON feedback EXECUTE FUNCTION deny_change();
      ALTER TABLE feedback ENABLE ALWAYS TRIGGER feedback_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE feedback`);
  }
}
