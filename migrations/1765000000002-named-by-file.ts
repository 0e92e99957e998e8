import type { MigrationInterface, QueryRunner } from 'typeorm';

/* A file that names a contact twice, each time otherwise, is told from one that corrects what an earlier file said. */
export class NamedByFile1765000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contact_identity ADD COLUMN job_id uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE contact_identity DROP COLUMN job_id`);
  }
}
