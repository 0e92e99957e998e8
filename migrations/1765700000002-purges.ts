import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Purges, and how far each is. A month is marked before the first of its contacts goes: from then on its counts stand for
 * themselves, and are never made of the contacts again.
 */
export class Purges1765700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE usage_month ADD COLUMN purged_at timestamptz,
        ADD CONSTRAINT usage_month_purged_is_counted CHECK (counted OR purged_at IS NULL);

      CREATE TABLE purge_job (
        id uuid CONSTRAINT purge_job_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT purge_job_taxonomy REFERENCES taxonomy (id),
        kept_from date NOT NULL,
        started_by uuid NOT NULL CONSTRAINT purge_job_started_by REFERENCES actor (id),
        started_at timestamptz NOT NULL,
        progressed_at timestamptz NOT NULL,
        finished_at timestamptz,
        due integer NOT NULL,
        contacts integer NOT NULL,
        excerpts integer NOT NULL,
        codings integer NOT NULL,
        rejections integer NOT NULL,
        held integer,
        in_use integer,
        CONSTRAINT purge_job_tells_at_its_end_what_is_left
          CHECK ((finished_at IS NULL) = (held IS NULL) AND (finished_at IS NULL) = (in_use IS NULL))
      );
      CREATE INDEX purge_job_by_taxonomy ON purge_job (taxonomy_id, id DESC);
      CREATE UNIQUE INDEX purge_job_unfinished_once ON purge_job (taxonomy_id) WHERE finished_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE purge_job;
      ALTER TABLE usage_month DROP CONSTRAINT usage_month_purged_is_counted, DROP COLUMN purged_at;
    `);
  }
}
