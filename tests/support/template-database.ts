import 'reflect-metadata';
import { prepareDatabase } from '../../src/database';
import type { PgConnectionConfig } from '../../src/platform/embedded-postgres';
import { onConnection, type TestServer } from './test-server';

/** Made once a run. Nobody may connect to it afterwards: one open session would stop every clone. */
export async function createTemplate(server: TestServer): Promise<void> {
  await onConnection(server.admin, (client) => client.query(`CREATE DATABASE ${server.template}`));
  await prepareDatabase(server.owner, isOwner(server) ? null : server.runtime);
  await onConnection(server.admin, (client) =>
    client.query(`ALTER DATABASE ${server.template} WITH ALLOW_CONNECTIONS false`),
  );
}

const isOwner = ({ owner, runtime }: { owner: PgConnectionConfig; runtime: PgConnectionConfig }): boolean =>
  owner.user === runtime.user;
