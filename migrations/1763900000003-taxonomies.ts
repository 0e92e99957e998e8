import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Taxonomies, their drafts as operations on a base, and the sealed versions. */
export class Taxonomies1763900000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(guards);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE draft DROP CONSTRAINT draft_base_version;
      DROP TABLE code_reservation, taxonomy_version, snapshot, approval, draft_operation, draft, reason, taxonomy;
    `);
  }
}

const tables = `
  CREATE TABLE taxonomy (
    id uuid CONSTRAINT taxonomy_pkey PRIMARY KEY,
    key text NOT NULL CONSTRAINT taxonomy_key_unique UNIQUE,
    name jsonb NOT NULL,
    languages text[] NOT NULL CONSTRAINT taxonomy_has_a_language CHECK (cardinality(languages) > 0),
    time_zone text NOT NULL,
    channels jsonb NOT NULL,
    policy jsonb NOT NULL,
    revision integer NOT NULL,
    created_at timestamptz NOT NULL
  );

  CREATE TABLE reason (
    id uuid CONSTRAINT reason_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL CONSTRAINT reason_taxonomy REFERENCES taxonomy (id)
  );

  CREATE TABLE draft (
    id uuid CONSTRAINT draft_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL CONSTRAINT draft_taxonomy REFERENCES taxonomy (id),
    title text NOT NULL,
    base_version_id uuid,
    state text NOT NULL
      CONSTRAINT draft_state_known CHECK (state IN ('DRAFT', 'IN_REVIEW', 'APPROVED', 'SCHEDULED', 'PUBLISHED', 'ABANDONED')),
    head integer NOT NULL CONSTRAINT draft_head_counts CHECK (head >= 0),
    submitted_digest text,
    created_by uuid NOT NULL CONSTRAINT draft_created_by REFERENCES actor (id),
    created_at timestamptz NOT NULL,
    CONSTRAINT draft_in_review_names_its_content
      CHECK ((state IN ('IN_REVIEW', 'APPROVED', 'SCHEDULED', 'PUBLISHED')) = (submitted_digest IS NOT NULL))
  );
  CREATE INDEX draft_by_taxonomy ON draft (taxonomy_id, created_at DESC, id DESC);

  CREATE TABLE draft_operation (
    draft_id uuid NOT NULL CONSTRAINT draft_operation_draft REFERENCES draft (id),
    head integer NOT NULL,
    ordinal integer NOT NULL,
    body jsonb NOT NULL,
    author_id uuid NOT NULL,
    change_set_id uuid NOT NULL,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT draft_operation_pkey PRIMARY KEY (draft_id, head, ordinal),
    CONSTRAINT draft_operation_of_its_own_change_set FOREIGN KEY (change_set_id, transaction_id)
      REFERENCES change_set (id, transaction_id) DEFERRABLE INITIALLY DEFERRED
  );

  CREATE TABLE approval (
    id uuid CONSTRAINT approval_pkey PRIMARY KEY,
    draft_id uuid NOT NULL CONSTRAINT approval_draft REFERENCES draft (id),
    head integer NOT NULL,
    digest text NOT NULL,
    actor_id uuid NOT NULL CONSTRAINT approval_actor REFERENCES actor (id),
    decision text NOT NULL CONSTRAINT approval_decision_known CHECK (decision IN ('APPROVED', 'CHANGES_REQUESTED')),
    note text,
    recorded_at timestamptz NOT NULL
  );
  CREATE INDEX approval_by_draft ON approval (draft_id, recorded_at, id);

  CREATE TABLE snapshot (
    digest text NOT NULL,
    media_type text NOT NULL,
    bytes bytea NOT NULL CONSTRAINT snapshot_is_what_its_digest_says CHECK (encode(sha256(bytes), 'hex') = digest),
    gzip bytea NOT NULL,
    brotli bytea NOT NULL,
    CONSTRAINT snapshot_pkey PRIMARY KEY (digest)
  );

  CREATE TABLE taxonomy_version (
    id uuid CONSTRAINT taxonomy_version_pkey PRIMARY KEY,
    taxonomy_id uuid NOT NULL CONSTRAINT taxonomy_version_taxonomy REFERENCES taxonomy (id),
    number integer NOT NULL CONSTRAINT taxonomy_version_number_counts CHECK (number > 0),
    title text NOT NULL,
    draft_id uuid NOT NULL CONSTRAINT taxonomy_version_draft REFERENCES draft (id),
    base_version_id uuid CONSTRAINT taxonomy_version_base REFERENCES taxonomy_version (id),
    content_digest text NOT NULL CONSTRAINT taxonomy_version_content REFERENCES snapshot (digest),
    reason_count integer NOT NULL,
    effective_from timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    published_by uuid NOT NULL CONSTRAINT taxonomy_version_published_by REFERENCES actor (id),
    CONSTRAINT taxonomy_version_number_unique UNIQUE (taxonomy_id, number),
    CONSTRAINT taxonomy_version_effective_from_unique UNIQUE (taxonomy_id, effective_from),
    CONSTRAINT taxonomy_version_published_once UNIQUE (draft_id)
  );
  ALTER TABLE draft ADD CONSTRAINT draft_base_version FOREIGN KEY (base_version_id) REFERENCES taxonomy_version (id);

  CREATE TABLE code_reservation (
    taxonomy_id uuid NOT NULL CONSTRAINT code_reservation_taxonomy REFERENCES taxonomy (id),
    code text NOT NULL,
    reason_id uuid NOT NULL CONSTRAINT code_reservation_reason REFERENCES reason (id),
    CONSTRAINT code_reservation_pkey PRIMARY KEY (taxonomy_id, code)
  );
`;

const governed = ['taxonomy', 'draft', 'approval', 'taxonomy_version'];
const keptForEver = [
  'reason',
  'draft_operation',
  'approval',
  'snapshot',
  'taxonomy_version',
  'code_reservation',
];

const neverEmptied = ['taxonomy', 'draft'];

const guards = [
  ...governed.map(
    (table) => `
      CREATE TRIGGER ${table}_image AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_image;`,
  ),
  ...keptForEver.map(
    (table) => `
      CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} EXECUTE FUNCTION deny_change();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_kept;`,
  ),
  ...neverEmptied.map(
    (table) => `
      CREATE TRIGGER ${table}_never_emptied BEFORE TRUNCATE ON ${table} EXECUTE FUNCTION deny_change();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_never_emptied;`,
  ),
].join('\n');
