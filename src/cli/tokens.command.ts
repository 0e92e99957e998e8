import type { Command } from 'commander';
import { keepTokens, keptTokens } from '../access/role-tokens';
import { isRole, roles } from '../access/domain';
import { readClientConfig } from '../config';
import { CliError, connect } from './client';

interface ResetAnswer {
  readonly resetRoleToken: {
    readonly __typename: string;
    readonly code?: string;
    readonly message?: string;
    readonly token?: string;
  };
}

const mutation = `mutation Reset($input: ResetRoleTokenInput!) {
  resetRoleToken(input: $input) {
    __typename
    ... on ResetRoleTokenPayload { token }
    ... on Problem { code message }
  }
}`;

/** `concordance tokens`: the links that open the service signed in; with `--reset` a new token for a role. */
export function registerTokensCommand(program: Command): void {
  program
    .command('tokens')
    .description('show the tokens of this data folder, one per role')
    .option('--reset <role>', 'make a new token for a role; the one it had stops working at once')
    .option('--url <url>', 'where the service is')
    .action(async ({ reset, url }: { reset?: string; url?: string }) => {
      if (reset !== undefined) await resetToken(reset, url);
      await showTokens(url);
    });
}

async function resetToken(wished: string, url: string | undefined): Promise<void> {
  const role = wished.toUpperCase();
  if (!isRole(role))
    throw new CliError(`expected one of ${roles.join(', ')}, but got ${JSON.stringify(wished)}`);
  const client = connect({ url, role: 'ADMIN' });
  const { resetRoleToken } = await client.graphql<ResetAnswer>(mutation, { input: { role } });
  const { token } = resetRoleToken;
  if (token === undefined) throw new CliError(`${resetRoleToken.code}: ${resetRoleToken.message}`);
  const { dataFolder } = readClientConfig();
  const kept = new Map([...(await keptTokens(dataFolder)), [role, token] as const]);
  await keepTokens(
    dataFolder,
    Array.from(kept, ([of, its]) => ({ role: of, token: its })),
  );
}

async function showTokens(wishedUrl: string | undefined): Promise<void> {
  const { dataFolder, url } = readClientConfig();
  const kept = await keptTokens(dataFolder);
  if (kept.size === 0)
    throw new CliError(`expected the tokens of a started service in ${dataFolder}, but there are none`);
  for (const [role, token] of kept)
    process.stdout.write(`${role.padEnd(17)} ${wishedUrl ?? url}/graphql#token=${token}\n`);
}
