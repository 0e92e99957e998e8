import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, type ServiceClient } from '../client';

/** The taxonomy of the example. */
export const demoKey = 'telecom';

export const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** A file of the example. The build mirrors the sources, where files that are not compiled do not come along. */
export const demoFile = (name: string): Buffer =>
  readFileSync(join(__dirname.replace(join('dist', 'src'), 'src'), name));

export interface DemoResult {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
}

export interface DemoMutation {
  readonly name: string;
  readonly input: object;
  /** Of the payload, asked for when there is one. */
  readonly fields: string;
}

/** Runs a mutation that must succeed; answers its payload. */
export async function mutate<Payload extends object>(
  client: ServiceClient,
  { name, input, fields }: DemoMutation,
): Promise<Payload> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const text = `mutation($input: ${type}Input!) {
    ${name}(input: $input) { __typename ... on ${type}Payload { ${fields} } ... on Problem { code message } }
  }`;
  const data = await client.graphql<Readonly<Record<string, Payload & DemoResult>>>(text, { input });
  const result = data[name];
  if (result?.__typename === `${type}Payload`) return result;
  throw new CliError(`${name}: ${result?.code}: ${result?.message}`);
}

/** The ids of the reasons in force, by their codes. */
export async function reasonIds(client: ServiceClient): Promise<ReadonlyMap<string, string>> {
  const data = await client.graphql<{
    currentTaxonomy: { reasons: { code: string; reason: { id: string } }[] };
  }>(`query($key: String!) { currentTaxonomy(key: $key) { reasons { code reason { id } } } }`, {
    key: demoKey,
  });
  return new Map(data.currentTaxonomy.reasons.map(({ code, reason }) => [code, reason.id]));
}
