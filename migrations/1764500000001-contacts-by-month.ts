import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Contacts as they are used: with their codes and what became of them, partitioned by month. A partitioned table can only
 * be unique in what includes the moment, which a correction may move; so who a contact is stands in a narrow table beside
 * it, which is also what others point to.
 */
export class ContactsByMonth1764500000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${unbound}
      ALTER TABLE contact RENAME TO contact_before;
      ALTER TABLE contact_before RENAME CONSTRAINT contact_pkey TO contact_before_pkey;
    `);
    await runner.query(tables);
    await runner.query(months);
    await runner.query(`
      SELECT open_contact_month(month)
        FROM (SELECT DISTINCT date_trunc('month', occurred_at AT TIME ZONE 'UTC')::date AS month FROM contact_before) AS m;
      INSERT INTO contact_identity (taxonomy_id, id, source, external_id, occurred_at, digest)
        SELECT taxonomy_id, id, source, external_id, occurred_at, '' FROM contact_before;
      INSERT INTO contact (taxonomy_id, id, occurred_at, recorded_at, day, source, external_id, channel, cluster)
        SELECT b.taxonomy_id, b.id, b.occurred_at, b.recorded_at, (b.occurred_at AT TIME ZONE t.time_zone)::date,
          b.source, b.external_id, b.channel, b.cluster
        FROM contact_before b JOIN taxonomy t ON t.id = b.taxonomy_id;
      DROP TABLE contact_before;
      ${boundTo('contact_identity')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${unbound}
      ALTER TABLE contact RENAME TO contact_after;
      ALTER TABLE contact_after RENAME CONSTRAINT contact_pkey TO contact_after_pkey;
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
      INSERT INTO contact (taxonomy_id, id, source, external_id, occurred_at, channel, cluster, recorded_at)
        SELECT taxonomy_id, id, source, external_id, occurred_at, channel, cluster, recorded_at FROM contact_after;
      DROP TABLE contact_after, contact_identity, coding;
      DROP FUNCTION open_contact_month(date);
      ${boundTo('contact')}
    `);
  }
}

const unbound = `
      ALTER TABLE contact_excerpt DROP CONSTRAINT contact_excerpt_contact;
      ALTER TABLE session_item DROP CONSTRAINT session_item_contact;`;

const boundTo = (table: string): string => `
      ALTER TABLE contact_excerpt ADD CONSTRAINT contact_excerpt_contact
        FOREIGN KEY (taxonomy_id, contact_id) REFERENCES ${table} (taxonomy_id, id);
      ALTER TABLE session_item ADD CONSTRAINT session_item_contact
        FOREIGN KEY (taxonomy_id, contact_id) REFERENCES ${table} (taxonomy_id, id);`;

/*
 * Reasons, versions, departments and coders are never deleted, and who writes a contact has just looked them up: a foreign
 * key on each would be a look-up more for each of ten million rows. `version` is the number of the version in force when
 * the contact took place. `day` is its day in the time zone of the taxonomy. The digest is of all that is recorded of a
 * contact; it is empty where that has to be looked at.
 */
const tables = `
      CREATE TABLE contact_identity (
        taxonomy_id uuid NOT NULL,
        id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        source text NOT NULL,
        external_id text NOT NULL,
        digest bytea NOT NULL,
        CONSTRAINT contact_identity_pkey PRIMARY KEY (taxonomy_id, id),
        CONSTRAINT contact_identity_external_id_unique UNIQUE (taxonomy_id, source, external_id)
      );

      CREATE TABLE contact (
        taxonomy_id uuid NOT NULL,
        id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        initial_reason_id uuid,
        reason_id uuid,
        department_id uuid,
        resolution_id uuid,
        coder_id uuid,
        day date NOT NULL,
        initial_version integer,
        version integer,
        handle_seconds integer CONSTRAINT contact_handle_seconds_counts CHECK (handle_seconds >= 0),
        satisfaction integer CONSTRAINT contact_satisfaction_counts CHECK (satisfaction BETWEEN 1 AND 5),
        first_contact_resolved boolean,
        source text NOT NULL,
        external_id text NOT NULL,
        channel text,
        segment text,
        cluster text,
        customer_key text,
        priority text CONSTRAINT contact_priority_known CHECK (priority IN ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
        sentiment text CONSTRAINT contact_sentiment_known
          CHECK (sentiment IN ('VERY_NEGATIVE', 'NEGATIVE', 'NEUTRAL', 'POSITIVE', 'VERY_POSITIVE')),
        unmapped jsonb,
        CONSTRAINT contact_reason_names_its_version CHECK (reason_id IS NULL OR version IS NOT NULL),
        CONSTRAINT contact_initial_reason_names_its_version
          CHECK ((initial_reason_id IS NULL) = (initial_version IS NULL)),
        CONSTRAINT contact_pkey PRIMARY KEY (taxonomy_id, occurred_at, id)
      ) PARTITION BY RANGE (occurred_at);

      CREATE TABLE coding (
        taxonomy_id uuid NOT NULL CONSTRAINT coding_taxonomy REFERENCES taxonomy (id),
        contact_id uuid NOT NULL,
        id uuid NOT NULL,
        purpose text NOT NULL CONSTRAINT coding_purpose_known CHECK (purpose IN ('PRODUCTION', 'CALIBRATION', 'AUDIT')),
        stage text NOT NULL CONSTRAINT coding_stage_known CHECK (stage IN ('INITIAL', 'FINAL')),
        reason_id uuid NOT NULL CONSTRAINT coding_reason REFERENCES reason (id),
        version integer NOT NULL,
        coder_id uuid CONSTRAINT coding_coder REFERENCES coder (id),
        coded_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        superseded_at timestamptz NOT NULL,
        CONSTRAINT coding_pkey PRIMARY KEY (taxonomy_id, contact_id, id),
        CONSTRAINT coding_contact FOREIGN KEY (taxonomy_id, contact_id) REFERENCES contact_identity (taxonomy_id, id),
        CONSTRAINT coding_version FOREIGN KEY (taxonomy_id, version) REFERENCES taxonomy_version (taxonomy_id, number)
      );
`;

/*
 * The service does not own its tables, so that it has a month opened for it. A table that is made first and attached then
 * stops neither readers nor writers of the others; several who open one at once wait for each other.
 */
const months = `
      CREATE FUNCTION open_contact_month(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE
        first_day date := date_trunc('month', month)::date;
        partition text := 'contact_' || to_char(first_day, 'YYYY_MM');
      BEGIN
        IF month NOT BETWEEN '1969-12-01' AND '2199-12-31' THEN
          RAISE EXCEPTION 'expected a month from 1970 to 2199, but got %', month USING ERRCODE = '22008';
        END IF;
        IF to_regclass('public.' || partition) IS NOT NULL THEN
          RETURN;
        END IF;
        PERFORM pg_advisory_xact_lock(hashtext('concordance contact months'));
        IF to_regclass('public.' || partition) IS NOT NULL THEN
          RETURN;
        END IF;
        EXECUTE format('CREATE TABLE public.%I (LIKE public.contact INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
        EXECUTE format('ALTER TABLE public.contact ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', partition,
          to_char(first_day, 'YYYY-MM-DD') || 'T00:00:00Z',
          to_char(first_day + interval '1 month', 'YYYY-MM-DD') || 'T00:00:00Z');
      END $$;
`;
