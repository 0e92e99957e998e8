import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { isRunning } from './process-identity';

const lookAgainEveryMs = 25;
const patienceMs = 20_000;
const hurryAfterMs = 10_000;

/**
 * Ends a Postgres whose service was killed, where nothing else has ended it. Called by the holder of the instance
 * lock only: no live instance can own what is found here. INT is its fast shutdown; QUIT its immediate one, which
 * loses nothing that was committed.
 */
export async function endLeftoverPostmaster(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const processId = await postmasterIn(pidFile);
  if (processId === undefined) return;
  if (!(await isPostmasterOf(processId, cluster))) {
    // The number went to another process meanwhile, and Postgres would take that one for a rival.
    await rm(pidFile, { force: true });
    return;
  }

  const startedMs = Date.now();
  process.kill(processId, 'SIGINT');
  let isHurried = false;
  while (isRunning(processId)) {
    const waitedMs = Date.now() - startedMs;
    if (waitedMs > patienceMs) throw doesNotEnd(processId, cluster);
    if (waitedMs > hurryAfterMs && !isHurried) {
      process.kill(processId, 'SIGQUIT');
      isHurried = true;
    }
    await pause(lookAgainEveryMs);
  }
}

/** The first line of the file is the process; a process that is gone leaves a file that Postgres clears itself. */
async function postmasterIn(pidFile: string): Promise<number | undefined> {
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  const processId = Number.parseInt(text, 10);
  return Number.isInteger(processId) && processId > 0 && isRunning(processId) ? processId : undefined;
}

/** On Linux a postmaster is known by its name and by the folder it sits in, where that may be read. */
async function isPostmasterOf(processId: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const name = await readFile(`/proc/${processId}/comm`, 'utf8').catch(() => '');
  if (name.trim() !== 'postgres') return false;
  const folder = await readlink(`/proc/${processId}/cwd`).catch(() => cluster);
  return folder === cluster;
}

function doesNotEnd(processId: number, cluster: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'START_FAILED',
    `A PostgreSQL of an earlier run (process ${processId}) in ${cluster} does not end; expected it to shut down ` +
      `within ${patienceMs / 1000} s. End that process and start again.`,
  );
}
