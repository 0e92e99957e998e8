import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts as they were observed, what was said in them kept apart; and those who code them. */
export class Contacts1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contact (
        taxonomy_id uuid NOT NULL CONSTRAINT contact_taxonomy REFERENCES taxonomy (id),
        id uuid NOT NULL,
        source text NOT NULL,
        external_id text NOT NULL,
        occurred_at timestamptz NOT NULL,
        channel text,
        cluster text,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT contact_pkey PRIMARY KEY (taxonomy_id, id),
        CONSTRAINT contact_external_id_unique UNIQUE (taxonomy_id, source, external_id)
      );
      CREATE UNIQUE INDEX contact_by_id ON contact (id);
      CREATE INDEX contact_by_time ON contact (taxonomy_id, occurred_at DESC, id DESC);

      CREATE TABLE contact_excerpt (
        taxonomy_id uuid NOT NULL,
        contact_id uuid NOT NULL,
        text text NOT NULL,
        redacted text[] NOT NULL,
        CONSTRAINT contact_excerpt_pkey PRIMARY KEY (taxonomy_id, contact_id),
        CONSTRAINT contact_excerpt_contact FOREIGN KEY (taxonomy_id, contact_id) REFERENCES contact (taxonomy_id, id)
      );
      CREATE INDEX contact_excerpt_by_contact ON contact_excerpt (contact_id);

      CREATE TABLE coder (
        id uuid CONSTRAINT coder_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT coder_taxonomy REFERENCES taxonomy (id),
        kind text NOT NULL CONSTRAINT coder_kind_known CHECK (kind IN ('AGENT', 'ANALYST', 'MODEL')),
        external_id text NOT NULL,
        name text,
        model_version text,
        actor_id uuid CONSTRAINT coder_actor REFERENCES actor (id),
        salt text NOT NULL DEFAULT gen_random_uuid()::text,
        revision integer NOT NULL,
        registered_at timestamptz NOT NULL,
        retired_at timestamptz,
        CONSTRAINT coder_external_id_unique UNIQUE (taxonomy_id, external_id),
        CONSTRAINT coder_actor_unique UNIQUE (taxonomy_id, actor_id),
        CONSTRAINT coder_model_has_name_and_version
          CHECK ((kind = 'MODEL') = (model_version IS NOT NULL) AND (kind <> 'MODEL' OR name IS NOT NULL))
      );

      CREATE TRIGGER coder_image AFTER INSERT OR UPDATE OR DELETE ON coder
        FOR EACH ROW EXECUTE FUNCTION record_row_image('name');
      CREATE TRIGGER coder_never_emptied BEFORE TRUNCATE ON coder EXECUTE FUNCTION deny_change();
      ALTER TABLE coder ENABLE ALWAYS TRIGGER coder_image;
      ALTER TABLE coder ENABLE ALWAYS TRIGGER coder_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE coder, contact_excerpt, contact`);
  }
}
