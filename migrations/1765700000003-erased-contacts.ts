import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The names of contacts whose customer was erased, as keyed digests: a file that is sent again must not bring back who was
 * erased, and whoever reads the rows cannot tell whom they are of.
 */
export class ErasedContacts1765700000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erased_contact (
        taxonomy_id uuid NOT NULL CONSTRAINT erased_contact_taxonomy REFERENCES taxonomy (id),
        name_digest text NOT NULL,
        CONSTRAINT erased_contact_pkey PRIMARY KEY (taxonomy_id, name_digest)
      );
      CREATE TRIGGER erased_contact_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON erased_contact EXECUTE FUNCTION deny_change();
      ALTER TABLE erased_contact ENABLE ALWAYS TRIGGER erased_contact_kept;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE erased_contact`);
  }
}
