import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CliError, connect } from './client';

interface QueryOptions {
  readonly variables?: string;
  readonly role: string;
  readonly url?: string;
}

/** `concordance query`: one GraphQL request, its data printed as JSON. */
export function registerQueryCommand(program: Command): void {
  program
    .command('query')
    .description('send one GraphQL request and print its data as JSON')
    .argument('<text>', 'the request, or @FILE to read it from a file')
    .option('--variables <json>', 'the variables, as a JSON object')
    .option('--role <role>', 'the role whose token is shown where CONCORDANCE_TOKEN is not set', 'STEWARD')
    .option('--url <url>', 'where the service is')
    .action(async (text: string, { variables, role, url }: QueryOptions) => {
      const client = connect({ url, role: role.toUpperCase() });
      const data = await client.graphql<unknown>(requestText(text), parsedVariables(variables ?? '{}'));
      process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    });
}

function requestText(given: string): string {
  if (!given.startsWith('@')) return given;
  try {
    return readFileSync(given.slice(1), 'utf8');
  } catch (fault) {
    throw new CliError(`expected a file that can be read, but got: ${(fault as Error).message}`);
  }
}

function parsedVariables(json: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Told below, as for any other text that is no object.
  }
  throw new CliError(`--variables: expected a JSON object, but got ${JSON.stringify(json.slice(0, 100))}`);
}
