import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A row of the history carries the transaction that wrote it. The default alone did not hold that: who named an earlier
 * transaction along with its change set could add to that change set afterwards.
 */
export class OwnTransaction1763900000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION must_be_own_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.transaction_id IS DISTINCT FROM pg_current_xact_id() THEN
          RAISE EXCEPTION 'INSERT into % is refused: the row names another transaction than its own', TG_TABLE_NAME
            USING ERRCODE = 'CC004';
        END IF;
        RETURN NEW;
      END $$;
    `);
    for (const table of tables) {
      await runner.query(`
        CREATE TRIGGER ${table}_of_own_transaction BEFORE INSERT ON ${table}
          FOR EACH ROW EXECUTE FUNCTION must_be_own_transaction();
        ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_of_own_transaction;
      `);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TRIGGER ${table}_of_own_transaction ON ${table}`);
    await runner.query(`DROP FUNCTION must_be_own_transaction()`);
  }
}

const tables = ['change_set', 'change', 'row_image', 'draft_operation'];
