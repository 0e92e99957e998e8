import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { CliError, connect } from './client';

interface ExportOptions {
  readonly version?: string;
  readonly format: 'csv' | 'json';
  readonly output?: string;
  readonly role: string;
  readonly url?: string;
}

interface ErrorAnswer {
  readonly problem?: { readonly code: string; readonly message: string };
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** `concordance export KEY`: a published version as a file, or on the standard output. */
export function registerExportCommand(program: Command): void {
  program
    .command('export')
    .description('write a published version as CSV or JSON')
    .argument('<key>', 'the key of the taxonomy')
    .option('--version <n>', 'the number of the version; the one in force where left out')
    .addOption(
      new Option('--format <format>', 'CSV for people, JSON whole as it was sealed')
        .choices(['csv', 'json'])
        .default('csv'),
    )
    .option('--output <file>', 'where to; the standard output where left out')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'EDITOR')
    .option('--url <url>', 'where the service is')
    .action(exportVersion);
}

async function exportVersion(key: string, options: ExportOptions): Promise<void> {
  const { version, format, output, role, url } = options;
  const client = connect({ url, role: role.toUpperCase() });
  const query = new URLSearchParams({ format, ...(version === undefined ? {} : { version }) });
  const response = await client.request(
    `/v1/taxonomies/${encodeURIComponent(key)}/exports?${query.toString()}`,
  );
  if (!response.ok) throw await refusal(response);
  const body = Readable.from((response.body ?? []) as AsyncIterable<Uint8Array>);
  if (output === undefined) return pipeline(body, process.stdout, { end: false });
  await writeWhole(body, output);
  process.stderr.write(`Wrote version ${response.headers.get('taxonomy-version')} to ${output}.\n`);
}

/** Half a file never bears the name that was asked for. */
async function writeWhole(body: Readable, output: string): Promise<void> {
  const unfinished = `${output}.part`;
  try {
    await pipeline(body, createWriteStream(unfinished));
    await rename(unfinished, output);
  } catch (fault) {
    await rm(unfinished, { force: true });
    throw new CliError(
      `expected a place that can be written, but got ${output} (${(fault as Error).message})`,
    );
  }
}

async function refusal(response: Response): Promise<CliError> {
  const { problem, errors = [] } = (await response.json().catch(() => ({}))) as ErrorAnswer;
  const [error] = errors;
  const code = problem?.code ?? error?.extensions?.code ?? String(response.status);
  return new CliError(`${code}: ${problem?.message ?? error?.message ?? response.statusText}`);
}
