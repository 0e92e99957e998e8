import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Campaigns in which departments confirm again what they answer for. */
export class Attestations1764100000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attestation (
        id uuid CONSTRAINT attestation_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT attestation_taxonomy REFERENCES taxonomy (id),
        title text NOT NULL,
        due_at timestamptz NOT NULL,
        department_id uuid,
        opened_by uuid NOT NULL CONSTRAINT attestation_opened_by REFERENCES actor (id),
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        CONSTRAINT attestation_department FOREIGN KEY (taxonomy_id, department_id) REFERENCES department (taxonomy_id, id)
      );
      CREATE INDEX attestation_by_taxonomy ON attestation (taxonomy_id, id DESC);

      CREATE TABLE attestation_item (
        attestation_id uuid NOT NULL CONSTRAINT attestation_item_attestation REFERENCES attestation (id),
        reason_id uuid NOT NULL CONSTRAINT attestation_item_reason REFERENCES reason (id),
        department_id uuid NOT NULL CONSTRAINT attestation_item_department REFERENCES department (id),
        answer text CONSTRAINT attestation_item_answer_known
          CHECK (answer IN ('CONFIRM', 'PROPOSE_CHANGE', 'HAND_OVER')),
        note text,
        draft_id uuid CONSTRAINT attestation_item_draft REFERENCES draft (id),
        transfer_id uuid CONSTRAINT attestation_item_transfer REFERENCES transfer (id),
        answered_by uuid CONSTRAINT attestation_item_answered_by REFERENCES actor (id),
        answered_at timestamptz,
        CONSTRAINT attestation_item_pkey PRIMARY KEY (attestation_id, department_id, reason_id),
        CONSTRAINT attestation_item_answered_by_somebody CHECK ((answer IS NULL) = (answered_at IS NULL))
      );

      ${guarded('attestation')}
      ${guarded('attestation_item')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE attestation_item, attestation`);
  }
}

const guarded = (table: string): string => `
      CREATE TRIGGER ${table}_image AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_image;
      CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION deny_change();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_never_emptied;`;
