import type { Actor } from '../command/command';
import type { GraphContext } from './context';
import type { ParsedGlobalId } from './global-id';
import type { NodeType } from './node.type';

/** The nodes that one module adds to `node(id:)`. What is not the caller's to see is, for them, not there. */
export interface NodeSource<Principal extends Actor> {
  /** As the ids name them, such as Contact. */
  readonly types: readonly string[];
  node(id: ParsedGlobalId, context: GraphContext<Principal>): Promise<NodeType | null>;
}
