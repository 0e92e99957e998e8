import { chown, lchown, readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../make-folder';
import { EmbeddedPostgresError, systemCodeOf } from './embedded-postgres-error';
import type { SystemUser } from './run-program';

/** Where things lie in a data folder; all of it is opened by one instance at a time. */
export interface DataFolder {
  readonly path: string;
  /** The cluster: what Postgres calls its data directory. */
  readonly cluster: string;
  /** A cluster in the making, renamed when it is complete, so that a kill in between leaves no half of one. */
  readonly clusterInTheMaking: string;
  readonly passwordFile: string;
}

const notWritableCodes = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOSPC',
  'ENAMETOOLONG',
  'ENOENT',
];

/** Makes the folder where it is missing, closed to other users. */
export async function openDataFolder(path: string): Promise<DataFolder> {
  return await orNotWritable(path, async () => {
    await makeFolder(path);
    const real = await realpath(path);
    return {
      path: real,
      cluster: join(real, 'postgres'),
      clusterInTheMaking: join(real, 'postgres.new'),
      passwordFile: join(real, 'postgres-passwords.json'),
    };
  });
}

/** Runs work that writes in the data folder; a refusal of the file system names the folder and says why. */
export async function orNotWritable<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    const code = systemCodeOf(cause) ?? '';
    if (!notWritableCodes.includes(code)) throw cause;
    throw new EmbeddedPostgresError(
      'DATA_FOLDER_NOT_WRITABLE',
      `The data folder ${path} cannot be written (${code}); expected a folder that this user may create and write. ` +
        'Give it write permission, or name another folder in CONCORDANCE_DATA.',
      { cause },
    );
  }
}

/** The owner of the cluster's files, undefined before the first start. */
export async function clusterOwner(folder: DataFolder): Promise<SystemUser | undefined> {
  const found = await stat(folder.cluster).catch(() => undefined);
  const isOrdinaryUser = process.getuid !== undefined && process.getuid() !== 0;
  if (found && isOrdinaryUser && found.uid !== process.getuid?.()) {
    throw new EmbeddedPostgresError(
      'DATA_FOLDER_NOT_WRITABLE',
      `The data folder ${folder.path} holds a database of user ${found.uid}, but this is user ` +
        `${process.getuid?.()}; expected the same user, or root. Name another folder in CONCORDANCE_DATA.`,
    );
  }
  return found && { uid: found.uid, gid: found.gid };
}

/** Postgres reads only clusters of its own major version. */
export async function mustBeOfVersion(folder: DataFolder, majorVersion: number): Promise<void> {
  const text = await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (text === undefined || Number(text) === majorVersion) return;
  throw new EmbeddedPostgresError(
    'DATA_FOLDER_OTHER_VERSION',
    `The data folder ${folder.path} was made by PostgreSQL ${text.trim()}, but the embedded one is ${majorVersion}; ` +
      'expected the same. Start it with the earlier release and move the data, or name another folder.',
  );
}

/** Hands a folder and what is in it to the user that Postgres runs as. */
export async function giveTo(user: SystemUser | undefined, folder: string): Promise<void> {
  if (user === undefined) return;
  const found = await stat(folder);
  if (found.uid === user.uid) return;
  const entries = await readdir(folder, { recursive: true });
  for (const entry of entries) await lchown(join(folder, entry), user.uid, user.gid);
  await chown(folder, user.uid, user.gid);
}

/**
 * How Postgres is told where its folder is: as the folder it is started in. On Linux that needs no right to enter
 * the folders above (a home of mode 0700) and has no limit of length.
 */
export const nameOfWorkingFolder = (folder: string): string =>
  process.platform === 'linux' ? '/proc/self/cwd' : folder;
