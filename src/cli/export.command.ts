import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { delimiters, encodings, importFormats, type ImportFormat } from '../exchange/domain';
import { connect, type ServiceClient } from './client';
import { bodyOf, refusal, writeWhole } from './download';

interface ExportOptions {
  readonly version?: string;
  readonly format: ImportFormat;
  readonly language?: string;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly losses?: boolean;
  readonly output?: string;
  readonly role: string;
  readonly url?: string;
}

/** `concordance export KEY`: a published version as a file, or on the standard output. */
export function registerExportCommand(program: Command): void {
  program
    .command('export')
    .description('write a published version as a file')
    .argument('<key>', 'the key of the taxonomy')
    .option('--version <n>', 'the number of the version; the one in force where left out')
    .addOption(
      new Option('--format <format>', 'CSV for people, JSON whole as it was sealed, others for other systems')
        .choices(importFormats)
        .default('csv'),
    )
    .option('--language <tag>', "of formats with one language; the taxonomy's default where left out")
    .addOption(new Option('--delimiter <name>', 'between cells of CSV').choices(Object.keys(delimiters)))
    .addOption(new Option('--encoding <name>', 'of CSV').choices(encodings))
    .option('--losses', 'tell what the file does not carry, and write none')
    .option('--output <file>', 'where to; the standard output where left out')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'EDITOR')
    .option('--url <url>', 'where the service is')
    .action(exportVersion);
}

async function exportVersion(key: string, options: ExportOptions): Promise<void> {
  const { output, role, url, losses = false } = options;
  const client = connect({ url, role: role.toUpperCase() });
  const path = `/v1/taxonomies/${encodeURIComponent(key)}/exports`;
  const query = queryOf(options).toString();
  if (losses) return void process.stdout.write(await toldLosses(client, `${path}/losses?${query}`));
  const response = await client.request(`${path}?${query}`);
  if (!response.ok) throw await refusal(response);
  if (output === undefined) await pipeline(bodyOf(response), process.stdout, { end: false });
  else await writeWhole(response, output);
  const version = response.headers.get('taxonomy-version');
  if (output !== undefined) process.stderr.write(`Wrote version ${version} to ${output}.\n`);
  if (response.headers.get('export-losses') === '0') return;
  process.stderr.write(await toldLosses(client, `${path}/losses?${query}`));
}

function queryOf({ format, version, language, delimiter, encoding }: ExportOptions): URLSearchParams {
  const given = { format, version, language, delimiter, encoding };
  return new URLSearchParams(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

interface LossAnswer {
  readonly losses: readonly {
    readonly kind: string;
    readonly because: string;
    readonly count: number;
    readonly examples: readonly string[];
  }[];
}

/** A line for each kind and cause of loss, for people. */
async function toldLosses(client: ServiceClient, path: string): Promise<string> {
  const response = await client.request(path);
  if (!response.ok) throw await refusal(response);
  const { losses } = (await response.json()) as LossAnswer;
  if (losses.length === 0) return 'The file carries everything.\n';
  const lines = losses.map(({ kind, because, count, examples }) => {
    const more = count > examples.length ? ', ...' : '';
    return `  ${kind} of ${count}: ${because} (${examples.join(', ')}${more})`;
  });
  return `The file does not carry:\n${lines.join('\n')}\n`;
}
