import type { Command } from 'commander';
import { CliError, connect, type ServiceClient } from './client';
import { refusal, writeWhole } from './download';

interface ReportOptions {
  readonly taxonomy?: string;
  readonly output: string;
  readonly role: string;
  readonly url?: string;
}

/** `concordance report SESSION`: what a calibration session showed, as a page with pictures. */
export function registerReportCommand(program: Command): void {
  program
    .command('report')
    .description('write the results of a revealed calibration session as one page of HTML, with pictures')
    .argument('[session]', 'the id of the session; left out with --taxonomy: the newest one revealed')
    .option('--taxonomy <key>', 'the key of the taxonomy whose newest revealed session is meant')
    .option('--output <file>', 'where to', 'session.html')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'ANALYST')
    .option('--url <url>', 'where the service is')
    .action(writeReport);
}

async function writeReport(given: string | undefined, options: ReportOptions): Promise<void> {
  const { output, role, url, taxonomy } = options;
  const client = connect({ url, role: role.toUpperCase() });
  const session = given ?? (await newestRevealed(client, taxonomy));
  const response = await client.request(`/v1/sessions/${encodeURIComponent(session)}/report`);
  if (response.status === 404)
    throw new CliError(
      `expected the id of a session, but there is none for ${JSON.stringify(session.slice(0, 100))}`,
    );
  if (!response.ok) throw await refusal(response);
  await writeWhole(response, output);
  process.stderr.write(`Wrote the report to ${output}.\n`);
}

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
