import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readClientConfig } from '../config';

/** What a person at a terminal is told instead of a stack; the process ends with the exit code. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
    this.name = 'CliError';
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
}

interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The command line's only way to the data: a running service, over HTTP. */
export class ServiceClient {
  constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  /** The answer's data. Errors of the request are told as they came; problems are data. */
  async graphql<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const response = await this.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as GraphqlAnswer<Data>;
    const [error] = answer.errors ?? [];
    if (error !== undefined) throw new CliError(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
    if (answer.data === null || answer.data === undefined)
      throw new CliError('expected data from the service, but got none');
    return answer.data;
  }

  async request(path: string, options: RequestOptions = {}): Promise<Response> {
    const { method = 'GET', headers = {}, body } = options;
    const init = {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    };
    try {
      return await fetch(new URL(path, this.url), init as unknown as RequestInit);
    } catch (fault) {
      throw new CliError(
        `expected a running service at ${this.url}, but it does not answer (${reasonOf(fault)}); start it with: npm start`,
      );
    }
  }
}

export interface ClientOptions {
  readonly url?: string | undefined;
  /** The role whose token is read from tokens.json where CONCORDANCE_TOKEN is not set. */
  readonly role: string;
}

/** A client for the service and the token that options and environment name. */
export function connect({ url, role }: ClientOptions): ServiceClient {
  const config = readClientConfig();
  return new ServiceClient(url ?? config.url, config.token ?? tokenOf(role, config.dataFolder));
}

function tokenOf(role: string, dataFolder: string): string {
  const file = join(dataFolder, 'tokens.json');
  const token = readTokens(file)[role];
  if (token !== undefined) return token;
  throw new CliError(
    `expected a token of the role ${role} in ${file}, but there is none; set CONCORDANCE_TOKEN`,
  );
}

export function readTokens(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  } catch {
    throw new CliError(
      `expected the tokens of a started service in ${file}, but it cannot be read; set CONCORDANCE_TOKEN, or CONCORDANCE_DATA`,
    );
  }
}

function reasonOf(fault: unknown): string {
  const cause =
    fault instanceof Error ? (fault.cause as { code?: string; message?: string } | undefined) : undefined;
  return cause?.code ?? cause?.message ?? String(fault);
}
