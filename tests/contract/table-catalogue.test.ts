import 'reflect-metadata';
import type { Client } from 'pg';
import { entities } from '../../src/entities';
import { tableCatalogue } from '../../src/history';
import { createDataSource } from '../../src/platform/database/data-source';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { onConnection, testServer } from '../support/test-server';

/** With one address for both, the runtime role is the owner and may do everything. */
const testWithTwoRoles = testServer().owner.user === testServer().runtime.user ? test.skip : test;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const rows = async <Row extends object>(
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> =>
  onConnection(
    database.owner,
    async (client: Client) => (await client.query<Row>(statement, [...parameters])).rows,
  );

interface Trigger {
  readonly table: string;
  readonly function: string;
  /** Bits: row 1, before 2, insert 4, delete 8, update 16, truncate 32. */
  readonly kind: number;
  /** `A` fires whatever the session says of itself. */
  readonly enabled: string;
  readonly arguments: readonly string[];
}

const afterEveryChangeOfARow = 1 + 4 + 8 + 16;
const beforeAnyChangeOfWhatIsThere = 2 + 8 + 16 + 32;

const triggers = (): Promise<Trigger[]> =>
  rows<Trigger>(`
    SELECT c.relname AS "table", p.proname AS "function", t.tgtype::integer AS kind, t.tgenabled::text AS enabled,
      array_remove(string_to_array(encode(t.tgargs, 'escape'), E'\\\\000'), '') AS arguments
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND NOT t.tgisinternal`);

const tablesWith = (guard: string): readonly string[] =>
  Object.entries(tableCatalogue).flatMap(([table, rule]) => (rule.guard === guard ? [table] : []));

test('the catalogue holds every table of the database and no other', async () => {
  const tables = await rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual(Object.keys(tableCatalogue).toSorted());
});

test('every governed table leaves images of its rows, its private columns as commitments', async () => {
  const images = (await triggers()).filter((trigger) => trigger.function === 'record_row_image');
  const expected = Object.entries(tableCatalogue).flatMap(([table, rule]) =>
    rule.guard === 'GOVERNED'
      ? [{ table, kind: afterEveryChangeOfARow, enabled: 'A', arguments: [...rule.privateColumns] }]
      : [],
  );
  const found = images.map(({ table, kind, enabled, arguments: columns }) => ({
    ...{ table, kind, enabled },
    arguments: columns,
  }));
  expect(found.toSorted(byTable)).toEqual(expected.toSorted(byTable));
});

test('a table with private columns has a salt to commit them with', async () => {
  const salted = await rows<{ table: string }>(
    `SELECT table_name AS "table" FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'salt'`,
  );
  const withPrivateColumns = Object.entries(tableCatalogue).flatMap(([table, rule]) =>
    rule.guard === 'GOVERNED' && rule.privateColumns.length > 0 ? [table] : [],
  );
  expect(salted.map(({ table }) => table).toSorted()).toEqual(withPrivateColumns.toSorted());
});

test('the tables of the history are kept for ever', async () => {
  const kept = await keptForEver();
  expect(kept).toEqual(expect.arrayContaining([...tablesWith('HISTORY'), 'refusal']));
});

test('a table whose rows the service only adds is kept for ever', async () => {
  const onlyAdded = Object.entries(tableCatalogue).flatMap(([table, { rights }]) =>
    rights.length === 1 && rights[0] === 'INSERT' ? [table] : [],
  );
  expect(await keptForEver()).toEqual(expect.arrayContaining(onlyAdded));
});

test('no governed table can be emptied', async () => {
  const denied = (await triggers()).filter(
    ({ function: name, kind, enabled }) => name === 'deny_change' && (kind & 32) > 0 && enabled === 'A',
  );
  expect(denied.map(({ table }) => table)).toEqual(expect.arrayContaining([...tablesWith('GOVERNED')]));
});

testWithTwoRoles(
  'the runtime role has the rights of the catalogue and no other, on no other table',
  async () => {
    const granted = await rows<{ table: string; rights: string[] }>(
      `SELECT table_name AS "table", array_agg(privilege_type::text ORDER BY privilege_type) AS rights
     FROM information_schema.role_table_grants WHERE grantee = $1 AND table_schema = 'public'
     GROUP BY table_name`,
      [testServer().runtime.user],
    );
    const expected = Object.entries(tableCatalogue).map(([table, { rights }]) => ({
      table,
      rights: [...rights, 'SELECT'].toSorted(),
    }));
    expect(granted.toSorted(byTable)).toEqual(expected.toSorted(byTable));
  },
);

testWithTwoRoles('the runtime role owns nothing and is nobody special', async () => {
  const [role] = await rows<object>(
    `SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication,
       (SELECT count(*)::integer FROM pg_class WHERE relowner = r.oid) AS owned,
       (SELECT count(*)::integer FROM pg_auth_members WHERE member = r.oid) AS memberships
     FROM pg_roles r WHERE rolname = $1`,
    [testServer().runtime.user],
  );
  expect(role).toEqual({
    ...{
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      rolreplication: false,
    },
    ...{ owned: 0, memberships: 0 },
  });
});

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly isNullable: boolean;
}

/** What PostgreSQL calls the types that entities name; an array has an underscore before it. */
const nameOfType: Readonly<Record<string, string>> = { integer: 'int4', boolean: 'bool' };

test('an entity has the columns of its table, as they are', async () => {
  const found = await rows<Column & { readonly hasDefault: boolean }>(
    `SELECT table_name AS "table", column_name AS "column", udt_name AS type, is_nullable = 'YES' AS "isNullable",
       column_default IS NOT NULL AS "hasDefault"
     FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  const mapped = await mappedColumns();
  const asInDatabase = found.map(({ hasDefault: _, ...column }) => column);
  expect(asInDatabase).toEqual(expect.arrayContaining([...mapped]));
  const tables = new Set(mapped.map(({ table }) => table));
  const unmapped = found.filter(
    ({ table, column, hasDefault, isNullable }) =>
      tables.has(table) &&
      !hasDefault &&
      !isNullable &&
      !mapped.some((known) => known.table === table && known.column === column),
  );
  expect(unmapped).toEqual([]);
});

async function mappedColumns(): Promise<readonly Column[]> {
  const dataSource = await createDataSource(database.runtime, { entities }).initialize();
  try {
    return dataSource.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => {
        const type = String(column.type);
        return {
          table: entity.tableName,
          column: column.databaseName,
          type: `${column.isArray ? '_' : ''}${nameOfType[type] ?? type}`,
          isNullable: column.isNullable,
        };
      }),
    );
  } finally {
    await dataSource.destroy();
  }
}

async function keptForEver(): Promise<readonly string[]> {
  const denied = (await triggers()).filter(
    ({ function: name, kind, enabled }) =>
      name === 'deny_change' && kind === beforeAnyChangeOfWhatIsThere && enabled === 'A',
  );
  return denied.map(({ table }) => table);
}

const byTable = (one: { readonly table: string }, other: { readonly table: string }): number =>
  one.table < other.table ? -1 : 1;
