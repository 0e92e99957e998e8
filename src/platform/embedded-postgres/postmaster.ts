import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { nameOfWorkingFolder } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import type { PostgresAccount } from './postgres-account';
import { programIn } from './programs';
import { runToEnd, spawnAs } from './run-program';

/** A running server process. */
export interface Postmaster {
  readonly processId: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  readonly account: PostgresAccount;
  readonly cluster: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

const readyLine = /database system is ready to accept connections/;
const formerBackendsLine = /pre-existing shared memory block .* is still in use/;
const startPatienceMs = 60_000;
const formerBackendsPatienceMs = 10_000;
const stopPatienceMs = 10_000;
const lookAgainEveryMs = 250;
const keptLogLines = 20;

/** Starts the server and waits until it takes connections; sessions of a killed one are given time to end. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const untilMs = Date.now() + formerBackendsPatienceMs;
  for (;;) {
    const attempt = await tryToStart(options);
    if ('processId' in attempt) return attempt;
    const isWorthAnotherTry = attempt.said.some((line) => formerBackendsLine.test(line));
    if (!isWorthAnotherTry || Date.now() > untilMs) throw startFailed(options.cluster, attempt.said);
    await pause(lookAgainEveryMs);
  }
}

async function tryToStart(options: PostmasterOptions): Promise<Postmaster | { said: string[] }> {
  const { account, cluster, settings, log } = options;
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawnAs(
    account,
    [programIn(account.programs, 'postgres'), '-D', nameOfWorkingFolder(cluster), ...words],
    { cwd: cluster, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = endOf(child);
  const said: string[] = [];
  const isReady = await readUntilReady(child, ended, (line) => {
    said.push(line);
    if (said.length > keptLogLines) said.shift();
    log(line);
  });
  if (!isReady || child.pid === undefined) {
    await endNow(child, ended);
    return { said };
  }
  return keepUntilExit(child, ended, options);
}

/** Without this, a node that exits without stopping it would leave the server running where `setpriv` is missing. */
function keepUntilExit(child: ChildProcess, ended: Promise<void>, options: PostmasterOptions): Postmaster {
  const endWithNode = (): void => void child.kill('SIGINT');
  process.once('exit', endWithNode);
  void ended.then(() => process.removeListener('exit', endWithNode));
  let stopping: Promise<void> | undefined;
  return {
    processId: child.pid ?? 0,
    ended,
    stop: () => (stopping ??= shutDown(child, ended, options)),
  };
}

/** Fast shutdown: sessions are ended, what was committed is written. Windows has no signals: pg_ctl asks instead. */
async function shutDown(
  child: ChildProcess,
  ended: Promise<void>,
  { account, cluster }: PostmasterOptions,
): Promise<void> {
  if (process.platform === 'win32') {
    const stop = [programIn(account.programs, 'pg_ctl'), 'stop', '-m', 'fast', '-D', cluster] as const;
    await runToEnd(account, [...stop], { folder: cluster });
  } else {
    child.kill('SIGINT');
  }
  const patience = new AbortController();
  const isInTime = await Promise.race([
    ended.then(() => true),
    pause(stopPatienceMs, false, { signal: patience.signal }).catch(() => false),
  ]);
  patience.abort();
  if (!isInTime) await endNow(child, ended);
}

/** The immediate shutdown: Postgres recovers from its log at the next start. */
async function endNow(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGQUIT');
  await ended;
}

function endOf(child: ChildProcess): Promise<void> {
  return Promise.race([once(child, 'exit'), once(child, 'error')]).then(
    () => undefined,
    () => undefined,
  );
}

async function readUntilReady(
  child: ChildProcess,
  ended: Promise<void>,
  onLine: (line: string) => void,
): Promise<boolean> {
  if (!child.stderr) return false;
  const lines = createInterface({ input: child.stderr });
  const patience = new AbortController();
  const ready = new Promise<boolean>((resolve) => {
    lines.on('line', (line) => {
      onLine(line);
      if (readyLine.test(line)) resolve(true);
    });
    lines.on('close', () => resolve(false));
  });
  const late = pause(startPatienceMs, false, { signal: patience.signal }).catch(() => false);
  const isReady = await Promise.race([ready, late, ended.then(() => Promise.race([ready, late]))]);
  patience.abort();
  return isReady;
}

function startFailed(cluster: string, said: readonly string[]): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'START_FAILED',
    `PostgreSQL did not start in ${cluster}; expected it to accept connections within ${startPatienceMs / 1000} s. ` +
      `Its last words: ${said.length > 0 ? said.join(' | ') : '(none)'}`,
  );
}
