import { readFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error';
import { copyPrograms, programIn } from './programs';
import { runToEnd, type RunAs, type SystemUser } from './run-program';

/** As whom, through which tools and from which folder the programs of Postgres are run. */
export interface PostgresAccount extends RunAs {
  readonly programs: string;
  readonly majorVersion: number;
}

/** Postgres shuts down quickly and cleanly on INT, so a killed node leaves no orphan behind. */
const endsWithNode = ['setpriv', '--pdeathsig', 'INT'];

/** The traditional number of `nobody`, for systems whose list of users cannot be read. */
const nobodyByTradition: SystemUser = { uid: 65534, gid: 65534 };

/**
 * Finds the first way in which the programs do run here, by running `postgres --version` in it. Postgres refuses to
 * run as root. Root therefore runs it in a user namespace, where it is not called root and yet reads root's folders;
 * where namespaces are forbidden, as an unprivileged user; where that user cannot enter the project, from a copy.
 */
export async function choosePostgresAccount(
  programs: string,
  clusterOwner: SystemUser | undefined,
): Promise<PostgresAccount> {
  const isRoot = process.getuid?.() === 0;
  const ways = isRoot ? await waysForRoot(clusterOwner) : waysForOrdinaryUser();
  const inPlace = await firstThatRuns(ways, programs);
  if ('majorVersion' in inPlace) return inPlace;
  if (!isRoot) throw unusable(programs, inPlace.said);

  const copied = await firstThatRuns(ways, await copyPrograms(programs));
  if ('majorVersion' in copied) return copied;
  throw unusable(programs, [...inPlace.said, ...copied.said]);
}

async function firstThatRuns(
  ways: readonly RunAs[],
  programs: string,
): Promise<PostgresAccount | { said: string[] }> {
  const said: string[] = [];
  for (const way of ways) {
    const run = await runToEnd(way, [programIn(programs, 'postgres'), '--version'], { folder: '/' });
    const majorVersion = /\(PostgreSQL\) (\d+)/.exec(run.output)?.[1];
    if (run.exitCode === 0 && majorVersion !== undefined) {
      return { ...way, programs, majorVersion: Number(majorVersion) };
    }
    said.push(run.output.trim());
  }
  return { said };
}

function waysForOrdinaryUser(): RunAs[] {
  if (process.platform !== 'linux') return [{ prefix: [] }];
  return [{ prefix: endsWithNode }, { prefix: [] }];
}

async function waysForRoot(clusterOwner: SystemUser | undefined): Promise<RunAs[]> {
  const asUser = (user: SystemUser): RunAs[] => [
    { prefix: endsWithNode, user },
    { prefix: [], user },
  ];
  if (clusterOwner !== undefined && clusterOwner.uid !== 0) return asUser(clusterOwner);

  const nobody = await findNobody();
  const namespace = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--'];
  return [{ prefix: [...namespace, ...endsWithNode] }, ...asUser(nobody)];
}

/** Postgres looks its own user up by number, so it has to be one that the system knows. */
async function findNobody(): Promise<SystemUser> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const found = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users);
  return found ? { uid: Number(found[1]), gid: Number(found[2]) } : nobodyByTradition;
}

function unusable(programs: string, said: readonly string[]): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'PROGRAMS_UNUSABLE',
    `The PostgreSQL programs in ${programs} do not run here; expected "postgres --version" to answer. ` +
      `What came: ${[...new Set(said)].join(' | ')}. ` +
      'Set DATABASE_URL to a PostgreSQL server of your own (15 or later) instead.',
  );
}
