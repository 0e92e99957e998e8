import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What contacts were coded as is found by the contacts, where somebody codes them again and is told nothing of them. */
export class DoubleCodingsByContact1765600000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX double_coding_by_contact ON double_coding (taxonomy_id, contact_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX double_coding_by_contact`);
  }
}
