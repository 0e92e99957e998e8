import type { MigrationInterface, QueryRunner } from 'typeorm';

/* The commonest recodings are asked for without channel, department and segment: then they are few rows. */
export class RecodingsByReasonAlone1765000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_cube_known;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_cube_known CHECK (cube IN ('DAYS', 'CHANNEL', 'DEPARTMENT', 'SEGMENT',
        'RESOLUTION', 'CODER', 'RECODED', 'MIX', 'RESOLUTION_MIX', 'RECODING', 'DAILY'));
      INSERT INTO usage_count (cube, ${columns}, contacts)
        SELECT 'RECODED', ${columns}, sum(contacts) FROM usage_count WHERE cube = 'RECODING'
        GROUP BY ${columns} HAVING sum(contacts) <> 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM usage_count WHERE cube = 'RECODED';
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_cube_known;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_cube_known CHECK (cube IN ('DAYS', 'CHANNEL', 'DEPARTMENT', 'SEGMENT',
        'RESOLUTION', 'CODER', 'MIX', 'RESOLUTION_MIX', 'RECODING', 'DAILY'));
    `);
  }
}

const columns = 'taxonomy_id, starts_on, reason_id, version, initial_reason_id, initial_version';
