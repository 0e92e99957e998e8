import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { createDataSource } from '../../src/platform/database/data-source';
import { onConnection, testServer } from '../support/test-server';

/** Everything that a migration can leave in the schema, named so that two databases can be compared. */
const inventory = `
  SELECT 'relation ' || c.relkind::text || ' ' || c.relname AS thing
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'
  UNION ALL SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
    FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'public'
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND NOT t.tgisinternal
  UNION ALL SELECT 'function ' || pg_get_functiondef(p.oid)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'
  UNION ALL SELECT 'type ' || t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname = 'public' AND t.typtype IN ('e', 'd')
  ORDER BY 1`;

const { suffix, admin, owner } = testServer();
const database = `concordance_test_${suffix}_${randomBytes(4).toString('hex')}`;
const connection = { ...owner, database };

beforeAll(() =>
  onConnection(admin, (client) => client.query(`CREATE DATABASE ${database} TEMPLATE template0`)),
);
afterAll(() => onConnection(admin, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`)));

const things = (): Promise<readonly string[]> =>
  onConnection(connection, async (client) =>
    (await client.query<{ thing: string }>(inventory)).rows.map(({ thing }) => thing),
  );

/** The table in which TypeORM keeps which migrations ran is its own, and stays. */
const ofMigrations = /\bmigration(_id_seq|_[a-z]+_not_null)?\b|PK_/;

test('the migrations go up from nothing, down to nothing and up again to the same', async () => {
  const dataSource = await createDataSource(connection, { entities: [] }).initialize();
  try {
    const ran = await dataSource.runMigrations();
    const first = await things();
    for (const _ of ran) await dataSource.undoLastMigration();
    const left = (await things()).filter((thing) => !ofMigrations.test(thing));
    const again = await dataSource.runMigrations();

    expect(left).toEqual([]);
    expect(again.map(({ name }) => name)).toEqual(ran.map(({ name }) => name));
    expect(await things()).toEqual(first);
  } finally {
    await dataSource.destroy();
  }
});
