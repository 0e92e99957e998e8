import type { DataSource } from 'typeorm';
import type { Config } from './config';
import { entities } from './entities';
import { tableCatalogue } from './history';
import {
  createDataSource,
  type ConnectionSettings,
  type DataSourceOptions,
} from './platform/database/data-source';
import { grantRuntimeRights, migrate, runtimeGuard } from './platform/database/migrate';
import { driverCodeOf, rowsOf } from './platform/database/sql';
import { startEmbeddedPostgres } from './platform/embedded-postgres';

export interface OpenDatabase {
  readonly dataSource: DataSource;
  /** What the person who starts the service should know. */
  readonly warnings: readonly string[];
  close(): Promise<void>;
}

/** The database cannot be used: the message is for the person who starts the service. */
export class DatabaseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseError';
  }
}

const oldestServer = 15;

/** Opens the database that the configuration names, embedded or one's own, brought to the present migrations. */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<OpenDatabase> {
  if (config.database === null) return openEmbedded(config.dataFolder, log);
  const { runtime, owner } = config.database;
  const ownerIsRuntime = roleOf(owner) === roleOf(runtime);
  await prepareDatabase(owner, ownerIsRuntime ? null : runtime);
  const dataSource = await connected(runtime);
  await mustHoldTables(dataSource, runtime);
  const { role, couldDisableGuards } = await runtimeGuard(dataSource);
  const warning = `the role ${role} owns the tables or is a superuser: it could switch off the guards of the change history. Give DATABASE_OWNER_URL a role of its own`;
  return { dataSource, warnings: couldDisableGuards ? [warning] : [], close: () => dataSource.destroy() };
}

async function openEmbedded(dataFolder: string, log: (line: string) => void): Promise<OpenDatabase> {
  const postgres = await startEmbeddedPostgres({ dataFolder, log });
  try {
    await prepareDatabase(postgres.connection('owner'), postgres.connection('runtime'));
    const dataSource = await connected(postgres.connection('runtime'));
    const close = async (): Promise<void> => {
      await dataSource.destroy();
      await postgres.stop();
    };
    return { dataSource, warnings: [], close };
  } catch (fault) {
    await postgres.stop();
    throw fault;
  }
}

/** Migrates as the owner and gives the runtime role, where it is another, what the catalogue says. */
export async function prepareDatabase(
  owner: ConnectionSettings,
  runtime: ConnectionSettings | null,
): Promise<void> {
  const dataSource = await connected(owner, { statementTimeoutMs: 0 });
  try {
    await mustBeRecent(dataSource);
    await migrate(dataSource);
    if (runtime !== null) await grantRuntimeRights(dataSource, roleOf(runtime), runtimeRights);
  } catch (fault) {
    if (driverCodeOf(fault) !== '42501') throw fault;
    const role = roleOf(owner);
    throw new DatabaseError(
      `expected a role that may create tables in the schema public, but ${role} may not; give DATABASE_OWNER_URL one that may`,
    );
  } finally {
    await dataSource.destroy();
  }
}

const runtimeRights = Object.fromEntries(
  Object.entries(tableCatalogue).map(([table, rule]) => [table, rule.rights]),
);

const roleOf = (connection: ConnectionSettings): string =>
  'url' in connection ? decodeURIComponent(new URL(connection.url).username) : connection.user;

async function connected(
  connection: ConnectionSettings,
  limits: Pick<DataSourceOptions, 'statementTimeoutMs'> = {},
): Promise<DataSource> {
  const dataSource = createDataSource(connection, { entities, ...limits });
  try {
    return await dataSource.initialize();
  } catch (fault) {
    throw new DatabaseError(whyNotConnected(connection, fault));
  }
}

async function mustBeRecent(dataSource: DataSource): Promise<void> {
  const [row] = await rowsOf<{ version: string }>(
    dataSource.manager,
    `SELECT current_setting('server_version') AS version`,
  );
  const version = row?.version ?? 'unknown';
  if (Number.parseInt(version, 10) >= oldestServer) return;
  throw new DatabaseError(`expected PostgreSQL ${oldestServer} or later, but the server is ${version}`);
}

/** The two addresses may name different databases: then the one was migrated, and the other is empty. */
async function mustHoldTables(dataSource: DataSource, runtime: ConnectionSettings): Promise<void> {
  const [row] = await rowsOf<{ held: boolean }>(
    dataSource.manager,
    `SELECT to_regclass('public.change_set') IS NOT NULL AS held`,
  );
  if (row?.held === true) return;
  await dataSource.destroy();
  throw new DatabaseError(
    `expected the service's tables at ${describePlace(runtime)}, but there are none: do DATABASE_URL and DATABASE_OWNER_URL name the same database?`,
  );
}

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: is the server started?',
  ENOTFOUND: 'there is no such host',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'the role or its password is wrong',
  '28000': 'the server does not let this role in',
  '3D000': 'there is no such database: create it first',
};

function whyNotConnected(connection: ConnectionSettings, fault: unknown): string {
  const code = driverCodeOf(fault);
  const message = fault instanceof Error ? fault.message : String(fault);
  const isCut = message.startsWith('Connection terminated');
  const cause = causes[code ?? ''] ?? (isCut ? 'it does not answer as a PostgreSQL does' : message);
  return `expected a PostgreSQL at ${describePlace(connection)}, but it cannot be used: ${cause}`;
}

const describePlace = (connection: ConnectionSettings): string =>
  'url' in connection ? placeOf(connection.url) : connection.host;

/** The address without its password. */
function placeOf(url: string): string {
  const { host, pathname, username } = new URL(url);
  return `${decodeURIComponent(username)}@${host}${pathname}`;
}
