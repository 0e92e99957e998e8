import { Client } from 'pg';
import type { PgConnectionConfig } from '../../src/platform/embedded-postgres';

/** The server of one test run, as the run's set-up hands it to the test files. */
export interface TestServer {
  /** Part of the name of every database of this run, so that runs on one server do not meet. */
  readonly suffix: string;
  readonly template: string;
  /** The owner role on a database that always exists: where databases are created and dropped. */
  readonly admin: PgConnectionConfig;
  readonly owner: PgConnectionConfig;
  readonly runtime: PgConnectionConfig;
}

const variable = 'CONCORDANCE_TEST_DATABASE';

export function announceTestServer(server: TestServer): void {
  process.env[variable] = JSON.stringify(server);
}

export function testServer(): TestServer {
  const text = process.env[variable];
  if (text === undefined) {
    throw new Error(`expected ${variable} from tests/support/global-setup.ts, but it is not set`);
  }
  return JSON.parse(text) as TestServer;
}

/** Runs work on a connection of its own, closed afterwards. */
export async function onConnection<Value>(
  connection: PgConnectionConfig,
  work: (client: Client) => Promise<Value>,
): Promise<Value> {
  const client = new Client({ ...connection });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
