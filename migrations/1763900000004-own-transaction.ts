import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An entry of the history belongs to the transaction that wrote it by the word of the database, not of the writer. */
export class OwnTransaction1763900000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(functions);
    await runner.query(triggers);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${stamped.map((table) => `DROP TRIGGER ${table}_own_transaction ON ${table};`).join('\n')}
      DROP TRIGGER change_none_too_many ON change;
      DROP FUNCTION stamp_transaction(), change_set_is_full();
      ALTER FUNCTION change_set_is_whole() RESET search_path;
    `);
  }
}

/*
 * A writer could else claim the transaction of a change set of long ago and add to it; have the changes of its own
 * counted early, and then add to them; or have them counted in a temporary table that goes by the same name.
 */
const functions = `
  CREATE FUNCTION stamp_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.transaction_id := pg_catalog.pg_current_xact_id();
    RETURN NEW;
  END $$;

  CREATE FUNCTION change_set_is_full() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public, pg_temp AS $$
  DECLARE
    overfull uuid := (
      SELECT s.id FROM change_set s
      WHERE s.id IN (SELECT change_set_id FROM added)
        AND s.change_count < (SELECT count(*) FROM change c WHERE c.change_set_id = s.id)
      LIMIT 1);
  BEGIN
    IF overfull IS NOT NULL THEN
      RAISE EXCEPTION 'change set % holds the changes it names already', overfull USING ERRCODE = 'CC003';
    END IF;
    RETURN NULL;
  END $$;

  ALTER FUNCTION change_set_is_whole() SET search_path = pg_catalog, public, pg_temp;
`;

const stamped = ['change_set', 'change', 'row_image', 'draft_operation'];

const triggers = [
  ...stamped.map(
    (table) => `
      CREATE TRIGGER ${table}_own_transaction BEFORE INSERT ON ${table}
        FOR EACH ROW EXECUTE FUNCTION stamp_transaction();
      ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_own_transaction;`,
  ),
  `
      CREATE TRIGGER change_none_too_many AFTER INSERT ON change REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION change_set_is_full();
      ALTER TABLE change ENABLE ALWAYS TRIGGER change_none_too_many;`,
].join('\n');
