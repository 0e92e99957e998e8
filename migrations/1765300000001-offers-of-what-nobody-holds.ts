import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reason that nobody answers for is offered by no department: whoever is offered it still says yes or no. */
export class OffersOfWhatNobodyHolds1765300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE transfer ALTER COLUMN from_department_id DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE transfer DISABLE TRIGGER transfer_image;
      ALTER TABLE transfer_reason DISABLE TRIGGER transfer_reason_image;
      ALTER TABLE transfer_reason DISABLE TRIGGER transfer_reason_kept;
      DELETE FROM transfer_reason WHERE transfer_id IN (SELECT id FROM transfer WHERE from_department_id IS NULL);
      DELETE FROM transfer WHERE from_department_id IS NULL;
      ALTER TABLE transfer_reason ENABLE ALWAYS TRIGGER transfer_reason_kept;
      ALTER TABLE transfer_reason ENABLE ALWAYS TRIGGER transfer_reason_image;
      ALTER TABLE transfer ENABLE ALWAYS TRIGGER transfer_image;
      ALTER TABLE transfer ALTER COLUMN from_department_id SET NOT NULL;
    `);
  }
}
