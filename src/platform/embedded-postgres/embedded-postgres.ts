import { resolve } from 'node:path';
import { ownerRole, prepareCluster, runtimeRole, serviceDatabase } from './cluster';
import { clusterOwner, mustBeOfVersion, openDataFolder, orNotWritable, type DataFolder } from './data-folder';
import { openEndpoint, usualReach, type Endpoint, type Reach } from './endpoint';
import { acquireInstanceLock, type InstanceLock } from './instance-lock';
import { endLeftoverPostmaster } from './leftover-postmaster';
import type { Passwords } from './passwords';
import { choosePostgresAccount } from './postgres-account';
import { startPostmaster, type Postmaster } from './postmaster';
import { locatePrograms } from './programs';

/** What `pg` needs to connect. */
export interface PgConnectionConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedPostgresOptions {
  /** Made where it is missing; one instance at a time may use it. */
  readonly dataFolder: string;
  /** Server settings by name, such as `fsync: 'off'` in tests; they go before the defaults here. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Receives what the server writes to its log. */
  readonly log?: (line: string) => void;
  /** A socket that only this user can open, where the system has such; else a port of the loopback address. */
  readonly reach?: Reach;
}

export type DatabaseRole = 'owner' | 'runtime';

export interface EmbeddedPostgres {
  readonly processId: number;
  /** Settles when the server has ended, whether stopped or not. */
  readonly ended: Promise<void>;
  connection(role: DatabaseRole, database?: string): PgConnectionConfig;
  /** Ends all sessions, waits for the server to end, and frees the data folder. */
  stop(): Promise<void>;
}

/** Statements and row details stay out of the log: a refused row may hold a code that nobody may see yet. */
const defaultSettings = {
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/**
 * Starts the PostgreSQL that came with the packages on a data folder, creating the database at the first start. To be
 * called from the main thread: on Linux the server ends when the thread that started it does.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const programs = await locatePrograms();
  const folder = await openDataFolder(resolve(options.dataFolder));
  const lock = await orNotWritable(folder.path, () => acquireInstanceLock(folder.path));
  try {
    return await startLocked(options, programs, { folder, lock });
  } catch (thrown) {
    await lock.release();
    throw thrown;
  }
}

async function startLocked(
  options: EmbeddedPostgresOptions,
  programs: string,
  { folder, lock }: { folder: DataFolder; lock: InstanceLock },
): Promise<EmbeddedPostgres> {
  const account = await choosePostgresAccount(programs, await clusterOwner(folder));
  await mustBeOfVersion(folder, account.majorVersion);
  await endLeftoverPostmaster(folder.cluster);
  const isDurable = options.settings?.fsync !== 'off';
  const passwords = await orNotWritable(folder.path, () => prepareCluster(folder, account, isDurable));

  const endpoint = await openEndpoint(options.reach ?? usualReach(), folder.path, account.user);
  const settings = {
    ...defaultSettings,
    ...options.settings,
    ...endpoint.settings,
    port: String(endpoint.port),
  };
  const log = options.log ?? (() => undefined);
  try {
    const postmaster = await startPostmaster({ account, cluster: folder.cluster, settings, log });
    return running(postmaster, { endpoint, passwords, lock });
  } catch (thrown) {
    await endpoint.close();
    throw thrown;
  }
}

function running(
  postmaster: Postmaster,
  { endpoint, passwords, lock }: { endpoint: Endpoint; passwords: Passwords; lock: InstanceLock },
): EmbeddedPostgres {
  const stopAll = async (): Promise<void> => {
    await postmaster.stop();
    await endpoint.close();
    await lock.release();
  };
  let stopping: Promise<void> | undefined;
  return {
    processId: postmaster.processId,
    ended: postmaster.ended,
    connection: (role, database = serviceDatabase) => ({
      host: endpoint.host,
      port: endpoint.port,
      user: role === 'owner' ? ownerRole : runtimeRole,
      password: passwords[role],
      database,
    }),
    stop: () => (stopping ??= stopAll()),
  };
}
