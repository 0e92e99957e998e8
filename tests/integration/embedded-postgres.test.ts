import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres';
import { isRunning } from '../../src/platform/embedded-postgres/process-identity';
import {
  keepOneRow,
  openLauncherWorkplace,
  patienceMs,
  rowsKept,
  settings,
  withPostgres,
  type LauncherWorkplace,
} from '../support/launcher-workplace';
import { onConnection } from '../support/test-server';

jest.setTimeout(patienceMs);

let workplace: LauncherWorkplace;

beforeAll(async () => {
  workplace = await openLauncherWorkplace();
});

afterAll(async () => await workplace.remove());

describe('starting and stopping', () => {
  test('a second start finds what the first one kept', async () => {
    const dataFolder = workplace.freshFolder();
    await withPostgres(dataFolder, (first) => keepOneRow(first.connection('owner')));

    await withPostgres(dataFolder, async (second) => {
      expect(await rowsKept(second.connection('owner'))).toBe(1);
    });
  });

  test('after stopping, the server has ended and its socket is gone', async () => {
    const postgres = await startEmbeddedPostgres({ dataFolder: workplace.freshFolder(), settings });
    const { host } = postgres.connection('owner');
    await Promise.all([postgres.stop(), postgres.stop()]);

    expect(isRunning(postgres.processId)).toBe(false);
    await expect(stat(host)).rejects.toThrow('ENOENT');
  });

  test('a start that was killed while it made the database is begun anew', async () => {
    const dataFolder = workplace.freshFolder();
    await mkdir(join(dataFolder, 'postgres.new', 'base'), { recursive: true });

    await withPostgres(dataFolder, (postgres) => keepOneRow(postgres.connection('owner')));
  });

  test('a data folder with a very long path works', async () => {
    const dataFolder = join(workplace.freshFolder(), ...Array.from({ length: 12 }, () => 'a'.repeat(100)));

    await withPostgres(dataFolder, (postgres) => keepOneRow(postgres.connection('owner')));
  });

  test('lost passwords are replaced, and the data stays', async () => {
    const dataFolder = workplace.freshFolder();
    await withPostgres(dataFolder, (postgres) => keepOneRow(postgres.connection('owner')));
    await rm(join(dataFolder, 'postgres-passwords.json'));

    await withPostgres(dataFolder, async (postgres) => {
      expect(await rowsKept(postgres.connection('owner'))).toBe(1);
    });
  });

  test('the server can be reached over the loopback address where there are no sockets', async () => {
    const postgres = await startEmbeddedPostgres({
      dataFolder: workplace.freshFolder(),
      settings,
      reach: 'loopback',
    });

    expect(postgres.connection('owner')).toMatchObject({ host: '127.0.0.1' });
    await keepOneRow(postgres.connection('owner'));
    await postgres.stop();
  });
});

describe('who may do what', () => {
  let postgres: EmbeddedPostgres;
  const dataFolder = (): string => join(workplace.folder, 'data-roles');

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({ dataFolder: dataFolder(), settings });
  });

  afterAll(async () => await postgres.stop());

  test('the owner owns the database and is no superuser', async () => {
    const { rows } = await onConnection(postgres.connection('owner'), (client) =>
      client.query(`
      SELECT rolsuper, rolcreatedb, rolcreaterole, pg_get_userbyid(datdba) AS owner
      FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`),
    );

    expect(rows).toEqual([
      { rolsuper: false, rolcreatedb: true, rolcreaterole: false, owner: 'concordance_owner' },
    ]);
  });

  test('the runtime role owns nothing, makes nothing and cannot become the owner', async () => {
    await onConnection(postgres.connection('runtime'), async (client) => {
      await expect(client.query('CREATE TABLE intruder ()')).rejects.toThrow('permission denied');
      await expect(client.query('CREATE DATABASE intruder')).rejects.toThrow('permission denied');
      await expect(client.query('SET ROLE concordance_owner')).rejects.toThrow('permission denied');
    });
  });

  test('nobody enters without the password, and the superuser not at all', async () => {
    const connection = postgres.connection('owner');
    const withWrongPassword = { ...connection, password: 'guessed' };
    const asSuperuser = { ...connection, user: 'postgres' };

    await expect(rowsKept(withWrongPassword)).rejects.toThrow('password authentication failed');
    await expect(rowsKept(asSuperuser)).rejects.toThrow('password authentication failed');
  });

  test('socket, data and passwords are closed to other users', async () => {
    const closed = [postgres.connection('owner').host, dataFolder(), join(dataFolder(), 'postgres')];
    for (const folder of closed) expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataFolder(), 'postgres-passwords.json'))).mode & 0o777).toBe(0o600);
  });
});
