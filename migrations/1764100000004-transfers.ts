import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers to hand reasons over from one department to another. */
export class Transfers1764100000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE transfer (
        id uuid CONSTRAINT transfer_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL,
        from_department_id uuid NOT NULL,
        to_department_id uuid NOT NULL,
        effective_from timestamptz NOT NULL,
        note text,
        state text NOT NULL CONSTRAINT transfer_state_known
          CHECK (state IN ('PENDING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
        offered_by uuid NOT NULL CONSTRAINT transfer_offered_by REFERENCES actor (id),
        offered_at timestamptz NOT NULL,
        decided_by uuid CONSTRAINT transfer_decided_by REFERENCES actor (id),
        decided_at timestamptz,
        decision_note text,
        CONSTRAINT transfer_from FOREIGN KEY (taxonomy_id, from_department_id) REFERENCES department (taxonomy_id, id),
        CONSTRAINT transfer_to FOREIGN KEY (taxonomy_id, to_department_id) REFERENCES department (taxonomy_id, id),
        CONSTRAINT transfer_to_another CHECK (from_department_id <> to_department_id),
        CONSTRAINT transfer_decided_by_somebody CHECK ((state = 'PENDING') = (decided_at IS NULL))
      );
      CREATE INDEX transfer_by_taxonomy ON transfer (taxonomy_id, id DESC);

      CREATE TABLE transfer_reason (
        transfer_id uuid NOT NULL CONSTRAINT transfer_reason_transfer REFERENCES transfer (id),
        reason_id uuid NOT NULL CONSTRAINT transfer_reason_reason REFERENCES reason (id),
        role text NOT NULL,
        CONSTRAINT transfer_reason_pkey PRIMARY KEY (transfer_id, reason_id, role)
      );

      CREATE TRIGGER transfer_image AFTER INSERT OR UPDATE OR DELETE ON transfer
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_image;
      CREATE TRIGGER transfer_never_emptied BEFORE TRUNCATE ON transfer EXECUTE FUNCTION deny_change();
      ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_never_emptied;
      CREATE TRIGGER transfer_reason_image AFTER INSERT OR UPDATE OR DELETE ON transfer_reason
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE transfer_reason ENABLE ALWAYS TRIGGER transfer_reason_image;
      CREATE TRIGGER transfer_reason_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer_reason
        EXECUTE FUNCTION deny_change();
      ALTER TABLE transfer_reason ENABLE ALWAYS TRIGGER transfer_reason_kept;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE transfer_reason, transfer`);
  }
}
