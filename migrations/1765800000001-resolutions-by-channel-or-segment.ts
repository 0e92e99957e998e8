import type { MigrationInterface, QueryRunner } from 'typeorm';

/*
 * Whether a reason is resolved in one way here and in another there is asked by channel alone and by segment alone: that was
 * read from the largest counts of all. These are sums of them, so that they are there also of months whose contacts are not.
 */
export class ResolutionsByChannelOrSegment1765800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_cube_known;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_cube_known CHECK (cube IN (${known},
        'RESOLUTION_CHANNEL', 'RESOLUTION_SEGMENT'));
      ${summed('RESOLUTION_CHANNEL', 'channel')}
      ${summed('RESOLUTION_SEGMENT', 'segment')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM usage_count WHERE cube IN ('RESOLUTION_CHANNEL', 'RESOLUTION_SEGMENT');
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_cube_known;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_cube_known CHECK (cube IN (${known}));
    `);
  }
}

const known = `'DAYS', 'CHANNEL', 'DEPARTMENT', 'SEGMENT', 'RESOLUTION', 'CODER', 'RECODED', 'MIX', 'RESOLUTION_MIX',
        'RECODING', 'DAILY', 'HANDLING', 'HANDLING_CHANNEL', 'QUALITY', 'QUALITY_CHANNEL'`;

function summed(cube: string, column: string): string {
  const columns = `taxonomy_id, starts_on, reason_id, version, resolution_id, ${column}`;
  return `INSERT INTO usage_count (cube, ${columns}, contacts)
        SELECT '${cube}', ${columns}, sum(contacts) FROM usage_count WHERE cube = 'RESOLUTION_MIX'
        GROUP BY ${columns} HAVING sum(contacts) <> 0;`;
}
