import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rows of the same codes add up: a small change is a few rows more, and a month is counted anew when much of it has changed.
 * Until then it stands as not counted, and is read from the contacts themselves; so do all that are there already.
 */
export class CountsAddUp1764500000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_count DROP CONSTRAINT usage_count_once;
      ALTER TABLE unmapped_count DROP CONSTRAINT unmapped_count_pkey;
      CREATE INDEX usage_count_by_cube ON usage_count (taxonomy_id, cube, starts_on);
      CREATE INDEX unmapped_count_by_day ON unmapped_count (taxonomy_id, day);

      CREATE TABLE usage_month (
        taxonomy_id uuid NOT NULL CONSTRAINT usage_month_taxonomy REFERENCES taxonomy (id),
        month date NOT NULL CONSTRAINT usage_month_starts_on_its_first CHECK (extract(day FROM month) = 1),
        counted boolean NOT NULL,
        loose integer NOT NULL,
        CONSTRAINT usage_month_pkey PRIMARY KEY (taxonomy_id, month)
      );
      INSERT INTO usage_month (taxonomy_id, month, counted, loose)
        SELECT DISTINCT taxonomy_id, date_trunc('month', day::timestamp)::date, false, 0 FROM contact;
    `);
  }

  /** What is not counted by month could not be told any more: all is to be counted anew by whoever goes on from there. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE usage_month;
      DROP INDEX usage_count_by_cube, unmapped_count_by_day;
      TRUNCATE usage_count, unmapped_count;
      ALTER TABLE usage_count ADD CONSTRAINT usage_count_once UNIQUE NULLS NOT DISTINCT (taxonomy_id, cube, starts_on,
        reason_id, version, channel, department_id, segment, resolution_id, coder_id, initial_reason_id, initial_version);
      ALTER TABLE unmapped_count ADD CONSTRAINT unmapped_count_pkey PRIMARY KEY (taxonomy_id, day, field, value);
    `);
  }
}
