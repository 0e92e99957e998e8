import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../../src/access/domain';
import { GraphqlClient } from '../../support/graphql';
import type { Scenario } from '../../support/scenario';
import type { TestService } from '../../support/service';
import { launcher, runToEnd } from '../../support/service-process';

/** What an import answers, as far as tests look at it. */
export interface ImportBody {
  readonly draft?: { readonly id: string; readonly head: number } | null;
  readonly summary?: Readonly<Record<string, number>>;
  readonly outlook?: { readonly blocking: number };
  readonly operationCount?: number;
  readonly phase?: string;
  readonly problem?: {
    readonly code: string;
    readonly message: string;
    readonly faults?: readonly { readonly code: string; readonly line: number | null }[];
  };
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

export interface Sending {
  readonly query?: string;
  readonly role?: Role;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a file as a client would; the last line of the answer is its body. */
export async function sendImport(
  service: TestService,
  key: string,
  body: string | Uint8Array<ArrayBuffer>,
  { query = 'format=csv', role = 'EDITOR', headers = {} }: Sending = {},
) {
  const response = await fetch(`${service.url}/v1/taxonomies/${key}/imports?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token(role)}`, 'content-type': 'text/csv', ...headers },
    body,
  });
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ImportBody);
  return { status: response.status, body: lines.at(-1) ?? {}, lines };
}

interface HistoryAnswer {
  readonly changes: {
    readonly nodes: readonly { readonly kind: string; readonly changeSet: { readonly id: string } }[];
  };
}

/** The newest changes of a taxonomy: their kinds, the oldest first, and how many change sets they are of. */
export async function historyOf({ service, key }: Scenario) {
  const query =
    'query($taxonomy: String) { changes(filter: { taxonomy: $taxonomy }, first: 100) { nodes { kind changeSet { id } } } }';
  const { changes } = await new GraphqlClient(service, 'ADMIN').ask<HistoryAnswer, object>(query, {
    taxonomy: key,
  });
  const kinds = changes.nodes.map(({ kind }) => kind).reverse();
  return { kinds, changeSets: new Set(changes.nodes.map(({ changeSet }) => changeSet.id)).size };
}

export interface CommandLine {
  run(
    ...words: readonly string[]
  ): Promise<{ readonly exitCode: number; readonly output: string; readonly errors: string }>;
  file(name: string, content: string): Promise<string>;
  close(): Promise<void>;
}

/** The command line as it is installed, with the tokens of a running service in a data folder of its own. */
export async function commandLine(service: TestService, roles: readonly Role[]): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'concordance-cli-'));
  const tokens = Object.fromEntries(roles.map((role) => [role, service.token(role)]));
  await writeFile(join(folder, 'tokens.json'), JSON.stringify(tokens));
  return {
    run: async (...words) => {
      const { exitCode, stdout, stderr } = await runToEnd(
        process.execPath,
        [launcher, ...words, '--url', service.url],
        { CONCORDANCE_DATA: folder },
      );
      return { exitCode: exitCode ?? -1, output: stdout, errors: stderr };
    },
    file: async (name, content) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
