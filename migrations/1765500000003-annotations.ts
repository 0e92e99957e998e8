import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened on days of a time line, such as a campaign: removed it is shown no more, and stays. */
export class Annotations1765500000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE annotation (
        id uuid CONSTRAINT annotation_pkey PRIMARY KEY,
        taxonomy_id uuid NOT NULL CONSTRAINT annotation_taxonomy REFERENCES taxonomy (id),
        kind text NOT NULL CONSTRAINT annotation_kind_known
          CHECK (kind IN ('CAMPAIGN', 'RELEASE', 'OUTAGE', 'PRICE', 'PROCESS', 'OTHER')),
        title text NOT NULL,
        from_day date NOT NULL,
        until_day date NOT NULL,
        annotated_by uuid NOT NULL CONSTRAINT annotation_annotated_by REFERENCES actor (id),
        annotated_at timestamptz NOT NULL,
        removed_at timestamptz,
        CONSTRAINT annotation_of_days CHECK (from_day < until_day)
      );
      CREATE INDEX annotation_by_day ON annotation (taxonomy_id, from_day) WHERE removed_at IS NULL;

      CREATE TRIGGER annotation_image AFTER INSERT OR UPDATE OR DELETE ON annotation
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE annotation ENABLE ALWAYS TRIGGER annotation_image;
      CREATE TRIGGER annotation_never_emptied BEFORE TRUNCATE ON annotation EXECUTE FUNCTION deny_change();
      ALTER TABLE annotation ENABLE ALWAYS TRIGGER annotation_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE annotation`);
  }
}
