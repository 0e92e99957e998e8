import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** As whom and through which tools a program is run. */
export interface RunAs {
  /** Put before the program: the tools that give it another user, and an end when node ends. */
  readonly prefix: readonly string[];
  /** Set where Postgres runs as another user than node; the cluster's files then belong to that user. */
  readonly user?: SystemUser;
}

export interface ProgramRun {
  readonly exitCode: number;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
}

const notStartedExitCode = 127;

/**
 * Starts a program as the account says. `detached` gives it a process group of its own: Ctrl-C in a terminal goes
 * to the whole group, and Postgres would shut down while the service is still answering its last requests.
 */
export function spawnAs(
  account: RunAs,
  command: readonly [program: string, ...words: string[]],
  options: SpawnOptions,
): ChildProcess {
  const [program, ...words] = [...account.prefix, ...command];
  return spawn(program ?? command[0], words, {
    ...options,
    ...account.user,
    detached: true,
    windowsHide: true,
  });
}

/** Runs a program to its end; one that cannot be started counts as failed, with the reason as its output. */
export function runToEnd(
  account: RunAs,
  command: readonly [program: string, ...words: string[]],
  { folder, input = '' }: { folder: string; input?: string },
): Promise<ProgramRun> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const child = spawnAs(account, command, { cwd: folder, stdio: 'pipe' });
    const collect = (chunk: Buffer): number => chunks.push(chunk);
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    child.on('error', (error) => resolve({ exitCode: notStartedExitCode, output: error.message }));
    child.on('close', (exitCode) =>
      resolve({ exitCode: exitCode ?? notStartedExitCode, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}
