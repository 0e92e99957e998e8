import type { Command } from 'commander';
import { CliError, connect, type ServiceClient } from './client';
import { refusal, writeWhole } from './download';

interface ReportOptions {
  readonly taxonomy?: string;
  readonly audit?: string;
  readonly suggestions?: true;
  readonly asOf?: string;
  readonly figures?: true;
  readonly from?: string;
  readonly until?: string;
  readonly channel?: readonly string[];
  readonly segment?: readonly string[];
  readonly department?: readonly string[];
  readonly version?: readonly string[];
  readonly output?: string;
  readonly role: string;
  readonly url?: string;
}

/** `concordance report`: what a session or an audit showed, what the use of a list speaks for, or its figures, as a page with pictures. */
export function registerReportCommand(program: Command): void {
  program
    .command('report')
    .description(
      'write the results of a revealed calibration session, of a closed audit, the suggestions for a taxonomy, or the figures of a period as one page of HTML, with pictures',
    )
    .argument('[session]', 'the id of the session; left out with --taxonomy: the newest one revealed')
    .option('--taxonomy <key>', 'the key of the taxonomy whose newest revealed session is meant')
    .option('--audit <id>', 'a closed audit instead of a session')
    .option('--suggestions', 'the suggestions for the taxonomy instead of a session')
    .option(
      '--as-of <moment>',
      'with --suggestions: as of a moment that is past, such as 2026-03-01T00:00:00Z',
    )
    .option('--figures', 'the figures of the taxonomy in a period instead of a session')
    .option('--from <day>', 'with --figures: the first day, such as 2026-01-01')
    .option('--until <day>', 'with --figures: the day after the last one')
    .option('--channel <code...>', 'with --figures: only of contacts that came in these channels')
    .option('--segment <name...>', 'with --figures: only of customers in these segments')
    .option('--department <code...>', 'with --figures: only of contacts that these departments handled')
    .option('--version <number...>', 'with --figures: only of contacts coded in these versions')
    .option(
      '--output <file>',
      'where to; session.html, audit.html, suggestions.html or figures.html where it is not said',
    )
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'ANALYST')
    .option('--url <url>', 'where the service is')
    .action(writeReport);
}

const periodOptions = ['from', 'until'] as const;
const filterOptions = ['channel', 'segment', 'department', 'version'] as const;

type Parameter = readonly [name: string, value: string];

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
  options: ReportOptions,
): Promise<Page> {
  const { taxonomy, audit, suggestions, asOf, figures, from, until } = options;
  const asked = [session !== undefined, audit !== undefined, suggestions === true, figures === true];
  if (asked.filter(Boolean).length > 1)
    throw new CliError('expected one of a session, --audit, --suggestions and --figures, but got several');
  if (asOf !== undefined && suggestions === undefined)
    throw new CliError('expected --as-of with --suggestions alone, but got it without');
  const ofFigures = [...periodOptions, ...filterOptions].filter((name) => options[name] !== undefined);
  if (figures === undefined && ofFigures.length > 0)
    throw new CliError(`expected --${ofFigures.join(', --')} with --figures alone, but got it without`);
  if (audit !== undefined)
    return {
      path: `/v1/audits/${encodeURIComponent(audit)}/report`,
      ...{ file: 'audit.html', missing: noneFor('the id of an audit', audit) },
    };
  if (suggestions === true)
    return ofTaxonomy('suggestions', taxonomy, asOf === undefined ? [] : [['asOf', asOf]]);
  if (figures === true) {
    if (from === undefined || until === undefined)
      throw new CliError('expected --from DAY and --until DAY with --figures, but got it without');
    const filters = filterOptions.flatMap((name) =>
      (options[name] ?? []).map((value): Parameter => [name, value]),
    );
    return ofTaxonomy('figures', taxonomy, [['from', from], ['until', until], ...filters]);
  }
  const id = session ?? (await newestRevealed(client, taxonomy));
  return {
    path: `/v1/sessions/${encodeURIComponent(id)}/report`,
    ...{ file: 'session.html', missing: noneFor('the id of a session', id) },
  };
}

function ofTaxonomy(
  what: 'suggestions' | 'figures',
  taxonomy: string | undefined,
  asked: readonly Parameter[],
): Page {
  if (taxonomy === undefined)
    throw new CliError(`expected --taxonomy KEY with --${what}, but got it without`);
  const query = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, value])).toString();
  return {
    path: `/v1/taxonomies/${encodeURIComponent(taxonomy)}/${what}/report${query === '' ? '' : `?${query}`}`,
    ...{ file: `${what}.html`, missing: noneFor('the key of a taxonomy', taxonomy) },
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
