import type { Config } from '../../../src/config';
import { openDatabase } from '../../../src/database';
import type { ConnectionSettings } from '../../../src/platform/database/data-source';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { onConnection } from '../../support/test-server';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => await database.drop());

const opened = (runtime: ConnectionSettings, owner: ConnectionSettings) =>
  openDatabase({ ...config, database: { runtime, owner } }, () => undefined);

test('one role under both addresses keeps its rights, and the start warns of it', async () => {
  const open = await opened(database.owner, database.owner);
  await open.close();
  expect(open.warnings).toEqual([expect.stringContaining('could switch off the guards')]);
  const { rows } = await onConnection(database.owner, (client) =>
    client.query(`SELECT has_table_privilege('row_image', 'INSERT') AS may`),
  );
  expect(rows).toEqual([{ may: true }]);
});

test('addresses of two databases, of which the one was never migrated, are told in words', async () => {
  const other = await createTestDatabase();
  await onConnection(other.owner, (client) => client.query('DROP TABLE change_set CASCADE'));
  await expect(opened(other.runtime, database.owner)).rejects.toThrow('name the same database?');
  await other.drop();
});

const config: Omit<Config, 'database'> = {
  port: 0,
  dataFolder: '',
  adminToken: null,
  customerKey: null,
  logLevel: 'silent',
  production: false,
  identityProvider: null,
};
