import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { connect } from './client';
import { bodyOf, refusal, writeWhole } from './download';

interface ExportOptions {
  readonly version?: string;
  readonly format: 'csv' | 'json';
  readonly output?: string;
  readonly role: string;
  readonly url?: string;
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
  if (output === undefined) return pipeline(bodyOf(response), process.stdout, { end: false });
  await writeWhole(response, output);
  process.stderr.write(`Wrote version ${response.headers.get('taxonomy-version')} to ${output}.\n`);
}
