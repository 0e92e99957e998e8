import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many customers a segment has from a day on. A size said again for the same day stands in place of the earlier one. */
export class SegmentSizes1764600000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE segment_size (
        taxonomy_id uuid NOT NULL CONSTRAINT segment_size_taxonomy REFERENCES taxonomy (id),
        segment text NOT NULL,
        from_day date NOT NULL,
        id uuid NOT NULL,
        customers integer NOT NULL CONSTRAINT segment_size_counts CHECK (customers >= 0),
        recorded_at timestamptz NOT NULL,
        CONSTRAINT segment_size_pkey PRIMARY KEY (taxonomy_id, segment, from_day, id)
      );

      CREATE TRIGGER segment_size_image AFTER INSERT OR UPDATE OR DELETE ON segment_size
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE segment_size ENABLE ALWAYS TRIGGER segment_size_image;
      CREATE TRIGGER segment_size_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON segment_size
        EXECUTE FUNCTION deny_change();
      ALTER TABLE segment_size ENABLE ALWAYS TRIGGER segment_size_kept;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE segment_size`);
  }
}
