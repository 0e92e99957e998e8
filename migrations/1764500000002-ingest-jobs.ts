import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of contacts on their way in: how far each is, what became of its rows, and which could not be taken. */
export class IngestJobs1764500000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ingest_job (
        id uuid CONSTRAINT ingest_job_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT ingest_job_taxonomy REFERENCES taxonomy (id),
        file_name text,
        file_digest text,
        mapping_digest text NOT NULL,
        state text NOT NULL CONSTRAINT ingest_job_state_known
          CHECK (state IN ('RUNNING', 'INTERRUPTED', 'REFUSED', 'FINISHED')),
        failure text,
        started_by uuid NOT NULL CONSTRAINT ingest_job_started_by REFERENCES actor (id),
        started_at timestamptz NOT NULL,
        progressed_at timestamptz NOT NULL,
        finished_at timestamptz,
        rows integer NOT NULL,
        added integer NOT NULL,
        corrected integer NOT NULL,
        unchanged integer NOT NULL,
        rejected integer NOT NULL,
        unmapped integer NOT NULL,
        CONSTRAINT ingest_job_accounts_for_its_rows CHECK (rows = added + corrected + unchanged + rejected),
        CONSTRAINT ingest_job_finished_at_its_end CHECK ((finished_at IS NOT NULL) = (state IN ('FINISHED', 'REFUSED')))
      );
      CREATE INDEX ingest_job_by_taxonomy ON ingest_job (taxonomy_id, id DESC);
      CREATE UNIQUE INDEX ingest_job_unfinished_once ON ingest_job (taxonomy_id, file_digest, mapping_digest)
        WHERE finished_at IS NULL;

      CREATE TABLE ingest_rejection (
        taxonomy_id uuid NOT NULL,
        job_id uuid NOT NULL,
        line bigint NOT NULL,
        ordinal integer NOT NULL,
        recorded_at timestamptz NOT NULL,
        field text,
        column_name text,
        code text NOT NULL,
        observed text,
        expected text NOT NULL,
        CONSTRAINT ingest_rejection_pkey PRIMARY KEY (taxonomy_id, job_id, line, ordinal)
      );
      CREATE INDEX ingest_rejection_by_time ON ingest_rejection (taxonomy_id, recorded_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ingest_rejection, ingest_job`);
  }
}
