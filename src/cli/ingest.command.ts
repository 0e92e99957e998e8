import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { parse } from 'yaml';
import { CliError, connect, type ServiceClient } from './client';
import { writeWhole } from './download';
import { digestOfFile, sendContacts, type SentContacts, type SentJob } from './send-contacts';

interface IngestOptions {
  readonly taxonomy: string;
  readonly map?: string;
  readonly source?: string;
  readonly format?: string;
  readonly commitEvery?: string;
  readonly rejections?: string;
  readonly role: string;
  readonly url?: string;
}

const mostAttempts = 5;
const ingestExit = { failed: 1, refused: 2, rejections: 3 } as const;

const exitCodes = `
A mapping says which column holds what; without one each column is named as the field that it holds:

  source: desk                      # or { column: system }
  columns:
    externalId: ticket              # and occurredAt: both are needed
    occurredAt: opened_at
    channel: { column: via, values: { Phone: PHONE, Mail: EMAIL } }
    segment: { column: area, values: { North: N }, otherwise: UNMAPPED }
    reason: { path: [category, subcategory, reason] }     # or the column of a code
  ignore: [comment, agent_name]     # columns left aside; "*": all that are not mapped

Exit codes:
  0  every row was taken, or stood already
  1  the command could not be carried out: usage, service, permission
  2  the file or its mapping is refused; what stood before the place is taken
  3  rows were rejected; the others are taken`;

/** `concordance ingest FILE`: contacts as they were observed, from a file of any length. */
export function registerIngestCommand(program: Command): void {
  program
    .command('ingest')
    .description('record the contacts of a file; sent again it changes nothing, and cut it goes on')
    .argument('<file>', 'CSV or NDJSON, packed with gzip where its name ends in .gz')
    .requiredOption('--taxonomy <key>', 'the key of the taxonomy')
    .option('--map <mapping.yaml>', 'a file that says which column holds what, as YAML or JSON')
    .option('--source <name>', 'the system that all the contacts come from')
    .addOption(new Option('--format <format>', 'by its name where left out').choices(['csv', 'ndjson']))
    .option('--commit-every <rows>', 'how many rows are recorded at once')
    .option('--rejections <file>', 'where what could not be taken is written, as CSV')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'ANALYST')
    .option('--url <url>', 'where the service is')
    .addHelpText('after', exitCodes)
    .action(ingestFile);
}

async function ingestFile(file: string, options: IngestOptions): Promise<void> {
  const { taxonomy, map, source, format, commitEvery, rejections, role, url } = options;
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new CliError(`expected a file that can be read, but got ${file}`);
  const client = connect({ url, role: role.toUpperCase() });
  const isGzipped = file.endsWith('.gz');
  const given = {
    ...{ file: basename(file), digest: await digestOfFile(file, isGzipped), source, commitEvery },
    format: format ?? (/\.(ndjson|jsonl)(\.gz)?$/.test(file) ? 'ndjson' : 'csv'),
    mapping: map === undefined ? undefined : JSON.stringify(mappingIn(map)),
  };
  const query = new URLSearchParams(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const path = `/v1/taxonomies/${encodeURIComponent(taxonomy)}/contacts?${query.toString()}`;
  let sent = await sendContacts(client, { file, isGzipped, path });
  // Somebody else sends the same file: what they came to is gone on from.
  for (let attempt = 1; sent.problem?.code === 'INGEST_MOVED_ON' && attempt < mostAttempts; attempt += 1)
    sent = await sendContacts(client, { file, isGzipped, path });
  await conclude(client, { sent, file, rejections });
}

function mappingIn(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    throw new CliError(`expected a mapping in YAML in ${file}, but: ${(fault as Error).message}`);
  }
}

async function conclude(
  client: ServiceClient,
  { sent, file, rejections }: { sent: SentContacts; file: string; rejections: string | undefined },
): Promise<void> {
  const { job, problem, errors } = sent;
  const [error] = errors ?? [];
  if (error !== undefined) throw new CliError(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
  if (job !== undefined) process.stdout.write(`${summaryOf(job, file)}\n`);
  if (job !== undefined && job.rejected > 0 && rejections !== undefined)
    await writeWhole(await client.request(job.rejections), rejections);
  if (problem !== undefined) {
    const place = typeof problem.line === 'number' ? `${file}:${problem.line}` : file;
    const isRefused = problem.code === 'MALFORMED_FILE' || problem.code === 'MAPPING_REFUSED';
    const exitCode = isRefused ? ingestExit.refused : ingestExit.failed;
    throw new CliError(`${place}: ${problem.code}: ${problem.message}`, exitCode);
  }
  if (job === undefined || job.rejected === 0) return;
  const where = rejections ?? 'the file that --rejections names';
  throw new CliError(`${job.rejected} rows were rejected: see ${where}.`, ingestExit.rejections);
}

function summaryOf({ rows, added, corrected, unchanged, rejected, unmapped }: SentJob, file: string): string {
  const counts = { added, corrected, unchanged, rejected, 'with unmapped values': unmapped };
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  return `${file}: ${rows} rows: ${told.map(([name, count]) => `${count} ${name}`).join(', ') || 'nothing'}`;
}
