import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { giveTo, nameOfWorkingFolder, type DataFolder } from './data-folder';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { keepPasswords, makePasswords, readPasswords, type Passwords } from './passwords';
import type { PostgresAccount } from './postgres-account';
import { programIn } from './programs';
import { runToEnd } from './run-program';

export const ownerRole = 'concordance_owner';
export const runtimeRole = 'concordance_runtime';
export const serviceDatabase = 'concordance';

const superuser = 'postgres';

/**
 * Who may log in: with a password, over the socket or the loopback address. The superuser has no password and so
 * cannot log in at all; what needs it is done in single-user mode, while nothing listens.
 */
const hostBasedAuthentication = [
  'local all all scram-sha-256',
  'host  all all 127.0.0.1/32 scram-sha-256',
  'host  all all ::1/128 scram-sha-256',
  '',
].join('\n');

/** Makes the cluster at the first start; later only finds the passwords, or sets new ones where the file was lost. */
export async function prepareCluster(
  folder: DataFolder,
  account: PostgresAccount,
  isDurable: boolean,
): Promise<Passwords> {
  if (!(await exists(folder.cluster))) return await makeCluster(folder, account, isDurable);

  await giveTo(account.user, folder.cluster);
  const kept = await readPasswords(folder.passwordFile);
  if (kept) return kept;
  const passwords = makePasswords();
  await runAsSuperuser(account, folder.cluster, passwordStatements(passwords));
  await keepPasswords(folder.passwordFile, passwords);
  return passwords;
}

async function makeCluster(
  folder: DataFolder,
  account: PostgresAccount,
  isDurable: boolean,
): Promise<Passwords> {
  const cluster = folder.clusterInTheMaking;
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });
  await giveTo(account.user, cluster);
  await initialise(account, cluster, isDurable);
  await writeFile(join(cluster, 'pg_hba.conf'), hostBasedAuthentication);

  const passwords = makePasswords();
  await runAsSuperuser(account, cluster, [...roleStatements, ...passwordStatements(passwords)]);
  await keepPasswords(folder.passwordFile, passwords);
  await rename(cluster, folder.cluster);
  return passwords;
}

async function initialise(account: PostgresAccount, cluster: string, isDurable: boolean): Promise<void> {
  const words = [
    '--locale=C',
    '--encoding=UTF8',
    `--username=${superuser}`,
    '--auth=reject',
    '--no-instructions',
  ];
  const run = await runToEnd(
    account,
    [
      programIn(account.programs, 'initdb'),
      `--pgdata=${nameOfWorkingFolder(cluster)}`,
      ...words,
      ...(isDurable ? [] : ['--no-sync']),
    ],
    { folder: cluster },
  );
  if (run.exitCode === 0) return;
  throw new EmbeddedPostgresError(
    'START_FAILED',
    `The database could not be created in ${cluster}: initdb ended with ${run.exitCode}. ` +
      `It said: ${run.output.trim()}`,
  );
}

/**
 * The owner makes databases (tests clone templates) and may act as the runtime role, but not the reverse: what the
 * runtime role may not do to the history, it cannot grant itself. Schema public belongs to a database's owner.
 */
const roleStatements = [
  `CREATE ROLE ${ownerRole} LOGIN NOSUPERUSER CREATEDB NOCREATEROLE`,
  `CREATE ROLE ${runtimeRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`,
  `GRANT ${runtimeRole} TO ${ownerRole}`,
  `CREATE DATABASE ${serviceDatabase} OWNER ${ownerRole}`,
];

const passwordStatements = (passwords: Passwords): string[] => [
  `ALTER ROLE ${ownerRole} PASSWORD '${passwords.owner}'`,
  `ALTER ROLE ${runtimeRole} PASSWORD '${passwords.runtime}'`,
];

/** Single-user mode takes a statement a line, goes on after an error and still ends with 0: the log is what tells. */
async function runAsSuperuser(
  account: PostgresAccount,
  cluster: string,
  statements: readonly string[],
): Promise<void> {
  const withoutStatementsInLog = ['-c', 'log_min_error_statement=panic'];
  const run = await runToEnd(
    account,
    [
      programIn(account.programs, 'postgres'),
      '--single',
      '-D',
      nameOfWorkingFolder(cluster),
      ...withoutStatementsInLog,
      superuser,
    ],
    { folder: cluster, input: `${statements.join('\n')}\n` },
  );
  const complaint = /^.*(ERROR|FATAL|PANIC): .*$/m.exec(run.output)?.[0];
  if (run.exitCode === 0 && complaint === undefined) return;
  throw new EmbeddedPostgresError(
    'START_FAILED',
    `The roles could not be set up in ${cluster}: ${complaint ?? `postgres ended with ${run.exitCode}`}`,
  );
}

const exists = async (path: string): Promise<boolean> =>
  await access(path).then(
    () => true,
    () => false,
  );
