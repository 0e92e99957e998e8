import type { MigrationInterface, QueryRunner } from 'typeorm';

/*
 * Of one channel and one segment few of the counts of all combinations are asked for, and there are more combinations the more
 * contacts there are: they are looked up, and the others are not read.
 */
export class CountsOfOneChannelAndSegment1765850000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX usage_count_by_channel_and_segment ON usage_count (taxonomy_id, cube, channel, segment, starts_on)
        WHERE cube IN ('MIX', 'RESOLUTION_MIX')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX usage_count_by_channel_and_segment`);
  }
}
