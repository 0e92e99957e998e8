import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Contacts counted as figures ask for them, so that a figure reads as many rows as there are codes and not as many as there
 * are contacts. A cube counts by some of the columns, and leaves the others null. What is null in a contact is null here,
 * and counted as one value.
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
        contacts integer NOT NULL,
        CONSTRAINT usage_count_once UNIQUE NULLS NOT DISTINCT (taxonomy_id, cube, starts_on, reason_id, version, channel,
          department_id, segment, resolution_id, coder_id, initial_reason_id, initial_version)
      );

      CREATE TABLE unmapped_count (
        taxonomy_id uuid NOT NULL,
        day date NOT NULL,
        field text NOT NULL,
        value text NOT NULL,
        contacts integer NOT NULL,
        CONSTRAINT unmapped_count_pkey PRIMARY KEY (taxonomy_id, day, field, value)
      );

      CREATE TABLE usage_ledger (
        taxonomy_id uuid CONSTRAINT usage_ledger_pkey PRIMARY KEY
          CONSTRAINT usage_ledger_taxonomy REFERENCES taxonomy (id),
        counted_at timestamptz NOT NULL
      );

      INSERT INTO usage_count (taxonomy_id, cube, starts_on, channel, contacts)
        SELECT c.taxonomy_id, cube.name, CASE cube.name WHEN 'DAILY' THEN c.day ELSE date_trunc('month', c.day)::date END,
          CASE WHEN cube.name <> 'RESOLUTION' THEN c.channel END, count(*)
        FROM contact c, unnest(ARRAY['DAILY', 'MIX', 'RESOLUTION', 'RESOLUTION_MIX', 'CODER']) AS cube (name)
        GROUP BY 1, 2, 3, 4;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE usage_ledger, unmapped_count, usage_count`);
  }
}
