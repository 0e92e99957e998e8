import { Field, ObjectType, type ClassType } from 'type-graphql';
import { cursorOf, type Page } from '../paging';

@ObjectType('PageInfo', { description: 'Where a page ends and whether another follows.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'To be given as after for the next page; null on an empty page.',
  })
  endCursor!: string | null;
}

export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/** The page as a connection; `position` is what the keyset order goes by. */
export function connectionOf<Item, Node>(
  page: Page<Item>,
  position: (item: Item) => readonly string[],
  toNode: (item: Item) => Node,
): Connection<Node> {
  const last = page.items.at(-1);
  const endCursor = last === undefined ? null : cursorOf(position(last));
  return { nodes: page.items.map(toNode), pageInfo: { hasNextPage: page.hasNextPage, endCursor } };
}

/** The connection type of a node type, such as TaxonomyVersionConnection. */
export function connectionType<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
  description: string,
) {
  @ObjectType(`${name}Connection`, { description })
  class ConnectionType implements Connection<Node> {
    @Field(() => [node()], { description: 'The nodes of this page, in order.' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'How to go on.' })
    pageInfo!: PageInfo;
  }
  return ConnectionType;
}
