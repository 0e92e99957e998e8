import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, Kind, OperationTypeNode, visit, type DocumentNode } from 'graphql';

const unstorable = /\0|\p{Surrogate}/u;

/** Refuses text that no database column takes, wherever it stands in a request: NUL and halves of surrogate pairs. */
export const textGuard: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, request }) => {
      const at = placeInVariables(request.variables ?? {}) ?? placeInDocument(document);
      if (at === null) return;
      throw new GraphQLError(
        `${at}: expected text without NUL and without unpaired surrogates, but got one`,
        {
          extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
        },
      );
    },
  }),
};

/** What comes over plain HTTP is one answer: a subscription cannot be given there. */
export const noSubscriptionOverHttp: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
      throw new GraphQLError('expected a query or a mutation over plain HTTP, but got a subscription', {
        extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
      });
    },
  }),
};

interface Placed {
  readonly value: unknown;
  readonly key: string;
  readonly within: Placed | null;
}

/** Goes by a list and not by calls: variables may be nested far deeper than the stack is. */
function placeInVariables(variables: object): string | null {
  const open: Placed[] = [{ value: variables, key: 'variables', within: null }];
  for (let placed = open.pop(); placed !== undefined; placed = open.pop()) {
    const { value } = placed;
    if (unstorable.test(placed.key) || (typeof value === 'string' && unstorable.test(value)))
      return pathOf(placed);
    if (value === null || typeof value !== 'object') continue;
    for (const [key, inner] of Object.entries(value)) open.push({ value: inner, key, within: placed });
  }
  return null;
}

const longestPath = 20;

function pathOf(place: Placed): string {
  const keys: string[] = [];
  for (let at: Placed | null = place; at !== null; at = at.within) keys.unshift(at.key.slice(0, 60));
  return keys.length > longestPath
    ? `${keys.slice(0, longestPath).join('.')} and further in`
    : keys.join('.');
}

function placeInDocument(document: DocumentNode): string | null {
  let found: string | null = null;
  visit(document, {
    [Kind.STRING]: (node) => {
      if (unstorable.test(node.value)) found = `the text at line ${node.loc?.startToken.line ?? '?'}`;
    },
  });
  return found;
}
