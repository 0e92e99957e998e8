import type { MigrationInterface, QueryRunner } from 'typeorm';

/* An audit can be of contacts that were coded in a pilot, whose content is no version yet: it names the number below zero. */
export class AuditsInPilots1765800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit ALTER COLUMN version_id DROP NOT NULL;
      ALTER TABLE audit ADD CONSTRAINT audit_in_version_or_pilot CHECK ((version > 0) = (version_id IS NOT NULL));
    `);
  }

  /** With audits in pilots there is no way back: they would be of no version. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit DROP CONSTRAINT audit_in_version_or_pilot;
      ALTER TABLE audit ALTER COLUMN version_id SET NOT NULL;
    `);
  }
}
