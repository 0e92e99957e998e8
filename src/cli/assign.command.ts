import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { CliError, connect } from './client';
import { importExit } from './import-exit';

interface AssignOptions {
  readonly taxonomy: string;
  readonly names?: boolean;
  readonly because?: string;
  readonly dryRun?: boolean;
  readonly role?: string;
  readonly url?: string;
}

interface Fault {
  readonly code: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

interface AssignAnswer {
  readonly rows?: number;
  readonly statements?: number;
  readonly changed?: number;
  readonly leftOut?: readonly Fault[];
  readonly problem?: {
    readonly code: string;
    readonly message: string;
    readonly faults?: readonly Fault[];
    readonly faultCount?: number;
  };
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const maxShown = 50;

const exitCodes = `
Exit codes:
  0  taken, or nothing to do
  1  the command could not be carried out: usage, service, permission
  2  the file is refused and nothing changed`;

/** `concordance assign FILE`: who answers for what, from a file; all of it or nothing. */
export function registerAssignCommand(program: Command): void {
  program
    .command('assign')
    .description('state from a file which departments answer for which reasons')
    .argument('<file>', 'CSV with columns reason and department, and role and from if need be')
    .requiredOption('--taxonomy <key>', 'the key of the taxonomy')
    .option('--names', 'take the name of a department too, where only one is called so')
    .option('--because <text>', 'why')
    .option('--dry-run', 'show what it would do, and write nothing')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set; STEWARD by default')
    .option('--url <url>', 'where the service is')
    .addHelpText('after', exitCodes)
    .action(assignFile);
}

async function assignFile(file: string, options: AssignOptions): Promise<void> {
  const { taxonomy, names, because = `owners from ${basename(file)}`, dryRun, role, url } = options;
  const client = connect({ url, role: (role ?? 'STEWARD').toUpperCase() });
  const query = new URLSearchParams({
    because,
    ...(names === true ? { acceptNames: 'true' } : {}),
    ...(dryRun === true ? { dryRun: 'true' } : {}),
  });
  const response = await client.request(
    `/v1/taxonomies/${encodeURIComponent(taxonomy)}/owners?${query.toString()}`,
    { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: contentOf(file) },
  );
  const answer = (await response.json()) as AssignAnswer;
  const [error] = answer.errors ?? [];
  if (error !== undefined) throw new CliError(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
  if (answer.problem !== undefined) throw refusal(file, answer.problem);
  process.stdout.write(`${takenLines(answer, file, dryRun === true).join('\n')}\n`);
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new CliError(`expected a file that can be read, but got ${file}`);
  }
}

function refusal(
  file: string,
  { code, message, faults, faultCount = 0 }: NonNullable<AssignAnswer['problem']>,
) {
  if (code !== 'OWNERS_FILE_REFUSED') return new CliError(`${code}: ${message}`);
  const lines = faultLines(faults ?? [], file, faultCount);
  return new CliError([...lines, `${file} was refused; nothing changed.`].join('\n'), importExit.refused);
}

function faultLines(faults: readonly Fault[], file: string, total: number): readonly string[] {
  const shown = faults.slice(0, maxShown).map(({ code, line, column, message }) => {
    const place = [file, line, column].filter((part) => part !== null).join(':');
    return `${place}: ${code}: ${message}`;
  });
  return total > shown.length ? [...shown, `... and ${total - shown.length} more`] : shown;
}

function takenLines(answer: AssignAnswer, file: string, dryRun: boolean): readonly string[] {
  const { rows = 0, statements = 0, changed = 0, leftOut = [] } = answer;
  const counts = `${rows} lines, ${statements} statements: ${changed} ${dryRun ? 'would change' : 'changed'} something`;
  return [
    ...faultLines(leftOut, file, leftOut.length),
    counts,
    ...(leftOut.length > 0 ? [`${leftOut.length} left out: their reason is retired by then.`] : []),
    ...(dryRun ? ['A dry run: nothing was written.'] : []),
  ];
}
