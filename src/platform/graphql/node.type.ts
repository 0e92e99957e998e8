import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', {
  description: 'Whatever has an identity: its id serves to ask for it again.',
  resolveType: (node: { typeName: string }) => node.typeName,
})
export abstract class NodeType {
  abstract readonly typeName: string;

  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
