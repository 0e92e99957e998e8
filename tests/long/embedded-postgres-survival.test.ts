import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../../src/platform/embedded-postgres/process-identity';
import { copyLauncher, libraryLinksOf, runLauncher } from '../support/launcher-copy';
import {
  keepOneRow,
  openLauncherWorkplace,
  patienceMs,
  ordinaryUser,
  rowsKept,
  testWithOtherUsers,
  withPostgres,
  type LauncherWorkplace,
} from '../support/launcher-workplace';
import { until } from '../support/until';

jest.setTimeout(patienceMs);

let workplace: LauncherWorkplace;

beforeAll(async () => {
  workplace = await openLauncherWorkplace();
});

afterAll(async () => await workplace.remove());

const isLinux = process.platform === 'linux';

describe('after kill -9 of the service', () => {
  test('the server ends by itself, and the next start has the data', async () => {
    const dataFolder = workplace.freshFolder();
    const killed = await runLauncher({ launcher: workplace.launcher, dataFolder });
    await keepOneRow(killed.outcome.connection);
    await killed.kill();
    if (isLinux) await until(() => !isRunning(killed.outcome.processId));

    await withPostgres(dataFolder, async (postgres) => {
      expect(await rowsKept(postgres.connection('owner'))).toBe(1);
    });
    expect(isRunning(killed.outcome.processId)).toBe(false);
  });

  test('a server that did not end with it is ended by the next start, which has the data', async () => {
    const dataFolder = workplace.freshFolder();
    const killed = await runLauncher({
      launcher: workplace.launcher,
      dataFolder,
      toolsFolder: await workplace.brokenTool('setpriv'),
    });
    await keepOneRow(killed.outcome.connection);
    await killed.kill();
    expect(isRunning(killed.outcome.processId)).toBe(true);

    await withPostgres(dataFolder, async (postgres) => {
      expect(isRunning(killed.outcome.processId)).toBe(false);
      expect(await rowsKept(postgres.connection('owner'))).toBe(1);
    });
  });

  test('a process that was given the number of the dead server is left alone', async () => {
    const dataFolder = workplace.freshFolder();
    await withPostgres(dataFolder, (postgres) => keepOneRow(postgres.connection('owner')));
    const notPostgres = `${process.pid}\n${dataFolder}\n0\n5432\n\n\n\nready\n`;
    await writeFile(join(dataFolder, 'postgres', 'postmaster.pid'), notPostgres, { mode: 0o600 });

    await withPostgres(dataFolder, async (postgres) => {
      expect(await rowsKept(postgres.connection('owner'))).toBe(1);
    });
  });
});

describe('places and users', () => {
  test('library links that the installation left out are made again', async () => {
    const links = await libraryLinksOf(workplace.launcher);
    await Promise.all(links.map((link) => rm(link)));

    const run = await runLauncher({ launcher: workplace.launcher, dataFolder: workplace.freshFolder() });

    expect(run.outcome.code).toBeUndefined();
    await run.finish();
    expect((await libraryLinksOf(workplace.launcher)).toSorted()).toEqual(links.toSorted());
  });

  test('a project that only its user can enter works', async () => {
    const project = join(workplace.folder, 'closed');
    await mkdir(project, { mode: 0o700 });
    await copyLauncher(project);

    const run = await runLauncher({ launcher: project, dataFolder: join(project, '.concordance') });

    await keepOneRow(run.outcome.connection);
    expect(await run.finish()).toBe(0);
  });

  testWithOtherUsers('the same works as root where user namespaces are forbidden', async () => {
    const project = join(workplace.folder, 'closed');
    const dataFolder = join(project, '.without-namespaces');
    const run = await runLauncher({
      launcher: project,
      dataFolder,
      toolsFolder: await workplace.brokenTool('unshare'),
    });

    await keepOneRow(run.outcome.connection);
    expect(await run.finish()).toBe(0);
    expect((await stat(join(dataFolder, 'postgres'))).uid).not.toBe(0);
  });

  testWithOtherUsers('an ordinary user starts it, and root goes on with the same data', async () => {
    const dataFolder = await workplace.folderOf(ordinaryUser);
    const run = await runLauncher({ launcher: workplace.launcher, dataFolder, user: ordinaryUser });
    await keepOneRow(run.outcome.connection);
    expect(await run.finish()).toBe(0);

    await withPostgres(dataFolder, async (postgres) => {
      expect(await rowsKept(postgres.connection('owner'))).toBe(1);
    });
    expect((await stat(join(dataFolder, 'postgres'))).uid).toBe(ordinaryUser.uid);
  });

  testWithOtherUsers(
    'an ordinary user is refused a folder that it may not write, and one of another user',
    async () => {
      const closed = join(await workplace.folderOf(ordinaryUser), 'closed');
      await mkdir(closed, { mode: 0o755 });
      const rootsFolder = workplace.freshFolder();
      await withPostgres(rootsFolder, async () => undefined);
      await chmod(rootsFolder, 0o777);
      await chmod(join(rootsFolder, 'instance-lock'), 0o777);

      for (const dataFolder of [closed, rootsFolder]) {
        const run = await runLauncher({ launcher: workplace.launcher, dataFolder, user: ordinaryUser });
        expect(run.outcome).toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE' });
        expect(run.outcome.message).toContain(dataFolder);
      }
    },
  );
});
