import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A version that was sealed to be in force later can be withdrawn until then; nothing else of a version ever changes. */
export class ScheduledVersions1764700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE taxonomy_version
        ADD COLUMN withdrawn_at timestamptz,
        ADD COLUMN corrects_version_id uuid CONSTRAINT taxonomy_version_corrects REFERENCES taxonomy_version (id),
        ADD CONSTRAINT taxonomy_version_withdrawn_before_it_is_in_force CHECK (withdrawn_at < effective_from),
        DROP CONSTRAINT taxonomy_version_effective_from_unique,
        DROP CONSTRAINT taxonomy_version_published_once;
      CREATE UNIQUE INDEX taxonomy_version_effective_from_unique ON taxonomy_version (taxonomy_id, effective_from)
        WHERE withdrawn_at IS NULL;
      CREATE UNIQUE INDEX taxonomy_version_published_once ON taxonomy_version (draft_id) WHERE withdrawn_at IS NULL;
      CREATE INDEX draft_scheduled ON draft (id) WHERE state = 'SCHEDULED';

      CREATE FUNCTION version_is_only_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND OLD.effective_from > now()
          AND to_jsonb(NEW) - 'withdrawn_at' = to_jsonb(OLD) - 'withdrawn_at' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'UPDATE of taxonomy_version is refused: a version is only withdrawn, before it is in force'
          USING ERRCODE = 'CC002';
      END $$;
      DROP TRIGGER taxonomy_version_kept ON taxonomy_version;
      CREATE TRIGGER taxonomy_version_kept BEFORE DELETE OR TRUNCATE ON taxonomy_version EXECUTE FUNCTION deny_change();
      ALTER TABLE taxonomy_version ENABLE ALWAYS TRIGGER taxonomy_version_kept;
      CREATE TRIGGER taxonomy_version_only_withdrawn BEFORE UPDATE ON taxonomy_version
        FOR EACH ROW EXECUTE FUNCTION version_is_only_withdrawn();
      ALTER TABLE taxonomy_version ENABLE ALWAYS TRIGGER taxonomy_version_only_withdrawn;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER taxonomy_version_only_withdrawn ON taxonomy_version;
      DROP TRIGGER taxonomy_version_kept ON taxonomy_version;
      DROP FUNCTION version_is_only_withdrawn();
      CREATE TRIGGER taxonomy_version_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON taxonomy_version
        EXECUTE FUNCTION deny_change();
      ALTER TABLE taxonomy_version ENABLE ALWAYS TRIGGER taxonomy_version_kept;
      DROP INDEX draft_scheduled, taxonomy_version_effective_from_unique, taxonomy_version_published_once;
      ALTER TABLE taxonomy_version
        DROP COLUMN corrects_version_id,
        DROP COLUMN withdrawn_at,
        ADD CONSTRAINT taxonomy_version_effective_from_unique UNIQUE (taxonomy_id, effective_from),
        ADD CONSTRAINT taxonomy_version_published_once UNIQUE (draft_id);
    `);
  }
}
