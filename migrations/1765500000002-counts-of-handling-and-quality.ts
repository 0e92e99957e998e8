import type { MigrationInterface, QueryRunner } from 'typeorm';

/*
 * How long contacts took and how they went, counted with the rest: so a figure of years is read from few rows, and is still
 * there when the contacts are not. Handle times are counted in bands, with the seconds added up beside; the limits are those
 * that the service counts by, and stay what they are.
 */
export class CountsOfHandlingAndQuality1765500000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_cube_known;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_cube_known CHECK (cube IN ('DAYS', 'CHANNEL', 'DEPARTMENT', 'SEGMENT',
        'RESOLUTION', 'CODER', 'RECODED', 'MIX', 'RESOLUTION_MIX', 'RECODING', 'DAILY', 'HANDLING', 'HANDLING_CHANNEL',
        'QUALITY', 'QUALITY_CHANNEL'));
      ALTER TABLE usage_count ADD COLUMN handling integer, ADD COLUMN satisfaction integer, ADD COLUMN sentiment text,
        ADD COLUMN escalated boolean, ADD COLUMN first_contact_resolved boolean, ADD COLUMN seconds bigint;
      ${counted('HANDLING_CHANNEL', `channel, ${band}`, 'channel, handling')}
      ${counted('QUALITY_CHANNEL', `channel, ${quality}`, `channel, ${quality}`)}
      ${summed('HANDLING', 'handling', 'HANDLING_CHANNEL')}
      ${summed('QUALITY', quality, 'QUALITY_CHANNEL')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM usage_count WHERE cube IN ('HANDLING', 'HANDLING_CHANNEL', 'QUALITY', 'QUALITY_CHANNEL');
      ALTER TABLE usage_count DROP COLUMN handling, DROP COLUMN satisfaction, DROP COLUMN sentiment,
        DROP COLUMN escalated, DROP COLUMN first_contact_resolved, DROP COLUMN seconds;
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_cube_known;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_cube_known CHECK (cube IN ('DAYS', 'CHANNEL', 'DEPARTMENT', 'SEGMENT',
        'RESOLUTION', 'CODER', 'RECODED', 'MIX', 'RESOLUTION_MIX', 'RECODING', 'DAILY'));
    `);
  }
}

const steps = (from: number, until: number, by: number): readonly number[] =>
  Array.from({ length: Math.round((until - from) / by) }, (_, at) => from + at * by);

const limits = [
  ...steps(0, 300, 10),
  ...steps(300, 900, 30),
  ...steps(900, 1_800, 60),
  ...steps(1_800, 7_200, 300),
  ...steps(7_200, 28_800, 1_800),
  ...steps(28_800, 86_400, 7_200),
  ...[1, 2, 3, 5, 7, 14, 30, 90].map((days) => days * 86_400),
];
const band = `width_bucket(handle_seconds, ARRAY[${limits.join(', ')}]) AS handling`;
const quality = 'satisfaction, sentiment, escalated, first_contact_resolved';

/** Of the months that are counted; the others are read from their contacts until they are. */
const counted = (cube: string, selected: string, columns: string): string => `
      INSERT INTO usage_count (cube, taxonomy_id, starts_on, reason_id, version, ${columns}, contacts, seconds)
        SELECT '${cube}', c.taxonomy_id, u.month, reason_id, version, ${selected}, count(*),
          ${cube.startsWith('HANDLING') ? 'coalesce(sum(handle_seconds), 0)' : 'NULL::bigint'}
        FROM contact c JOIN usage_month u
          ON u.taxonomy_id = c.taxonomy_id AND u.counted AND u.month = date_trunc('month', c.day::timestamp)::date
        GROUP BY c.taxonomy_id, u.month, reason_id, version, ${columns};`;

const summed = (cube: string, columns: string, within: string): string => `
      INSERT INTO usage_count (cube, taxonomy_id, starts_on, reason_id, version, ${columns}, contacts, seconds)
        SELECT '${cube}', taxonomy_id, starts_on, reason_id, version, ${columns}, sum(contacts), sum(seconds)
        FROM usage_count WHERE cube = '${within}' GROUP BY taxonomy_id, starts_on, reason_id, version, ${columns};`;
