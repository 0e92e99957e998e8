import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The change history and the guards that make it whole: no change without an entry, no entry without a change. */
export class ChangeHistory1763900000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE row_image, change, change_set;
      DROP FUNCTION record_row_image(), with_private_columns_committed(jsonb, text[]), deny_change(), change_set_is_whole();
    `);
  }
}

/*
 * `transaction_id` is what ties an entry to its own transaction: the deferred foreign keys on (id, transaction_id) hold
 * only for rows written by the transaction that wrote the change set, whatever a session claims in its settings.
 */
const tables = `
  CREATE TABLE change_set (
    id uuid CONSTRAINT change_set_pkey PRIMARY KEY,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    recorded_at timestamptz NOT NULL,
    command text NOT NULL,
    actor_id uuid NOT NULL,
    acting_role text NOT NULL,
    taxonomy_id uuid,
    draft_id uuid,
    draft_head integer,
    version_digest text,
    request_id text NOT NULL,
    because text,
    change_count integer NOT NULL CONSTRAINT change_set_names_its_changes CHECK (change_count > 0),
    payload_digest text NOT NULL,
    header text NOT NULL,
    CONSTRAINT change_set_transaction_unique UNIQUE (id, transaction_id)
  );
  CREATE INDEX change_set_by_time ON change_set (recorded_at DESC, id DESC);
  CREATE INDEX change_set_by_taxonomy ON change_set (taxonomy_id, recorded_at DESC, id DESC);
  CREATE INDEX change_set_by_actor ON change_set (actor_id, recorded_at DESC, id DESC);

  CREATE TABLE change (
    change_set_id uuid NOT NULL,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ordinal integer NOT NULL,
    kind text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    body text NOT NULL,
    CONSTRAINT change_pkey PRIMARY KEY (change_set_id, ordinal),
    CONSTRAINT change_of_its_own_transaction FOREIGN KEY (change_set_id, transaction_id)
      REFERENCES change_set (id, transaction_id) DEFERRABLE INITIALLY DEFERRED
  );
  CREATE INDEX change_by_subject ON change (subject_id, change_set_id DESC, ordinal);
  CREATE INDEX change_by_kind ON change (kind, change_set_id DESC, ordinal);

  CREATE TABLE row_image (
    ordinal bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT row_image_pkey PRIMARY KEY,
    change_set_id uuid NOT NULL,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    table_name text NOT NULL,
    operation text NOT NULL,
    body text NOT NULL,
    CONSTRAINT row_image_of_its_own_transaction FOREIGN KEY (change_set_id, transaction_id)
      REFERENCES change_set (id, transaction_id) DEFERRABLE INITIALLY DEFERRED
  );
  CREATE INDEX row_image_by_change_set ON row_image (change_set_id, ordinal);
`;

const guards = `
  CREATE FUNCTION deny_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% of % is refused: its rows are kept for ever', TG_OP, TG_TABLE_NAME USING ERRCODE = 'CC002';
  END $$;

  CREATE FUNCTION change_set_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT count(*) FROM change WHERE change_set_id = NEW.id) <> NEW.change_count THEN
      RAISE EXCEPTION 'change set % does not hold the % changes it names', NEW.id, NEW.change_count USING ERRCODE = 'CC003';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER change_set_whole AFTER INSERT ON change_set
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION change_set_is_whole();

  CREATE FUNCTION with_private_columns_committed(image jsonb, private_columns text[]) RETURNS jsonb
  LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg(key, CASE
      WHEN key = 'salt' THEN to_jsonb('private'::text)
      WHEN key = ANY (private_columns) AND value <> 'null'::jsonb
        THEN to_jsonb('commitment:' || encode(sha256(convert_to((image ->> 'salt') || ':' || key || ':' || value::text, 'UTF8')), 'hex'))
      ELSE value END), '{}'::jsonb)
    FROM jsonb_each(image)
    WHERE image IS NOT NULL
  $$;

  CREATE FUNCTION record_row_image() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    open_change_set uuid := nullif(current_setting('concordance.change_set', true), '')::uuid;
    image jsonb := '{}';
  BEGIN
    IF open_change_set IS NULL THEN
      RAISE EXCEPTION '% of % is refused: the table is governed and no change set is open', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'CC001';
    END IF;
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
      image := image || jsonb_build_object('before', public.with_private_columns_committed(to_jsonb(OLD), TG_ARGV[0:]));
    END IF;
    IF TG_OP IN ('UPDATE', 'INSERT') THEN
      image := image || jsonb_build_object('after', public.with_private_columns_committed(to_jsonb(NEW), TG_ARGV[0:]));
    END IF;
    INSERT INTO public.row_image (change_set_id, table_name, operation, body)
    VALUES (open_change_set, TG_TABLE_NAME, TG_OP, image::text);
    RETURN coalesce(NEW, OLD);
  END $$;

  CREATE TRIGGER change_set_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON change_set EXECUTE FUNCTION deny_change();
  CREATE TRIGGER change_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON change EXECUTE FUNCTION deny_change();
  CREATE TRIGGER row_image_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON row_image EXECUTE FUNCTION deny_change();
  ALTER TABLE change_set ENABLE ALWAYS TRIGGER change_set_kept;
  ALTER TABLE change ENABLE ALWAYS TRIGGER change_kept;
  ALTER TABLE row_image ENABLE ALWAYS TRIGGER row_image_kept;
  ALTER TABLE change_set ENABLE ALWAYS TRIGGER change_set_whole;
`;
