import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { acquireInstanceLock } from '../../src/platform/embedded-postgres/instance-lock';
import { ownIdentity, type ProcessIdentity } from '../../src/platform/embedded-postgres/process-identity';
import { locatePrograms } from '../../src/platform/embedded-postgres/programs';
import { runLauncher } from '../support/launcher-copy';
import {
  keepOneRow,
  openLauncherWorkplace,
  patienceMs,
  settings,
  type LauncherWorkplace,
} from '../support/launcher-workplace';

jest.setTimeout(patienceMs);

let workplace: LauncherWorkplace;

beforeAll(async () => {
  workplace = await openLauncherWorkplace();
});

afterAll(async () => await workplace.remove());

/** The lock of a holder that is this process, but for what is said to differ. */
async function plantLock(dataFolder: string, differing: Partial<ProcessIdentity>): Promise<string> {
  const file = join(dataFolder, 'instance-lock', '1');
  await mkdir(join(dataFolder, 'instance-lock'), { recursive: true });
  await writeFile(file, JSON.stringify({ ...(await ownIdentity()), since: 'today', ...differing }));
  return file;
}

test('a data folder in use by another process is refused by name, and that process goes on', async () => {
  const dataFolder = workplace.freshFolder();
  const other = await runLauncher({ launcher: workplace.launcher, dataFolder });

  await expect(startEmbeddedPostgres({ dataFolder, settings })).rejects.toMatchObject({
    code: 'DATA_FOLDER_IN_USE',
    message: expect.stringContaining(dataFolder),
  });

  await keepOneRow(other.outcome.connection);
  expect(await other.finish()).toBe(0);
});

test('of many starts at once on a folder with a stale lock, one gets it', async () => {
  const dataFolder = workplace.freshFolder();
  await plantLock(dataFolder, { startMark: 'of an earlier process with this number' });

  const attempts = await Promise.allSettled(
    Array.from({ length: 12 }, () => acquireInstanceLock(dataFolder)),
  );

  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a holder that cannot be looked up counts as alive for as long as it gives signs of life', async () => {
  const dataFolder = workplace.freshFolder();
  const file = await plantLock(dataFolder, { horizon: 'another container' });
  const signsOfLife = setInterval(() => void utimes(file, new Date(), new Date()), 100);

  await expect(acquireInstanceLock(dataFolder)).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
  clearInterval(signsOfLife);
});

test('a holder that cannot be looked up and went silent is replaced', async () => {
  const dataFolder = workplace.freshFolder();
  const file = await plantLock(dataFolder, { horizon: 'another container' });
  const anHourAgo = new Date(Date.now() - 3_600_000);
  await utimes(file, anHourAgo, anHourAgo);

  await (await acquireInstanceLock(dataFolder)).release();
});

test('a data folder that cannot be made is refused by name', async () => {
  const file = join(workplace.folder, 'a-file');
  await writeFile(file, '');
  const dataFolder = join(file, 'data');

  await expect(startEmbeddedPostgres({ dataFolder })).rejects.toMatchObject({
    code: 'DATA_FOLDER_NOT_WRITABLE',
    message: expect.stringContaining(dataFolder),
  });
});

test('a database of another major version is refused and left alone', async () => {
  const dataFolder = workplace.freshFolder();
  await mkdir(join(dataFolder, 'postgres'), { recursive: true });
  await writeFile(join(dataFolder, 'postgres', 'PG_VERSION'), '9\n');

  await expect(startEmbeddedPostgres({ dataFolder })).rejects.toMatchObject({
    code: 'DATA_FOLDER_OTHER_VERSION',
    message: expect.stringMatching(/made by PostgreSQL 9, but the embedded one is \d+/),
  });
});

test.each([
  ['musl', { platform: 'linux', architecture: 'x64', isMusl: true }],
  ['an unknown platform', { platform: 'sunos', architecture: 'sparc', isMusl: false }],
])('%s is refused with DATABASE_URL as the way out', async (_name, machine) => {
  await expect(locatePrograms(machine)).rejects.toMatchObject({
    code: 'PLATFORM_NOT_SUPPORTED',
    message: expect.stringContaining('Set DATABASE_URL'),
  });
});
