import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { PgConnectionConfig } from '../../src/platform/embedded-postgres';
import { onConnection, testServer, type TestServer } from './test-server';

const sessionEndPatienceMs = 5_000;
const insufficientPrivilege = '42501';
const dropAttempts = 20;
const dropPauseMs = 250;

/** A database of a test file's own, a clone of the migrated template. */
export interface TestDatabase {
  readonly owner: PgConnectionConfig;
  readonly runtime: PgConnectionConfig;
  drop(): Promise<void>;
}

export const createTestDatabase = (server: TestServer = testServer()): Promise<TestDatabase> =>
  cloneOf(server, server.template);

/** Another with all that one holds, to which nobody may be connected meanwhile. */
export const cloneOfDatabase = ({ owner }: TestDatabase): Promise<TestDatabase> =>
  cloneOf(testServer(), owner.database);

async function cloneOf(server: TestServer, template: string): Promise<TestDatabase> {
  const database = `concordance_test_${server.suffix}_${randomBytes(4).toString('hex')}`;
  await cloneTemplate(server, { template, database });
  return {
    owner: { ...server.owner, database },
    runtime: { ...server.runtime, database },
    drop: async () => await dropDatabase(server, database),
  };
}

/** One at a time: a clone fails while another session is busy with the template. The lock ends with the session. */
async function cloneTemplate(
  server: TestServer,
  { template, database }: { readonly template: string; readonly database: string },
): Promise<void> {
  await onConnection(server.admin, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    await client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`);
  });
}

async function dropDatabase(server: TestServer, database: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await endRuntimeSessions(server, database);
    try {
      return await onConnection(server.admin, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
      });
    } catch (fault) {
      // The server's own worker, or a session on its way out, is not for the owner to end: it goes by itself.
      const isOfAnother = (fault as { readonly code?: unknown }).code === insufficientPrivilege;
      if (!isOfAnother || attempt === dropAttempts) throw fault;
      await setTimeout(dropPauseMs);
    }
  }
}

/** On a server of the user's own the owner may not end the sessions of another role; the role itself may. */
async function endRuntimeSessions(server: TestServer, database: string): Promise<void> {
  if (server.runtime.user === server.owner.user) return;
  await onConnection({ ...server.runtime, database: server.admin.database }, (client) =>
    client.query(
      'SELECT pg_terminate_backend(pid, $2) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user',
      [database, sessionEndPatienceMs],
    ),
  );
}

/** Drops what the run made, for a server that goes on after it. */
export async function dropDatabasesOf(server: TestServer): Promise<void> {
  const { rows } = await onConnection(server.admin, (client) =>
    client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)',
      [server.template, `concordance_test_${server.suffix}_`],
    ),
  );
  for (const { datname } of rows) await dropDatabase(server, datname);
}
