import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contents of drafts that are tried in a limited scope. Contacts name a pilot by its number, below zero, as their version. */
export class Pilots1765400000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pilot (
        id uuid CONSTRAINT pilot_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT pilot_taxonomy REFERENCES taxonomy (id),
        number integer NOT NULL CONSTRAINT pilot_number_counts CHECK (number > 0),
        draft_id uuid NOT NULL CONSTRAINT pilot_draft REFERENCES draft (id),
        title text NOT NULL,
        digest text NOT NULL CONSTRAINT pilot_snapshot REFERENCES snapshot (digest),
        reason_count integer NOT NULL,
        base_version_id uuid CONSTRAINT pilot_base REFERENCES taxonomy_version (id),
        departments uuid[],
        channels text[],
        coders uuid[],
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        because text NOT NULL,
        started_by uuid NOT NULL CONSTRAINT pilot_started_by REFERENCES actor (id),
        recorded_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_because text,
        version_id uuid CONSTRAINT pilot_version REFERENCES taxonomy_version (id),
        CONSTRAINT pilot_number_unique UNIQUE (taxonomy_id, number),
        CONSTRAINT pilot_of_some_time CHECK (starts_at < ends_at),
        CONSTRAINT pilot_ended_for_a_reason CHECK ((ended_at IS NULL) = (ended_because IS NULL))
      );
      CREATE INDEX pilot_by_draft ON pilot (draft_id) WHERE ended_at IS NULL;
      CREATE TRIGGER pilot_image AFTER INSERT OR UPDATE OR DELETE ON pilot
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE pilot ENABLE ALWAYS TRIGGER pilot_image;
      CREATE TRIGGER pilot_never_emptied BEFORE TRUNCATE ON pilot EXECUTE FUNCTION deny_change();
      ALTER TABLE pilot ENABLE ALWAYS TRIGGER pilot_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE pilot`);
  }
}
