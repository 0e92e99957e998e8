import { Option, type Command } from 'commander';
import { CliError, connect, type ServiceClient } from './client';
import { lintLines, type LintedReport } from './lint-report';

interface LintOptions {
  readonly version?: string;
  readonly draft?: string;
  readonly waived?: boolean;
  readonly format: 'text' | 'json';
  readonly role: string;
  readonly url?: string;
}

/** How a lint ends, for scripts: as with an import, 4 says that a submission is stopped. */
const blockedExit = 4;

const exitCodes = `
Exit codes:
  0  nothing blocks a submission
  1  the command could not be carried out: usage, service, permission
  4  there are findings that block a submission and that no waiver lets pass`;

const pageSize = 100;

/** `concordance lint KEY`: what may be wrong with a version or a draft. */
export function registerLintCommand(program: Command): void {
  program
    .command('lint')
    .description('tell what may be wrong with a version or a draft, under the policy of the taxonomy')
    .argument('<key>', 'the key of the taxonomy')
    .option('--version <n>', 'the number of the version; by default the one in force')
    .option('--draft <id>', 'the id of a draft, in place of a version')
    .option('--waived', 'list the findings that a waiver lets pass too')
    .addOption(new Option('--format <format>', 'how it is told').choices(['text', 'json']).default('text'))
    .option('--role <role>', 'the role whose token is shown where CONCORDANCE_TOKEN is not set', 'EDITOR')
    .option('--url <url>', 'where the service is')
    .addHelpText('after', exitCodes)
    .action(lint);
}

async function lint(key: string, options: LintOptions): Promise<void> {
  const client = connect({ url: options.url, role: options.role.toUpperCase() });
  const of = options.draft ?? (await versionOf(client, key, options.version));
  const report = await wholeReport(client, of, options.waived === true ? null : false);
  const text = options.format === 'json' ? JSON.stringify(report, null, 2) : lintLines(report).join('\n');
  process.stdout.write(`${text}\n`);
  if (report.blocking > 0) process.exitCode = blockedExit;
}

async function versionOf(client: ServiceClient, key: string, version: string | undefined): Promise<string> {
  const number = version === undefined ? null : Number(version);
  const isNumber = number === null || (Number.isInteger(number) && number > 0 && number < 2 ** 31);
  if (!isNumber) throw new CliError(`--version: expected the number of a version, but got ${version}`);
  const { found } = await client.graphql<{ found: { id: string } | null }>(
    number === null
      ? 'query($key: String!) { found: currentTaxonomy(key: $key) { id } }'
      : 'query($key: String!, $number: Int!) { found: taxonomyVersion(taxonomy: $key, number: $number) { id } }',
    { key, ...(number === null ? {} : { number }) },
  );
  if (found !== null) return found.id;
  throw new CliError(
    `expected ${number === null ? 'a version in force' : `a version ${number}`} of a taxonomy ${JSON.stringify(key)} that you may read, but there is none`,
  );
}

type LintPage = Omit<LintedReport, 'findings'> & {
  readonly findingPage: {
    readonly nodes: LintedReport['findings'];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
};

async function wholeReport(client: ServiceClient, of: string, waived: boolean | null): Promise<LintedReport> {
  const page = (after: string | null): Promise<LintPage> => pageOf(client, { of, waived, after });
  let last = await page(null);
  const findings = [...last.findingPage.nodes];
  while (last.findingPage.pageInfo.hasNextPage) {
    last = await page(last.findingPage.pageInfo.endCursor);
    findings.push(...last.findingPage.nodes);
  }
  const { findingPage: _, ...totals } = last;
  return { ...totals, findings };
}

async function pageOf(
  client: ServiceClient,
  asked: { readonly of: string; readonly waived: boolean | null; readonly after: string | null },
): Promise<LintPage> {
  const { lint: page } = await client.graphql<{ lint: LintPage | null }>(
    `query($of: ID!, $waived: Boolean, $first: Int!, $after: String) { lint(of: $of) {
       blocking warnings waived counts { rule severity total waived listed }
       findingPage(waived: $waived, first: $first, after: $after) {
         nodes { rule severity reasons { code } language observed limit message waiver { because expiresAt } }
         pageInfo { endCursor hasNextPage } } } }`,
    { ...asked, first: pageSize },
  );
  if (page === null) throw new CliError('expected a version or a draft that you may read, but there is none');
  return page;
}
