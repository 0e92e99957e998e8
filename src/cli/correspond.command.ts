import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { CliError, connect } from './client';
import { importExit } from './import-exit';

interface CorrespondOptions {
  readonly from: string;
  readonly to: string;
  readonly map?: string;
  readonly skipRows?: string;
  readonly fromFile?: string;
  readonly toFile?: string;
  readonly because?: string;
  readonly dryRun?: boolean;
  readonly role?: string;
  readonly url?: string;
}

interface TableFault {
  readonly code: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

interface Names {
  readonly named: number;
  readonly agreeing: number;
}

interface CorrespondAnswer {
  readonly rows: number;
  readonly links: number;
  readonly revision: number;
  readonly fileDigest: string;
  readonly sourceNames: Names;
  readonly targetNames: Names;
  readonly warnings: readonly TableFault[];
  readonly warningCount: number;
  readonly problem?: {
    readonly code: string;
    readonly message: string;
    readonly faults?: readonly TableFault[];
    readonly faultCount?: number;
  };
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const maxShown = 50;

/** `concordance correspond FILE`: a table that somebody made between two editions; all of it or nothing. */
export function registerCorrespondCommand(program: Command): void {
  program
    .command('correspond')
    .description('import a curated table between two editions')
    .argument('<file>', 'CSV with a column of source codes and one of target codes')
    .requiredOption('--from <key@version>', 'the edition of its sources, such as isic@1')
    .requiredOption('--to <key@version>', 'the edition of its targets, such as cpc@1')
    .option(
      '--map <field=column,...>',
      'what its columns hold: source, target, sourceName, targetName, sourcePartial, targetPartial, share, note',
    )
    .option('--skip-rows <n>', 'lines before its header')
    .option('--from-file <sha256>', 'the file that the first edition must have been imported from')
    .option('--to-file <sha256>', 'the file that the second edition must have been imported from')
    .option('--because <text>', 'why')
    .option('--dry-run', 'tell what it says, and keep nothing')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set; STEWARD by default')
    .option('--url <url>', 'where the service is')
    .action(correspond);
}

async function correspond(file: string, options: CorrespondOptions): Promise<void> {
  const [from, to] = [editionOf(options.from), editionOf(options.to)];
  const { map, skipRows, fromFile, toFile, because = `a table from ${basename(file)}` } = options;
  const client = connect({ url: options.url, role: (options.role ?? 'STEWARD').toUpperCase() });
  const query = new URLSearchParams({
    ...{ from: from.version, to: to.version, toTaxonomy: to.key, because },
    ...(map === undefined ? {} : { map }),
    ...(skipRows === undefined ? {} : { skipRows }),
    ...(fromFile === undefined ? {} : { fromFile }),
    ...(toFile === undefined ? {} : { toFile }),
    ...(options.dryRun === true ? { dryRun: 'true' } : {}),
  });
  const path = `/v1/taxonomies/${encodeURIComponent(from.key)}/correspondences?${query.toString()}`;
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await client.request(path, { method: 'POST', headers, body: contentOf(file) });
  const answer = (await response.json()) as CorrespondAnswer;
  const [error] = answer.errors ?? [];
  if (error !== undefined) throw new CliError(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
  if (answer.problem !== undefined) throw refusal(file, answer.problem);
  process.stdout.write(
    `${[...faultLines(answer.warnings, file, answer.warningCount), ...told(answer, options)].join('\n')}\n`,
  );
}

function editionOf(text: string): { readonly key: string; readonly version: string } {
  const [, key, version] = /^([^@]+)@(\d+)$/.exec(text) ?? [];
  if (key === undefined || version === undefined)
    throw new CliError(
      `expected the key of a taxonomy and the number of a version, such as isic@1, but got ${text}`,
    );
  return { key, version };
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
  { code, message, faults, faultCount = 0 }: NonNullable<CorrespondAnswer['problem']>,
) {
  if (code !== 'CORRESPONDENCE_FILE_REFUSED') return new CliError(`${code}: ${message}`);
  const lines = faultLines(faults ?? [], file, faultCount);
  return new CliError([...lines, `${file} was refused; nothing changed.`].join('\n'), importExit.refused);
}

function faultLines(faults: readonly TableFault[], file: string, total: number): readonly string[] {
  const shown = faults.slice(0, maxShown).map(({ code, line, column, message }) => {
    const place = [file, line, column].filter((part) => part !== null).join(':');
    return `${place}: ${code}: ${message}`;
  });
  return total > shown.length ? [...shown, `... and ${total - shown.length} more`] : shown;
}

function told(answer: CorrespondAnswer, { dryRun }: CorrespondOptions): readonly string[] {
  const { rows, links, revision, fileDigest, sourceNames, targetNames } = answer;
  const names = `names that agree: ${sourceNames.agreeing} of ${sourceNames.named} sources, ${targetNames.agreeing} of ${targetNames.named} targets`;
  const end =
    dryRun === true
      ? 'A dry run: nothing was kept.'
      : `Kept as revision ${revision}, from the file ${fileDigest}.`;
  return [`${rows} rows, ${links} pairs; ${names}`, end];
}
