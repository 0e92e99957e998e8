import { Field, ID, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import type { CustomerHeld } from '../domain';

@ObjectType('RetentionRefusedProblem', {
  implements: ProblemType,
  description: 'A time for which contacts cannot be kept.',
})
export class RetentionRefusedProblem extends ProblemType {
  @Field(() => Int, { description: 'The months that came.' })
  observed!: number;

  @Field(() => Int, { description: 'The most that they may be.' })
  limit!: number;
}
answersFor(RetentionRefusedProblem, ['RETENTION_REFUSED']);

@ObjectType('HoldRefusedProblem', { implements: ProblemType, description: 'A hold that cannot be placed.' })
export class HoldRefusedProblem extends ProblemType {
  @Field(() => String, { description: 'The field that is wrong.' })
  field!: string;
}
answersFor(HoldRefusedProblem, ['HOLD_REFUSED']);

@ObjectType('PurgeRefusedProblem', {
  implements: ProblemType,
  description: 'A purge that cannot start: contacts are kept for ever, or one is under way.',
})
export class PurgeRefusedProblem extends ProblemType {}
answersFor(PurgeRefusedProblem, ['NO_RETENTION', 'PURGE_RUNNING']);

@ObjectType('CustomerHeldProblem', {
  implements: ProblemType,
  description: 'A customer of whom contacts are on hold: nothing was erased.',
})
export class CustomerHeldProblem extends ProblemType {
  @Field(() => [ID], { description: 'The holds, 200 at most.' })
  holds!: string[];
}
answersFor(CustomerHeldProblem, ['CUSTOMER_HELD'], ({ holdIds }: CustomerHeld) => ({
  holds: holdIds.map((id) => globalId('LegalHold', id)),
}));

@ObjectType('CustomerNamedProblem', {
  implements: ProblemType,
  description: 'A reason that names the customer or a contact of theirs: the history would keep it for ever.',
})
export class CustomerNamedProblem extends ProblemType {
  @Field(() => String, { description: 'The field that names them.' })
  field!: string;
}
answersFor(CustomerNamedProblem, ['CUSTOMER_NAMED']);
