import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Contacts counted as figures ask for them, so that a figure reads as many rows as there are codes and not as many as there
 * are contacts. A cube counts by some of the columns, and leaves the others null; what is null in a contact is null here,
 * and counted as one value. Rows of the same codes add up: a small change is a few rows more, and a month is counted anew
 * when much of it has changed. Until then it stands as not counted, and is read from the contacts themselves.
 */
export class UsageCounts1764500000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE usage_count (
        taxonomy_id uuid NOT NULL,
        cube text NOT NULL CONSTRAINT usage_count_cube_known
          CHECK (cube IN ('DAILY', 'MIX', 'RESOLUTION', 'RESOLUTION_MIX', 'CODER', 'RECODING')),
        starts_on date NOT NULL,
        reason_id uuid,
        version integer,
        channel text,
        department_id uuid,
        segment text,
        resolution_id uuid,
        coder_id uuid,
        initial_reason_id uuid,
        initial_version integer,
        contacts integer NOT NULL
      );
      CREATE INDEX usage_count_by_cube ON usage_count (taxonomy_id, cube, starts_on);

      CREATE TABLE unmapped_count (
        taxonomy_id uuid NOT NULL,
        day date NOT NULL,
        field text NOT NULL,
        value text NOT NULL,
        contacts integer NOT NULL
      );
      CREATE INDEX unmapped_count_by_day ON unmapped_count (taxonomy_id, day);

      CREATE TABLE usage_month (
        taxonomy_id uuid NOT NULL CONSTRAINT usage_month_taxonomy REFERENCES taxonomy (id),
        month date NOT NULL CONSTRAINT usage_month_starts_on_its_first CHECK (extract(day FROM month) = 1),
        counted boolean NOT NULL,
        loose integer NOT NULL,
        CONSTRAINT usage_month_pkey PRIMARY KEY (taxonomy_id, month)
      );

      CREATE TABLE usage_ledger (
        taxonomy_id uuid CONSTRAINT usage_ledger_pkey PRIMARY KEY
          CONSTRAINT usage_ledger_taxonomy REFERENCES taxonomy (id),
        counted_at timestamptz NOT NULL
      );

      INSERT INTO usage_month (taxonomy_id, month, counted, loose)
        SELECT DISTINCT taxonomy_id, date_trunc('month', day::timestamp)::date, false, 0 FROM contact;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE usage_ledger, usage_month, unmapped_count, usage_count`);
  }
}
