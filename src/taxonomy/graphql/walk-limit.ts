import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Fields that answer with many reasons for one. */
const lists: ReadonlySet<string> = new Set(['reasons', 'roots', 'children', 'ancestors', 'excludes']);
/** Fields that lead from one reason to another that others of the same list lead to as well. */
const back: ReadonlySet<string> = new Set([
  'parent',
  'ancestors',
  'excludes',
  'target',
  'fromParent',
  'toParent',
]);

interface Path {
  readonly inList: boolean;
  /** A list was left for a reason that many of it share: another list from there would be answered once for each. */
  readonly turned: boolean;
}

/**
 * Refuses a request that would walk from a list of reasons back to shared ones and list from there again: each such turn
 * multiplies the answer by the size of a menu, whatever depth and cost limits say. For one reason, up and down is free.
 */
export const walkLimit: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ document, operation }) => {
        const field = operation === undefined ? null : turningField(document, operation);
        if (field === null) return Promise.resolve();
        const message = `expected at most one walk down a list of reasons, but "${field}" would list again for each of a list; ask for it reason by reason`;
        throw new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } });
      },
    }),
};

/** The first field that lists reasons after a turn; null where there is none. */
function turningField(document: DocumentNode, operation: OperationDefinitionNode): string | null {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  return new Walk(fragments).turnIn(operation.selectionSet, { inList: false, turned: false });
}

class Walk {
  /** Each fragment is walked once for each way of coming to it, however often it is spread. */
  private readonly walked = new Set<string>();

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  turnIn(selections: SelectionSetNode, path: Path): string | null {
    for (const selection of selections.selections) {
      const found = this.turnBelow(selection, path);
      if (found !== null) return found;
    }
    return null;
  }

  private turnBelow(selection: SelectionNode, path: Path): string | null {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.turnInFragment(selection.name.value, path);
    if (selection.selectionSet === undefined) return null;
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.turnIn(selection.selectionSet, path);
    const name = selection.name.value;
    if (path.turned && lists.has(name)) return name;
    const turned = path.turned || (path.inList && back.has(name));
    return this.turnIn(selection.selectionSet, { inList: path.inList || lists.has(name), turned });
  }

  private turnInFragment(name: string, path: Path): string | null {
    const fragment = this.fragments.get(name);
    const way = `${name} ${path.inList} ${path.turned}`;
    if (fragment === undefined || this.walked.has(way)) return null;
    this.walked.add(way);
    return this.turnIn(fragment.selectionSet, path);
  }
}
