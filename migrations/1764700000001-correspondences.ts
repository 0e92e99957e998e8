import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which reasons of one version stand for which of another: sealed, and corrected by a new revision only. */
export class Correspondences1764700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE imported_file (
        digest text NOT NULL CONSTRAINT imported_file_pkey PRIMARY KEY,
        bytes bytea NOT NULL CONSTRAINT imported_file_is_what_its_digest_says CHECK (encode(sha256(bytes), 'hex') = digest)
      );

      CREATE TABLE draft_source (
        draft_id uuid NOT NULL CONSTRAINT draft_source_draft REFERENCES draft (id),
        file_digest text NOT NULL CONSTRAINT draft_source_file REFERENCES imported_file (digest),
        read_as jsonb NOT NULL,
        recorded_at timestamptz NOT NULL,
        CONSTRAINT draft_source_pkey PRIMARY KEY (draft_id, file_digest)
      );

      CREATE TABLE correspondence_body (
        digest text NOT NULL CONSTRAINT correspondence_body_pkey PRIMARY KEY,
        body text NOT NULL CONSTRAINT correspondence_body_is_what_its_digest_says
          CHECK (encode(sha256(convert_to(body, 'UTF8')), 'hex') = digest)
      );

      CREATE TABLE correspondence (
        id uuid NOT NULL CONSTRAINT correspondence_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT correspondence_taxonomy REFERENCES taxonomy (id),
        to_taxonomy_id uuid NOT NULL CONSTRAINT correspondence_to_taxonomy REFERENCES taxonomy (id),
        from_version_id uuid NOT NULL CONSTRAINT correspondence_from REFERENCES taxonomy_version (id),
        to_version_id uuid NOT NULL CONSTRAINT correspondence_to REFERENCES taxonomy_version (id),
        revision integer NOT NULL CONSTRAINT correspondence_revision_counts CHECK (revision > 0),
        origin text NOT NULL CONSTRAINT correspondence_origin_known CHECK (origin IN ('DERIVED', 'CURATED')),
        digest text NOT NULL CONSTRAINT correspondence_sealed REFERENCES correspondence_body (digest),
        file_digest text CONSTRAINT correspondence_file REFERENCES imported_file (digest),
        because text,
        recorded_at timestamptz NOT NULL,
        recorded_by uuid NOT NULL CONSTRAINT correspondence_recorded_by REFERENCES actor (id),
        CONSTRAINT correspondence_revision_unique UNIQUE (from_version_id, to_version_id, revision),
        CONSTRAINT correspondence_between_two CHECK (from_version_id <> to_version_id)
      );
      CREATE INDEX correspondence_by_taxonomy ON correspondence (taxonomy_id, to_version_id);
      CREATE INDEX correspondence_by_to_taxonomy ON correspondence (to_taxonomy_id, from_version_id);

      ${['draft_source', 'correspondence'].map(image).join('\n')}
      ${['imported_file', 'draft_source', 'correspondence_body', 'correspondence'].map(kept).join('\n')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE correspondence, correspondence_body, draft_source, imported_file;`);
  }
}

const image = (table: string): string => `
  CREATE TRIGGER ${table}_image AFTER INSERT OR UPDATE OR DELETE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION record_row_image();
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_image;`;

const kept = (table: string): string => `
  CREATE TRIGGER ${table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} EXECUTE FUNCTION deny_change();
  ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_kept;`;
