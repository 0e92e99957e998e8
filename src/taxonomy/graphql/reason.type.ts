import { ObjectType, Field, ID } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id';
import { NodeType } from '../../platform/graphql/node.type';
import type { ReasonId } from '../../platform/ids';

@ObjectType('Reason', {
  implements: NodeType,

  description: 'The identity of a reason: it outlives labels, codes, moves and retirement.',
})
export class ReasonType implements NodeType {
  readonly typeName = 'Reason';

  constructor(readonly localId: ReasonId) {}

  @Field(() => ID, { description: 'Opaque, never reused, the same in every version.' })
  get id(): string {
    return globalId('Reason', this.localId);
  }
}
