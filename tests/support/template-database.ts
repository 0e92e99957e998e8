import type { PgConnectionConfig } from '../../src/platform/embedded-postgres';
import { onConnection, type TestServer } from './test-server';

/** Brings the template to the shape that every test database starts from. */
export async function migrateTemplate(_ownerConnection: PgConnectionConfig): Promise<void> {}

/** Made once a run. Nobody may connect to it afterwards: one open session would stop every clone. */
export async function createTemplate(server: TestServer): Promise<void> {
  await onConnection(server.admin, (client) => client.query(`CREATE DATABASE ${server.template}`));
  await migrateTemplate({ ...server.owner, database: server.template });
  await onConnection(server.admin, (client) =>
    client.query(`ALTER DATABASE ${server.template} WITH ALLOW_CONNECTIONS false`),
  );
}
