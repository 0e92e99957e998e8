import { createTestDatabase } from '../support/test-database';
import { onConnection, testServer } from '../support/test-server';

/** With one address for both, the runtime role is the owner. */
const testWithTwoRoles = testServer().owner.user === testServer().runtime.user ? test.skip : test;

test('test databases made at the same time are apart from each other', async () => {
  const [first, second, ...others] = await Promise.all([
    createTestDatabase(),
    createTestDatabase(),
    createTestDatabase(),
    createTestDatabase(),
  ]);
  await onConnection(first.owner, (client) => client.query('CREATE TABLE only_here ()'));

  const seen = await onConnection(second.owner, (client) =>
    client.query(`SELECT to_regclass('only_here') AS found`),
  );

  expect(seen.rows).toEqual([{ found: null }]);
  await Promise.all([first, second, ...others].map((database) => database.drop()));
});

testWithTwoRoles(
  'the owner may change the schema of a test database, and the runtime role may not',
  async () => {
    const database = await createTestDatabase();
    await onConnection(database.owner, (client) => client.query('CREATE TABLE governed ()'));

    const attempt = onConnection(database.runtime, (client) => client.query('CREATE TABLE intruder ()'));

    await expect(attempt).rejects.toThrow('permission denied for schema public');
    await database.drop();
  },
);

test('a test database is dropped while its sessions are still open', async () => {
  const database = await createTestDatabase();
  await onConnection(database.runtime, async (client) => {
    client.on('error', () => undefined);
    await database.drop();
    await expect(client.query('SELECT 1')).rejects.toThrow();
  });
});
