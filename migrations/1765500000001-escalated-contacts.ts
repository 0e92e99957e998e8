import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a contact was handed on to somebody who may do more. Of contacts that are there it is not known. */
export class EscalatedContacts1765500000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contact ADD COLUMN escalated boolean`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contact DROP COLUMN escalated`);
  }
}
