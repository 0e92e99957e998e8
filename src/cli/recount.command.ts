import type { Command } from 'commander';
import { CliError, connect } from './client';

interface RecountAnswer {
  readonly rebuildUsageCounts: {
    readonly code?: string;
    readonly message?: string;
    readonly differing?: number;
    readonly rebuilt?: boolean;
    readonly differingEvidence?: number | null;
    readonly differingExercises?: number | null;
  };
}

const taxonomyOf = `query($key: String!) { taxonomy(key: $key) { id } }`;
const mutation = `mutation($input: RebuildUsageCountsInput!) {
  rebuildUsageCounts(input: $input) {
    ... on RebuildUsageCountsPayload { differing rebuilt differingEvidence differingExercises }
    ... on Problem { code message }
  }
}`;

/** `concordance recount`: whether figures and scores rest on what was recorded, and with `--rebuild` that figures do. */
export function registerRecountCommand(program: Command): void {
  program
    .command('recount')
    .description(
      'count contacts, and codings of closed audits and sessions, one by one, and compare with what figures and scores read',
    )
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
  if (answer.code !== undefined) throw new CliError(`${answer.code}: ${answer.message}`);
  tell(answer);
}

/** Fails where something is left that is not right. */
function tell({
  differing = 0,
  rebuilt = false,
  differingEvidence,
  differingExercises,
}: RecountAnswer['rebuildUsageCounts']): void {
  const [contacts, exercises] = [differingEvidence ?? 0, differingExercises ?? 0];
  const isKept = contacts === 0 && exercises === 0;
  const done = rebuilt ? '; they were put right' : '';
  if (differing === 0 && isKept) process.stdout.write('Every count is right.\n');
  if (differing > 0) process.stdout.write(`${differing} counts differ${done}.\n`);
  if (!isKept)
    throw new CliError(
      `${contacts} contacts of closed audits and sessions are kept otherwise than they were coded, and ${exercises} audits and sessions come to something else than was counted: somebody changed them in the database, which the service never does. Restore them from a backup.`,
    );
  if (differing > 0 && !rebuilt) throw new CliError('Put them right with --rebuild.');
}
