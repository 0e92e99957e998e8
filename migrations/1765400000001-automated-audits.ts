import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Automated audits: what is checked when, what each run saw, and findings that runs file in the list of those of audits. */
export class AutomatedAudits1765400000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(checks);
    await runner.query(findings);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit_finding DISABLE TRIGGER audit_finding_image;
      ALTER TABLE audit_follow_up DISABLE TRIGGER audit_follow_up_image;
      ALTER TABLE audit_follow_up DISABLE TRIGGER audit_follow_up_kept;
      DELETE FROM audit_follow_up f USING audit_finding g WHERE g.id = f.finding_id AND g.audit_id IS NULL;
      DELETE FROM audit_finding WHERE audit_id IS NULL;
      ALTER TABLE audit_finding ENABLE ALWAYS TRIGGER audit_finding_image;
      ALTER TABLE audit_follow_up ENABLE ALWAYS TRIGGER audit_follow_up_image;
      ALTER TABLE audit_follow_up ENABLE ALWAYS TRIGGER audit_follow_up_kept;
      DROP INDEX audit_finding_by_key;
      ALTER TABLE audit_finding
        DROP CONSTRAINT audit_finding_is_of_its_source,
        DROP COLUMN source,
        DROP COLUMN key,
        DROP COLUMN coder_id,
        DROP COLUMN observed,
        DROP COLUMN bound,
        DROP COLUMN counted,
        DROP COLUMN seen_in,
        DROP COLUMN seen_at,
        DROP COLUMN times_seen,
        ALTER COLUMN audit_id SET NOT NULL;
      DROP TABLE check_run, check_schedule;
    `);
  }
}

const checks = `
  CREATE TABLE check_schedule (
    taxonomy_id uuid CONSTRAINT check_schedule_pkey PRIMARY KEY
      CONSTRAINT check_schedule_taxonomy REFERENCES taxonomy (id),
    revision integer NOT NULL,
    rhythm text CONSTRAINT check_schedule_rhythm_known CHECK (rhythm IN ('DAILY', 'WEEKLY')),
    weekday integer,
    hour integer NOT NULL CONSTRAINT check_schedule_hour_of_day CHECK (hour BETWEEN 0 AND 23),
    owner_id uuid NOT NULL CONSTRAINT check_schedule_owner REFERENCES department (id),
    due_in_days integer NOT NULL,
    complete_fields text[] NOT NULL,
    limits jsonb NOT NULL,
    next_due_at timestamptz,
    CONSTRAINT check_schedule_weekday_of_weeks CHECK (
      (weekday IS NOT NULL) = coalesce(rhythm = 'WEEKLY', false) AND weekday BETWEEN 1 AND 7),
    CONSTRAINT check_schedule_is_due_by_its_rhythm CHECK ((rhythm IS NULL) = (next_due_at IS NULL))
  );
  CREATE INDEX check_schedule_due ON check_schedule (next_due_at) WHERE next_due_at IS NOT NULL;
  CREATE TRIGGER check_schedule_image AFTER INSERT OR UPDATE OR DELETE ON check_schedule
    FOR EACH ROW EXECUTE FUNCTION record_row_image();
  ALTER TABLE check_schedule ENABLE ALWAYS TRIGGER check_schedule_image;
  CREATE TRIGGER check_schedule_never_emptied BEFORE TRUNCATE ON check_schedule EXECUTE FUNCTION deny_change();
  ALTER TABLE check_schedule ENABLE ALWAYS TRIGGER check_schedule_never_emptied;

  CREATE TABLE check_run (
    id uuid CONSTRAINT check_run_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL CONSTRAINT check_run_taxonomy REFERENCES taxonomy (id),
    due_at timestamptz,
    run_at timestamptz NOT NULL,
    run_by uuid NOT NULL CONSTRAINT check_run_actor REFERENCES actor (id),
    from_day date NOT NULL,
    until_day date NOT NULL,
    version integer,
    contacts integer NOT NULL,
    outcomes jsonb NOT NULL,
    formula text NOT NULL,
    results text NOT NULL,
    filed integer NOT NULL,
    seen_again integer NOT NULL,
    CONSTRAINT check_run_once UNIQUE (taxonomy_id, due_at),
    CONSTRAINT check_run_of_some_days CHECK (from_day < until_day)
  );
  CREATE INDEX check_run_by_taxonomy ON check_run (taxonomy_id, id DESC);
  CREATE TRIGGER check_run_image AFTER INSERT OR UPDATE OR DELETE ON check_run
    FOR EACH ROW EXECUTE FUNCTION record_row_image();
  ALTER TABLE check_run ENABLE ALWAYS TRIGGER check_run_image;
  CREATE TRIGGER check_run_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON check_run EXECUTE FUNCTION deny_change();
  ALTER TABLE check_run ENABLE ALWAYS TRIGGER check_run_kept;
`;

/** Those that stand are findings of audits, and say nothing of what was counted. */
const findings = `
  ALTER TABLE audit_finding
    ALTER COLUMN audit_id DROP NOT NULL,
    ADD COLUMN source text NOT NULL DEFAULT 'AUDIT',
    ADD COLUMN key text,
    ADD COLUMN coder_id uuid CONSTRAINT audit_finding_coder REFERENCES coder (id),
    ADD COLUMN observed double precision,
    ADD COLUMN bound double precision,
    ADD COLUMN counted integer,
    ADD COLUMN seen_in uuid,
    ADD COLUMN seen_at timestamptz,
    ADD COLUMN times_seen integer NOT NULL DEFAULT 1;
  ALTER TABLE audit_finding ALTER COLUMN source DROP DEFAULT;
  ALTER TABLE audit_finding ADD CONSTRAINT audit_finding_is_of_its_source CHECK (
    (source = 'AUDIT') = (audit_id IS NOT NULL) AND (source = 'AUDIT') = (key IS NULL));
  CREATE INDEX audit_finding_by_key ON audit_finding (taxonomy_id, source, key, id DESC) WHERE key IS NOT NULL;
`;
