import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemCodeOf } from './embedded-postgres-error';
import type { SystemUser } from './run-program';

/** Where Postgres listens, and how it is told to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export type Reach = 'socket' | 'loopback';

/** Part of the socket's file name; nothing listens on it as a port. */
const socketNumber = 5432;

/** The kernel's field for a socket's path has 104 bytes on macOS and 108 on Linux. */
const longestSocketPathBytes = 100;

export const usualReach = (): Reach => (process.platform === 'win32' ? 'loopback' : 'socket');

export async function openEndpoint(
  reach: Reach,
  dataFolder: string,
  user: SystemUser | undefined,
): Promise<Endpoint> {
  if (reach === 'loopback') return await openLoopback();
  const folder = await openSocketFolder(dataFolder, user);
  return {
    host: folder,
    port: socketNumber,
    settings: { listen_addresses: '', unix_socket_directories: folder, unix_socket_permissions: '0700' },
    close: async () => await rm(folder, { recursive: true, force: true }),
  };
}

async function openLoopback(): Promise<Endpoint> {
  const host = '127.0.0.1';
  return {
    host,
    port: await freePort(host),
    settings: { listen_addresses: host, unix_socket_directories: '' },
    close: () => Promise.resolve(),
  };
}

/**
 * One short folder per data folder, closed to other users, so that a killed start leaves at most one behind and the
 * next start uses it again. A folder under that name which somebody else made is not trusted.
 */
async function openSocketFolder(dataFolder: string, user: SystemUser | undefined): Promise<string> {
  const digest = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  const prefix = join(shortTemporaryFolder(), `concordance-${digest}`);
  const folder = await makeOrTrust(prefix, user);
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}

async function makeOrTrust(folder: string, user: SystemUser | undefined): Promise<string> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return folder;
  } catch (thrown) {
    if (systemCodeOf(thrown) !== 'EEXIST') throw thrown;
  }
  const found = await lstat(folder);
  const isOurs = found.uid === process.getuid?.() || found.uid === user?.uid;
  const isClosed = found.isDirectory() && (found.mode & 0o077) === 0;
  return isOurs && isClosed ? folder : await mkdtemp(`${folder}-`);
}

/** The system's temporary folder, unless its name alone makes a socket's path too long. */
function shortTemporaryFolder(): string {
  const longestName = join(tmpdir(), 'concordance-0123456789ab-123456', `.s.PGSQL.${socketNumber}`);
  return Buffer.byteLength(longestName) <= longestSocketPathBytes ? tmpdir() : '/tmp';
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port was given')),
      );
    });
  });
}
