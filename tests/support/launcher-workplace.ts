import { chmod, chown, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type PgConnectionConfig,
} from '../../src/platform/embedded-postgres';
import { copyLauncher, killLaunchers } from './launcher-copy';
import { onConnection } from './test-server';

export const settings = { fsync: 'off' };

/** Making a database takes a second, and several when the machine is busy. */
export const patienceMs = 60_000;

export const ordinaryUser = { uid: 65534, gid: 65534 };

/** A folder of a test file's own, with a copy of the launcher and as many data folders as it wants. */
export interface LauncherWorkplace {
  readonly folder: string;
  readonly launcher: string;
  freshFolder(): string;
  /** A folder of tools in which one does not work, as on a system that lacks or forbids it. */
  brokenTool(name: string): Promise<string>;
  folderOf(user: { uid: number; gid: number }): Promise<string>;
  remove(): Promise<void>;
}

export async function openLauncherWorkplace(): Promise<LauncherWorkplace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'launcher-')));
  await chmod(folder, 0o755);
  const launcher = join(folder, 'project');
  await copyLauncher(launcher);
  let made = 0;
  const freshFolder = (): string => join(folder, `data-${(made += 1)}`);
  return {
    folder,
    launcher,
    freshFolder,
    brokenTool: async (name) => await makeBrokenTool(freshFolder(), name),
    folderOf: async (user) => await makeFolderOf(freshFolder(), user),
    remove: async () => {
      killLaunchers();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeBrokenTool(folder: string, name: string): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, name), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  return folder;
}

async function makeFolderOf(folder: string, user: { uid: number; gid: number }): Promise<string> {
  await mkdir(folder);
  await chown(folder, user.uid, user.gid);
  return folder;
}

export async function withPostgres(
  dataFolder: string,
  work: (postgres: EmbeddedPostgres) => Promise<void>,
): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataFolder, settings });
  try {
    await work(postgres);
  } finally {
    await postgres.stop();
  }
}

export async function keepOneRow(connection: PgConnectionConfig): Promise<void> {
  await onConnection(connection, (client) => client.query('CREATE TABLE kept AS SELECT 1 AS fact'));
}

export async function rowsKept(connection: PgConnectionConfig): Promise<number | null> {
  return (await onConnection(connection, (client) => client.query('SELECT fact FROM kept'))).rowCount;
}

/** Other users can be played by root alone, and only where they may run this node. */
export const testWithOtherUsers = canPlayOtherUsers() ? test : test.skip;

function canPlayOtherUsers(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync(process.execPath, ['--version'], { cwd: '/', ...ordinaryUser }).status === 0;
}
