import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may act: actors, the roles they hold, the keys they show; and what they were refused. */
export class Access1763900000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE actor (
        id uuid CONSTRAINT actor_pkey PRIMARY KEY,
        kind text NOT NULL CONSTRAINT actor_kind_known CHECK (kind IN ('PERSON', 'SERVICE', 'SYSTEM')),
        name text NOT NULL,
        salt text NOT NULL DEFAULT gen_random_uuid()::text,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE role_grant (
        id uuid CONSTRAINT role_grant_pkey PRIMARY KEY,
        actor_id uuid NOT NULL CONSTRAINT role_grant_actor REFERENCES actor (id),
        role text NOT NULL,
        taxonomy_id uuid,
        granted_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE UNIQUE INDEX role_grant_held_once ON role_grant
        (actor_id, role, coalesce(taxonomy_id, '00000000-0000-0000-0000-000000000000')) WHERE revoked_at IS NULL;

      CREATE TABLE api_key (
        id uuid CONSTRAINT api_key_pkey PRIMARY KEY,
        actor_id uuid NOT NULL CONSTRAINT api_key_actor REFERENCES actor (id),
        label text NOT NULL,
        hash text NOT NULL CONSTRAINT api_key_hash_unique UNIQUE,
        salt text NOT NULL DEFAULT gen_random_uuid()::text,
        roles text[],
        taxonomy_id uuid,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        revoked_at timestamptz
      );
      CREATE INDEX api_key_by_actor ON api_key (actor_id);

      CREATE TABLE api_key_use (
        api_key_id uuid CONSTRAINT api_key_use_pkey PRIMARY KEY
          CONSTRAINT api_key_use_key REFERENCES api_key (id),
        last_used_at timestamptz NOT NULL
      );

      CREATE TABLE refusal (
        id uuid CONSTRAINT refusal_pkey PRIMARY KEY,
        refused_at timestamptz NOT NULL,
        command text NOT NULL,
        actor_id uuid NOT NULL,
        taxonomy_id uuid,
        subject_id uuid,
        code text NOT NULL,
        message text NOT NULL,
        request_id text NOT NULL
      );
      CREATE INDEX refusal_by_time ON refusal (refused_at DESC, id DESC);
      CREATE TRIGGER refusal_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON refusal EXECUTE FUNCTION deny_change();
      ALTER TABLE refusal ENABLE ALWAYS TRIGGER refusal_kept;

      CREATE TABLE idempotency_key (
        actor_id uuid NOT NULL,
        key text NOT NULL,
        command text NOT NULL,
        input_digest text NOT NULL,
        outcome jsonb,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT idempotency_key_pkey PRIMARY KEY (actor_id, key)
      );

      CREATE TRIGGER actor_image AFTER INSERT OR UPDATE OR DELETE ON actor
        FOR EACH ROW EXECUTE FUNCTION record_row_image('name');
      CREATE TRIGGER role_grant_image AFTER INSERT OR UPDATE OR DELETE ON role_grant
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      CREATE TRIGGER api_key_image AFTER INSERT OR UPDATE OR DELETE ON api_key
        FOR EACH ROW EXECUTE FUNCTION record_row_image('hash');
      ALTER TABLE actor ENABLE ALWAYS TRIGGER actor_image;
      ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_image;
      ALTER TABLE api_key ENABLE ALWAYS TRIGGER api_key_image;
      CREATE TRIGGER actor_never_emptied BEFORE TRUNCATE ON actor EXECUTE FUNCTION deny_change();
      CREATE TRIGGER role_grant_never_emptied BEFORE TRUNCATE ON role_grant EXECUTE FUNCTION deny_change();
      CREATE TRIGGER api_key_never_emptied BEFORE TRUNCATE ON api_key EXECUTE FUNCTION deny_change();
      ALTER TABLE actor ENABLE ALWAYS TRIGGER actor_never_emptied;
      ALTER TABLE role_grant ENABLE ALWAYS TRIGGER role_grant_never_emptied;
      ALTER TABLE api_key ENABLE ALWAYS TRIGGER api_key_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE idempotency_key, refusal, api_key_use, api_key, role_grant, actor`);
  }
}
