import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signs in through an identity provider, and whom nobody lets in any more. */
export class Identities1764200000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE actor ADD COLUMN suspended_at timestamptz;

      CREATE TABLE identity (
        id uuid CONSTRAINT identity_pkey PRIMARY KEY,
        actor_id uuid NOT NULL CONSTRAINT identity_actor REFERENCES actor (id),
        issuer text NOT NULL,
        subject text NOT NULL,
        salt text NOT NULL DEFAULT gen_random_uuid()::text,
        linked_at timestamptz NOT NULL,
        CONSTRAINT identity_names_one_actor UNIQUE (issuer, subject)
      );
      CREATE INDEX identity_by_actor ON identity (actor_id, linked_at, id);

      CREATE TRIGGER identity_image AFTER INSERT OR UPDATE OR DELETE ON identity
        FOR EACH ROW EXECUTE FUNCTION record_row_image('subject');
      ALTER TABLE identity ENABLE ALWAYS TRIGGER identity_image;
      CREATE TRIGGER identity_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON identity EXECUTE FUNCTION deny_change();
      ALTER TABLE identity ENABLE ALWAYS TRIGGER identity_kept;

      CREATE INDEX actor_by_creation ON actor (created_at DESC, id DESC);
      DROP INDEX api_key_by_actor;
      CREATE INDEX api_key_by_actor ON api_key (actor_id, created_at DESC, id DESC);
      CREATE INDEX role_grant_by_actor ON role_grant (actor_id, granted_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX role_grant_by_actor, actor_by_creation, api_key_by_actor;
      CREATE INDEX api_key_by_actor ON api_key (actor_id);
      DROP TABLE identity;
      ALTER TABLE actor DROP COLUMN suspended_at;
    `);
  }
}
