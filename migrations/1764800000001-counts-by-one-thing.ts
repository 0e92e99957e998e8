import type { MigrationInterface, QueryRunner } from 'typeorm';

/*
 * Counts by one thing beside the reason: what is asked for most is read from few rows, however many combinations of
 * everything occur. They are sums of the counts that are kept already.
 */
export class CountsByOneThing1764800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_cube_known;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_cube_known CHECK (cube IN ('DAYS', 'CHANNEL', 'DEPARTMENT', 'SEGMENT',
        'RESOLUTION', 'CODER', 'MIX', 'RESOLUTION_MIX', 'RECODING', 'DAILY'));
      ${summed('CHANNEL', 'channel', 'MIX')}
      ${summed('DEPARTMENT', 'department_id', 'MIX')}
      ${summed('SEGMENT', 'segment', 'MIX')}
      ${summed('DAYS', null, 'DAILY')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM usage_count WHERE cube IN ('DAYS', 'CHANNEL', 'DEPARTMENT', 'SEGMENT');
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_cube_known;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_cube_known
        CHECK (cube IN ('DAILY', 'MIX', 'RESOLUTION', 'RESOLUTION_MIX', 'CODER', 'RECODING'));
    `);
  }
}

function summed(cube: string, column: string | null, within: string): string {
  const columns = [
    'taxonomy_id',
    'starts_on',
    'reason_id',
    'version',
    ...(column === null ? [] : [column]),
  ].join(', ');
  return `INSERT INTO usage_count (cube, ${columns}, contacts)
        SELECT '${cube}', ${columns}, sum(contacts) FROM usage_count WHERE cube = '${within}'
        GROUP BY ${columns} HAVING sum(contacts) <> 0;`;
}
