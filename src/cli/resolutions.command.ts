import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { CsvError, parse } from 'csv-parse/sync';
import { CliError, connect, type ServiceClient } from './client';
import { importExit } from './import-exit';

interface ResolutionsOptions {
  readonly taxonomy: string;
  readonly because?: string;
  readonly dryRun?: boolean;
  readonly role?: string;
  readonly url?: string;
}

interface Listed {
  readonly line: number;
  readonly code: string;
  readonly labels: readonly { readonly language: string; readonly text: string }[];
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

interface Counts {
  readonly added: number;
  readonly revised: number;
  readonly unchanged: number;
}

interface Answer extends Partial<Counts> {
  readonly code?: string;
  readonly message?: string;
  readonly faults?: readonly { readonly index: number; readonly field: string; readonly message: string }[];
  readonly faultCount?: number;
}

/** As many as the service takes at once. */
const mostAtOnce = 500;
const labelPrefix = 'label.';
const plainColumns = ['code', 'validFrom', 'validUntil'];

const exitCodes = `
Exit codes:
  0  taken, or nothing to do
  1  the command could not be carried out: usage, service, permission
  2  the file is refused and nothing changed`;

/** `concordance resolutions FILE`: the list of resolution codes, from a file; all of it or nothing. */
export function registerResolutionsCommand(program: Command): void {
  program
    .command('resolutions')
    .description('take over a list of resolution codes from a file; what it leaves out stays')
    .argument(
      '<file>',
      'CSV in UTF-8 with columns code, label.LANGUAGE for each language, and validFrom and validUntil if need be',
    )
    .requiredOption('--taxonomy <key>', 'the key of the taxonomy')
    .option('--because <text>', 'why')
    .option('--dry-run', 'show what it would do, and write nothing')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set; STEWARD by default')
    .option('--url <url>', 'where the service is')
    .addHelpText('after', exitCodes)
    .action(takeResolutions);
}

async function takeResolutions(file: string, options: ResolutionsOptions): Promise<void> {
  const { taxonomy: key, because = `resolutions from ${basename(file)}`, dryRun, role, url } = options;
  const listed = listedIn(file);
  const client = connect({ url, role: (role ?? 'STEWARD').toUpperCase() });
  const { taxonomy } = await client.graphql<{ readonly taxonomy: { readonly id: string } | null }>(
    'query ($key: String!) { taxonomy(key: $key) { id } }',
    { key },
  );
  if (taxonomy === null) throw new CliError(`expected a taxonomy, but there is none with the key ${key}`);
  const parts = Array.from({ length: Math.ceil(listed.length / mostAtOnce) }, (_, at) =>
    listed.slice(at * mostAtOnce, (at + 1) * mostAtOnce),
  );
  const send = async (isDryRun: boolean): Promise<Counts> => {
    const sum = { added: 0, revised: 0, unchanged: 0 };
    for (const part of parts) {
      const counts = await sent(client, file, {
        ...{ taxonomy: taxonomy.id, part, because, dryRun: isDryRun },
      });
      sum.added += counts.added;
      sum.revised += counts.revised;
      sum.unchanged += counts.unchanged;
    }
    return sum;
  };
  // Of several parts none is written before all are known to be taken.
  const counts = parts.length > 1 || dryRun === true ? await send(true) : null;
  const { added, revised, unchanged } = dryRun === true && counts !== null ? counts : await send(false);
  process.stdout.write(
    `${added} added, ${revised} revised, ${unchanged} unchanged\n${dryRun === true ? 'A dry run: nothing was written.\n' : ''}`,
  );
}

async function sent(
  client: ServiceClient,
  file: string,
  {
    taxonomy,
    part,
    because,
    dryRun,
  }: {
    readonly taxonomy: string;
    readonly part: readonly Listed[];
    readonly because: string;
    readonly dryRun: boolean;
  },
): Promise<Counts> {
  const resolutions = part.map(({ line: _, ...resolution }) => resolution);
  const { importResolutions: answer } = await client.graphql<{ readonly importResolutions: Answer }>(
    `mutation ($input: ImportResolutionsInput!) { importResolutions(input: $input) {
       ... on ImportResolutionsPayload { added revised unchanged }
       ... on ResolutionListRefusedProblem { faults { index field message } faultCount }
       ... on Problem { code message } } }`,
    { input: { taxonomy, resolutions, because, dryRun } },
  );
  const { added, revised, unchanged, code, message, faults = [], faultCount = 0 } = answer;
  if (added !== undefined && revised !== undefined && unchanged !== undefined)
    return { added, revised, unchanged };
  if (code !== 'RESOLUTION_LIST_REFUSED') throw new CliError(`${code ?? 'ERROR'}: ${message ?? ''}`);
  const lineOf = (index: number): string => String(part[index]?.line ?? '-');
  const lines = faults.map((fault) => {
    // The service counts what was sent; whoever has the file looks for a line.
    const message = fault.message.replace(
      /\bnumber (\d+)(?= has it too$)/,
      (_, at) => `line ${lineOf(Number(at))}`,
    );
    return `${file}:${lineOf(fault.index)}:${fault.field}: ${message}`;
  });
  const rest = faultCount > lines.length ? [`... and ${faultCount - lines.length} more`] : [];
  throw new CliError([...lines, ...rest, `${file} was refused.`].join('\n'), importExit.refused);
}

function listedIn(file: string): readonly Listed[] {
  const [header, ...rows] = rowsOf(file);
  const columns = (header?.record ?? []).map((column) => column.trim());
  const strange = columns.find((one) => !plainColumns.includes(one) && !one.startsWith(labelPrefix));
  if (!columns.includes('code') || strange !== undefined)
    throw new CliError(
      `${file}:1: expected columns code, label.LANGUAGE, validFrom and validUntil, but got ${columns.join(', ')}`,
      importExit.refused,
    );
  return rows.map(({ record, info: { lines } }) => {
    const cell = (column: string): string => record[columns.indexOf(column)]?.trim() ?? '';
    const labels = columns
      .filter((column) => column.startsWith(labelPrefix) && cell(column) !== '')
      .map((column) => ({ language: column.slice(labelPrefix.length), text: cell(column) }));
    const [validFrom, validUntil] = [cell('validFrom'), cell('validUntil')];
    return {
      ...{ line: lines, code: cell('code'), labels },
      validFrom: validFrom === '' ? null : validFrom,
      validUntil: validUntil === '' ? null : validUntil,
    };
  });
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function rowsOf(file: string): readonly Row[] {
  let text: Buffer;
  try {
    text = readFileSync(file);
  } catch {
    throw new CliError(`expected a file that can be read, but got ${file}`);
  }
  try {
    const options = { bom: true, delimiter: [',', ';'], info: true, skip_empty_lines: true };
    return parse(text, options) as unknown as readonly Row[];
  } catch (fault) {
    if (fault instanceof CsvError) throw new CliError(`${file}: ${fault.message}`, importExit.refused);
    throw fault;
  }
}
