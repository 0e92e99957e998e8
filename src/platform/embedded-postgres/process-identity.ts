import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { systemCodeOf } from './embedded-postgres-error';

/**
 * A process, told apart from a later one that was given the same number: by its start mark, and by the horizon
 * (this boot of this machine, and on Linux the process namespace) within which its number means anything.
 */
export interface ProcessIdentity {
  readonly processId: number;
  readonly startMark: string | undefined;
  readonly horizon: string;
}

export type Liveness = 'alive' | 'gone' | 'unknown';

export async function ownIdentity(): Promise<ProcessIdentity> {
  return {
    processId: process.pid,
    startMark: await startMarkOf(process.pid),
    horizon: await currentHorizon(),
  };
}

/** Unknown where the number belongs to another horizon, or the system does not tell when a process started. */
export async function livenessOf(identity: ProcessIdentity): Promise<Liveness> {
  if (identity.horizon !== (await currentHorizon())) return 'unknown';
  if (!isRunning(identity.processId)) return 'gone';
  const startMark = await startMarkOf(identity.processId);
  if (startMark === undefined || identity.startMark === undefined) return 'unknown';
  return startMark === identity.startMark ? 'alive' : 'gone';
}

/** Whether a process of that number exists; one of another user, which may not be signalled, does. */
export function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (thrown) {
    return systemCodeOf(thrown) === 'EPERM';
  }
}

async function currentHorizon(): Promise<string> {
  if (process.platform !== 'linux') return hostname();
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${boot.trim()} ${namespace}`;
}

async function startMarkOf(processId: number): Promise<string | undefined> {
  if (process.platform === 'linux') return await startTicksOf(processId);
  if (process.platform === 'win32') return undefined;
  return await new Promise((resolve) => {
    execFile('ps', ['-o', 'lstart=', '-p', String(processId)], { env: { LC_ALL: 'C' } }, (error, output) =>
      resolve(error || output.trim() === '' ? undefined : output.trim()),
    );
  });
}

/** Field 22 of `/proc/<pid>/stat`: clock ticks from boot to the start of the process. */
async function startTicksOf(processId: number): Promise<string | undefined> {
  const line = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
  const fieldsFromThird = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return fieldsFromThird[19];
}
