import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError, systemCodeOf } from './embedded-postgres-error';
import { livenessOf, ownIdentity, type ProcessIdentity } from './process-identity';

export interface InstanceLock {
  release(): Promise<void>;
}

interface LockRecord extends ProcessIdentity {
  readonly since: string;
}

const heartbeatEveryMs = 3_000;
const silentAfterMs = 12_000;
const lookAgainEveryMs = 250;

/**
 * Lets one process at a time have a data folder. A lock is a numbered file naming its process; the highest number
 * holds. A killed holder is recognised, so nothing stale remains. Taking over makes the next number exclusively, of
 * which only one of several can succeed, and no number is used again while a higher one exists.
 */
export async function acquireInstanceLock(dataFolder: string): Promise<InstanceLock> {
  const folder = join(dataFolder, 'instance-lock');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const highest = Math.max(0, ...(await lockNumbers(folder)));
    if (highest > 0) await mustBeAbandoned(dataFolder, join(folder, String(highest)));
    const lock = await tryToTake(folder, highest + 1);
    if (lock) return lock;
  }
}

async function tryToTake(folder: string, number: number): Promise<InstanceLock | undefined> {
  const file = join(folder, String(number));
  if (!(await createWhole(file))) return undefined;

  const numbers = await lockNumbers(folder);
  if (Math.max(...numbers) !== number) {
    await rm(file, { force: true });
    return undefined;
  }
  const older = numbers.filter((other) => other < number);
  await Promise.all(older.map((other) => rm(join(folder, String(other)), { force: true })));
  const heartbeat = setInterval(() => {
    utimes(file, new Date(), new Date()).catch(() => undefined);
  }, heartbeatEveryMs).unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      await writeFile(file, '');
    },
  };
}

/** Linking a finished file under its name is exclusive, and nobody ever reads half a record. */
async function createWhole(file: string): Promise<boolean> {
  const record: LockRecord = { ...(await ownIdentity()), since: new Date().toISOString() };
  const draft = `${file}.${randomUUID()}.draft`;
  await writeFile(draft, JSON.stringify(record), { mode: 0o644 });
  try {
    await link(draft, file);
    return true;
  } catch (thrown) {
    if (systemCodeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Where the holder's process cannot be looked up (another container with the same volume, Windows), a holder that is
 * alive shows it by the changing time of its file.
 */
async function mustBeAbandoned(dataFolder: string, file: string): Promise<void> {
  const record = await readRecord(file);
  if (record === undefined) return;
  const liveness = await livenessOf(record);
  if (liveness === 'gone') return;
  if (liveness === 'unknown' && !(await showsLife(file))) return;
  throw new EmbeddedPostgresError(
    'DATA_FOLDER_IN_USE',
    `The data folder ${dataFolder} is in use by another instance of the service (process ${record.processId}, ` +
      `since ${record.since}); expected a folder that no running instance uses. ` +
      'Stop that instance, or name another folder in CONCORDANCE_DATA.',
  );
}

async function showsLife(file: string): Promise<boolean> {
  const first = await changedAtMs(file);
  const lookUntilMs = Math.min(first + silentAfterMs, Date.now() + silentAfterMs);
  while (Date.now() < lookUntilMs) {
    await pause(lookAgainEveryMs);
    if ((await changedAtMs(file)) !== first) return true;
  }
  return false;
}

const changedAtMs = async (file: string): Promise<number> =>
  await stat(file).then(
    (found) => found.mtimeMs,
    () => 0,
  );

/** Undefined for a lock that was released (an empty file) or has vanished meanwhile. */
async function readRecord(file: string): Promise<LockRecord | undefined> {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    if (systemCodeOf(thrown) === 'ENOENT') return '';
    throw thrown;
  });
  return text === '' ? undefined : (JSON.parse(text) as LockRecord);
}

async function lockNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
}
