import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, Kind, visit, type DocumentNode } from 'graphql';

const unstorable = /\0|\p{Surrogate}/u;

/** Refuses text that no database column takes, wherever it stands in a request: NUL and halves of surrogate pairs. */
export const textGuard: ApolloServerPlugin = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, request }) => {
      const at = placeInVariables(request.variables ?? {}, 'variables') ?? placeInDocument(document);
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

function placeInVariables(value: unknown, at: string): string | null {
  if (typeof value === 'string') return unstorable.test(value) ? at : null;
  if (value === null || typeof value !== 'object') return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = unstorable.test(key) ? at : placeInVariables(inner, `${at}.${key}`);
    if (found !== null) return found;
  }
  return null;
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
