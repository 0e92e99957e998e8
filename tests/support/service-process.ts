import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Role } from '../../src/access/domain';

/** The service as `npm start` runs it: a process of its own, which can be killed. */
export interface ServiceProcess {
  readonly url: string;
  readonly child: ChildProcess;
  token(role: Role): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export const projectRoot = join(__dirname, '..', '..');
export const launcher = join(projectRoot, 'src', 'cli', 'launch.cjs');

const startTimeoutMs = 120_000;

/** Starts the built service on a free port; `environment` says on which data. */
export async function startServiceProcess(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [launcher, 'serve'], {
    cwd: projectRoot,
    env: { ...cleanEnvironment(), PORT: '0', CONCORDANCE_DATA: dataFolder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await readyUrl(child);
  const tokens = JSON.parse(await readFile(join(dataFolder, 'tokens.json'), 'utf8')) as Record<Role, string>;
  return {
    url,
    child,
    token: (role) => tokens[role],
    kill: (signal) => killed(child, signal),
  };
}

/** What the tests' own database is called, and a token of whoever runs them, must not decide what a started process uses. */
export function cleanEnvironment(): Record<string, string> {
  const {
    DATABASE_URL: _url,
    DATABASE_OWNER_URL: _owner,
    CONCORDANCE_TOKEN: _token,
    NODE_ENV: _mode,
    ...others
  } = process.env;
  return Object.fromEntries(
    Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** What a process that is expected to fail printed, and its exit code. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = collected(child.stdout);
  const stderr = collected(child.stderr);
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

function collected(stream: NodeJS.ReadableStream): () => string {
  const chunks: string[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
  return () => chunks.join('');
}

function readyUrl(child: ChildProcess): Promise<string> {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('expected the process to have pipes');
  const printed = collected(stdout);
  const complained = collected(stderr);
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`no start within ${startTimeoutMs} ms: ${complained()}`)),
      startTimeoutMs,
    );
    stdout.on('data', () => {
      const ready = /ready: (http:\S+)\/graphql\n[\s\S]*Ctrl-C/.exec(printed());
      if (ready?.[1] === undefined) return;
      clearTimeout(late);
      resolve(ready[1]);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the service ended with ${code}: ${complained()}`));
    });
  });
}

function killed(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
