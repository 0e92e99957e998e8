import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which department answers for which reason, when, and as known when: a record is closed and never changed or deleted. */
export class Ownership1764100000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reason_assignment (
        id uuid CONSTRAINT reason_assignment_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL,
        reason_id uuid NOT NULL CONSTRAINT reason_assignment_reason REFERENCES reason (id),
        role text NOT NULL CONSTRAINT reason_assignment_role_known
          CHECK (role IN ('ACCOUNTABLE', 'RESPONSIBLE', 'CONSULTED', 'INFORMED')),
        department_id uuid NOT NULL,
        draft_id uuid CONSTRAINT reason_assignment_draft REFERENCES draft (id),
        valid_from timestamptz,
        valid_until timestamptz,
        recorded_from timestamptz NOT NULL,
        recorded_until timestamptz,
        because text NOT NULL,
        CONSTRAINT reason_assignment_department FOREIGN KEY (taxonomy_id, department_id)
          REFERENCES department (taxonomy_id, id),
        CONSTRAINT reason_assignment_starts_with_a_moment_or_a_draft
          CHECK ((valid_from IS NULL) = (draft_id IS NOT NULL)),
        CONSTRAINT reason_assignment_ends_after_it_starts CHECK (valid_until > valid_from),
        CONSTRAINT reason_assignment_closed_after_it_was_recorded CHECK (recorded_until >= recorded_from)
      );
      CREATE INDEX reason_assignment_by_reason ON reason_assignment (taxonomy_id, reason_id);
      CREATE INDEX reason_assignment_by_department ON reason_assignment (taxonomy_id, department_id)
        WHERE recorded_until IS NULL;
      CREATE INDEX reason_assignment_by_draft ON reason_assignment (draft_id) WHERE draft_id IS NOT NULL;
      CREATE UNIQUE INDEX reason_assignment_one_accountable_from ON reason_assignment
        (taxonomy_id, reason_id, valid_from) WHERE role = 'ACCOUNTABLE' AND recorded_until IS NULL AND draft_id IS NULL;
      CREATE UNIQUE INDEX reason_assignment_one_accountable_to_come ON reason_assignment
        (taxonomy_id, reason_id) WHERE role = 'ACCOUNTABLE' AND recorded_until IS NULL AND valid_until IS NULL;

      CREATE TRIGGER reason_assignment_image AFTER INSERT OR UPDATE OR DELETE ON reason_assignment
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE reason_assignment ENABLE ALWAYS TRIGGER reason_assignment_image;
      CREATE TRIGGER reason_assignment_never_emptied BEFORE DELETE OR TRUNCATE ON reason_assignment
        EXECUTE FUNCTION deny_change();
      ALTER TABLE reason_assignment ENABLE ALWAYS TRIGGER reason_assignment_never_emptied;

      CREATE FUNCTION only_close_record() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.recorded_until IS NOT NULL OR NEW.recorded_until IS NULL
           OR to_jsonb(OLD) - 'recorded_until' IS DISTINCT FROM to_jsonb(NEW) - 'recorded_until' THEN
          RAISE EXCEPTION 'UPDATE of % is refused: a record is closed once and otherwise kept', TG_TABLE_NAME
            USING ERRCODE = 'CC002';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER reason_assignment_only_closed BEFORE UPDATE ON reason_assignment
        FOR EACH ROW EXECUTE FUNCTION only_close_record();
      ALTER TABLE reason_assignment ENABLE ALWAYS TRIGGER reason_assignment_only_closed;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE reason_assignment;
      DROP FUNCTION only_close_record();
    `);
  }
}
