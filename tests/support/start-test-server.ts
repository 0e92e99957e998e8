import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, type PgConnectionConfig } from '../../src/platform/embedded-postgres';
import { acquireInstanceLock } from '../../src/platform/embedded-postgres/instance-lock';
import { dropDatabasesOf } from './test-database';
import type { TestServer } from './test-server';

export interface StartedTestServer {
  readonly server: TestServer;
  stop(): Promise<void>;
}

const folderPrefix = 'concordance-tests-';
const madeJustNowMs = 60_000;
const memoryFolder = '/dev/shm';
const memoryForARunBytes = 4 * 1024 ** 3;

/** What a crash of the machine would cost is of no interest to a test run; its time is. */
const settings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
};

/** An embedded server in a fresh folder, or the server that `DATABASE_URL` names. */
export async function startTestServer(environment: NodeJS.ProcessEnv): Promise<StartedTestServer> {
  const { DATABASE_URL: runtimeUrl, DATABASE_OWNER_URL: ownerUrl } = environment;
  if (!runtimeUrl) return await startEmbedded();

  const owner = connectionFrom(ownerUrl || runtimeUrl);
  const server = describe({ owner, runtime: connectionFrom(runtimeUrl) });
  return { server, stop: async () => await dropDatabasesOf(server) };
}

async function startEmbedded(): Promise<StartedTestServer> {
  const place = await placeForData();
  await removeAbandonedFolders(place);
  const folder = await mkdtemp(join(place, folderPrefix));
  const postgres = await startEmbeddedPostgres({ dataFolder: folder, settings });
  return {
    server: describe({ owner: postgres.connection('owner'), runtime: postgres.connection('runtime') }),
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function describe(roles: { owner: PgConnectionConfig; runtime: PgConnectionConfig }): TestServer {
  const suffix = randomBytes(4).toString('hex');
  const template = `concordance_template_${suffix}`;
  return {
    suffix,
    template,
    admin: roles.owner,
    owner: { ...roles.owner, database: template },
    runtime: { ...roles.runtime, database: template },
  };
}

/** `pg` itself reads the address, so that every form it accepts is accepted here. */
function connectionFrom(url: string): PgConnectionConfig {
  const { host, port, user, password, database } = new Client({ connectionString: url });
  return { host, port, user: user ?? '', password: password ?? '', database: database ?? '' };
}

/** A clone makes some 300 files: 20 ms in memory, up to 300 ms on a disk. Memory that is not plentiful is left alone. */
async function placeForData(): Promise<string> {
  const space = await statfs(memoryFolder).catch(() => undefined);
  const free = space ? Math.min(space.bavail * space.bsize, freemem()) : 0;
  return free >= memoryForARunBytes ? memoryFolder : tmpdir();
}

/** A killed run leaves its folder, though not its server. One that was made just now may not be locked yet. */
async function removeAbandonedFolders(place: string): Promise<void> {
  const names = await readdir(place);
  for (const name of names.filter((candidate) => candidate.startsWith(folderPrefix))) {
    const folder = join(place, name);
    const changedMs = (await stat(folder).catch(() => undefined))?.mtimeMs ?? Date.now();
    if (Date.now() - changedMs < madeJustNowMs || !(await isFree(folder))) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

const isFree = async (folder: string): Promise<boolean> =>
  await acquireInstanceLock(folder).then(
    async (lock) => await lock.release().then(() => true),
    () => false,
  );
