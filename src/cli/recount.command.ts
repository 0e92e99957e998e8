import type { Command } from 'commander';
import { CliError, connect } from './client';

interface RecountAnswer {
  readonly rebuildUsageCounts: {
    readonly code?: string;
    readonly message?: string;
    readonly differing?: number;
    readonly rebuilt?: boolean;
  };
}

const taxonomyOf = `query($key: String!) { taxonomy(key: $key) { id } }`;
const mutation = `mutation($input: RebuildUsageCountsInput!) {
  rebuildUsageCounts(input: $input) {
    ... on RebuildUsageCountsPayload { differing rebuilt }
    ... on Problem { code message }
  }
}`;

/** `concordance recount`: whether figures rest on what was recorded, and with `--rebuild` that they do. */
export function registerRecountCommand(program: Command): void {
  program
    .command('recount')
    .description('count the contacts of a taxonomy one by one, and compare with what figures read')
    .requiredOption('--taxonomy <key>', 'the key of the taxonomy')
    .option('--rebuild', 'put right what differs')
    .option('--role <role>', 'whose token is taken where CONCORDANCE_TOKEN is not set', 'ANALYST')
    .option('--url <url>', 'where the service is')
    .action(recount);
}

async function recount({
  taxonomy,
  rebuild = false,
  role,
  url,
}: {
  readonly taxonomy: string;
  readonly rebuild?: boolean;
  readonly role: string;
  readonly url?: string;
}): Promise<void> {
  const client = connect({ url, role: role.toUpperCase() });
  const known = await client.graphql<{ taxonomy: { id: string } | null }>(taxonomyOf, { key: taxonomy });
  if (known.taxonomy === null)
    throw new CliError(`expected the key of a taxonomy, but there is none for ${JSON.stringify(taxonomy)}`);
  const input = { taxonomy: known.taxonomy.id, checkOnly: !rebuild };
  const { rebuildUsageCounts: answer } = await client.graphql<RecountAnswer>(mutation, { input });
  const { differing = 0, rebuilt = false, code, message } = answer;
  if (code !== undefined) throw new CliError(`${code}: ${message}`);
  const done = rebuilt ? '; they were put right' : '';
  process.stdout.write(differing === 0 ? 'Every count is right.\n' : `${differing} counts differ${done}.\n`);
  if (differing > 0 && !rebuilt) throw new CliError('Put them right with --rebuild.');
}
