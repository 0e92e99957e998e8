import { print, type DocumentNode } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Role } from '../../src/access/domain';
import type { TestService } from './service';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string };
}

export interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly GraphqlError[];
}

export interface Asked {
  /** The role whose token is shown; a token of one's own otherwise. */
  readonly as?: Role | { readonly token: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service in this process or in one of its own. */
export type SpokenTo = Pick<TestService, 'url' | 'token'>;

/** Whoever asks the service over HTTP, with the operations of the test as they stand in `.graphql` files or in text. */
export class GraphqlClient {
  constructor(
    private readonly service: SpokenTo,
    private readonly as: Role | { readonly token: string },
  ) {}

  /** The data, or a failure that prints the request: for what must succeed. */
  async ask<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables> | DocumentNode | string,
    variables?: Variables,
    asked: Asked = {},
  ): Promise<Data> {
    const answer = await this.answer<Data, Variables>(document, variables, asked);
    if (answer.errors.length > 0 || answer.data === null) {
      throw new Error(
        `expected data, but got ${JSON.stringify(answer, null, 2)}\nfor ${textOf(document)}\nwith ${JSON.stringify(variables)}`,
      );
    }
    return answer.data;
  }

  async answer<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables> | DocumentNode | string,
    variables?: Variables,
    { as = this.as, headers = {} }: Asked = {},
  ): Promise<Answer<Data>> {
    const token = typeof as === 'string' ? this.service.token(as) : as.token;
    const response = await fetch(`${this.service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: JSON.stringify({ query: textOf(document), variables: variables ?? {} }),
    });
    const body = (await response.json()) as { data?: Data | null; errors?: GraphqlError[] };
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  }
}

const textOf = (document: DocumentNode | string): string =>
  typeof document === 'string' ? document : print(document);

type Member<Result, Name> = Extract<Result, { readonly __typename?: Name }>;

/** The payload of a mutation, or a failure that shows the problem instead. */
export function expectPayload<
  Result extends { readonly __typename?: string },
  Name extends NonNullable<Result['__typename']>,
>(result: Result | null | undefined, name: Name): Member<Result, Name> {
  if (result?.__typename === name) return result as Member<Result, Name>;
  throw new Error(`expected ${name}, but got ${JSON.stringify(result, null, 2)}`);
}

/** The problem of a mutation, or a failure that shows what came instead. */
export const expectProblem = expectPayload;
