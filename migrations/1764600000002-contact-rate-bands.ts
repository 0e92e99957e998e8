import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which contact rate on a segment is a concern, where that is not the usual. */
export class ContactRateBands1764600000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contact_rate_band (
        taxonomy_id uuid NOT NULL CONSTRAINT contact_rate_band_taxonomy REFERENCES taxonomy (id),
        segment text,
        optimal_below double precision NOT NULL,
        concern_from double precision NOT NULL,
        revision integer NOT NULL,
        CONSTRAINT contact_rate_band_once UNIQUE NULLS NOT DISTINCT (taxonomy_id, segment),
        CONSTRAINT contact_rate_band_in_order CHECK (optimal_below > 0 AND optimal_below < concern_from)
      );

      CREATE TRIGGER contact_rate_band_image AFTER INSERT OR UPDATE OR DELETE ON contact_rate_band
        FOR EACH ROW EXECUTE FUNCTION record_row_image();
      ALTER TABLE contact_rate_band ENABLE ALWAYS TRIGGER contact_rate_band_image;
      CREATE TRIGGER contact_rate_band_never_emptied BEFORE TRUNCATE ON contact_rate_band
        EXECUTE FUNCTION deny_change();
      ALTER TABLE contact_rate_band ENABLE ALWAYS TRIGGER contact_rate_band_never_emptied;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE contact_rate_band`);
  }
}
