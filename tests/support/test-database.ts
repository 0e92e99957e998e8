import { randomBytes } from 'node:crypto';
import type { PgConnectionConfig } from '../../src/platform/embedded-postgres';
import { onConnection, testServer, type TestServer } from './test-server';

/** A database of a test file's own, a clone of the migrated template. */
export interface TestDatabase {
  readonly owner: PgConnectionConfig;
  readonly runtime: PgConnectionConfig;
  drop(): Promise<void>;
}

export async function createTestDatabase(server: TestServer = testServer()): Promise<TestDatabase> {
  const database = `concordance_test_${server.suffix}_${randomBytes(4).toString('hex')}`;
  await cloneTemplate(server, database);
  return {
    owner: { ...server.owner, database },
    runtime: { ...server.runtime, database },
    drop: async () => await dropDatabase(server, database),
  };
}

/** One at a time: a clone fails while another session is busy with the template. The lock ends with the session. */
async function cloneTemplate(server: TestServer, database: string): Promise<void> {
  await onConnection(server.admin, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [server.template]);
    await client.query(`CREATE DATABASE ${database} TEMPLATE ${server.template}`);
  });
}

async function dropDatabase(server: TestServer, database: string): Promise<void> {
  await onConnection(server.admin, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  );
}

/** Drops what the run made, for a server that goes on after it. */
export async function dropDatabasesOf(server: TestServer): Promise<void> {
  await onConnection(server.admin, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)',
      [server.template, `concordance_test_${server.suffix}_`],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}
