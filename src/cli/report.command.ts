import type { Command } from 'commander';
import { CliError, connect, type ServiceClient } from './client';
import { refusal, writeWhole } from './download';

interface ReportOptions {
  readonly taxonomy?: string;
  readonly audit?: string;
  readonly suggestions?: true;
  readonly asOf?: string;
  readonly output?: string;
  readonly role: string;
  readonly url?: string;
}

/** `concordance report`: what a session or an audit showed, or what the use of a list speaks for, as a page with pictures. */
export function registerReportCommand(program: Command): void {
  program
    .command('report')
    .description(
      'write the results of a revealed calibration session, of a closed audit, or the suggestions for a taxonomy as one page of HTML, with pictures',
    )
    .argument('[session]', 'the id of the session; left out with --taxonomy: the newest one revealed')
    .option('--taxonomy <key>', 'the key of the taxonomy whose newest revealed session is meant')
    .option('--audit <id>', 'a closed audit instead of a session')
    .option('--suggestions', 'the suggestions for the taxonomy instead of a session')
    .option(
      '--as-of <moment>',
      'with --suggestions: as of a moment that is past, such as 2026-03-01T00:00:00Z',
    )
    .option('--output <file>', 'where to; session.html, audit.html or suggestions.html where it is not said')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'ANALYST')
    .option('--url <url>', 'where the service is')
    .action(writeReport);
}

/** Where a page is, what its file is called, and what its absence is told as. */
interface Page {
  readonly path: string;
  readonly file: string;
  readonly missing: string;
}

async function writeReport(session: string | undefined, options: ReportOptions): Promise<void> {
  const { role, url } = options;
  const client = connect({ url, role: role.toUpperCase() });
  const { path, file, missing } = await pageOf(client, session, options);
  const response = await client.request(path);
  if (response.status === 404) throw new CliError(missing);
  if (!response.ok) throw await refusal(response);
  const output = options.output ?? file;
  await writeWhole(response, output);
  process.stderr.write(`Wrote the report to ${output}.\n`);
}

async function pageOf(
  client: ServiceClient,
  session: string | undefined,
  { taxonomy, audit, suggestions, asOf }: ReportOptions,
): Promise<Page> {
  const asked = [session !== undefined, audit !== undefined, suggestions === true];
  if (asked.filter(Boolean).length > 1)
    throw new CliError('expected one of a session, --audit and --suggestions, but got several');
  if (asOf !== undefined && suggestions === undefined)
    throw new CliError('expected --as-of with --suggestions alone, but got it without');
  if (audit !== undefined)
    return {
      path: `/v1/audits/${encodeURIComponent(audit)}/report`,
      ...{ file: 'audit.html', missing: noneFor('the id of an audit', audit) },
    };
  if (suggestions === true) {
    if (taxonomy === undefined)
      throw new CliError('expected --taxonomy KEY with --suggestions, but got it without');
    const query = asOf === undefined ? '' : `?${new URLSearchParams({ asOf }).toString()}`;
    return {
      path: `/v1/taxonomies/${encodeURIComponent(taxonomy)}/suggestions/report${query}`,
      ...{ file: 'suggestions.html', missing: noneFor('the key of a taxonomy', taxonomy) },
    };
  }
  const id = session ?? (await newestRevealed(client, taxonomy));
  return {
    path: `/v1/sessions/${encodeURIComponent(id)}/report`,
    ...{ file: 'session.html', missing: noneFor('the id of a session', id) },
  };
}

const noneFor = (expected: string, given: string): string =>
  `expected ${expected}, but there is none for ${JSON.stringify(given.slice(0, 100))}`;

async function newestRevealed(client: ServiceClient, taxonomy: string | undefined): Promise<string> {
  if (taxonomy === undefined)
    throw new CliError('expected the id of a session, or --taxonomy KEY for its newest one, but got neither');
  const { sessions } = await client.graphql<{ sessions: { nodes: readonly { id: string }[] } | null }>(
    `query($key: String!) { sessions(taxonomy: $key, states: [REVEALED, CLOSED], first: 1) { nodes { id } } }`,
    { key: taxonomy },
  );
  const [newest] = sessions?.nodes ?? [];
  if (newest === undefined)
    throw new CliError(
      `expected a taxonomy with a revealed session, but ${taxonomy} has none that you may see`,
    );
  return newest.id;
}
