import { Field, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import type { ReasonId } from '../../platform/ids';
import { AssociationKindEnum, RetirementReasonEnum } from './enums';
import { ReasonType } from './reason.type';

/** A message with the ids of reasons as the API takes and gives them: what has no name is told by its id. */
export const inGlobalIds = (message: string, ...ids: readonly (ReasonId | null | undefined)[]): string =>
  ids.reduce<string>((text, id) => (id ? text.replaceAll(id, globalId('Reason', id)) : text), message);

export const reasonOrNull = (id: ReasonId | null | undefined): ReasonType | null =>
  id === null || id === undefined ? null : new ReasonType(id);

@ObjectType('CodeConflictProblem', {
  implements: ProblemType,
  description: 'A code that another reason has, or had in a published version.',
})
export class CodeConflictProblem extends ProblemType {
  @Field(() => String, { description: 'The code.' })
  observed!: string;

  @Field(() => ReasonType, { description: 'The reason that it is bound to.' })
  otherReason!: ReasonType;
}
answersFor(
  CodeConflictProblem,
  ['CODE_TAKEN', 'CODE_RESERVED'],
  ({ otherReasonId, message }: { otherReasonId: ReasonId; message: string }) => ({
    otherReason: new ReasonType(otherReasonId),
    message: inGlobalIds(message, otherReasonId),
  }),
);

@ObjectType('CycleProblem', { implements: ProblemType, description: 'A reason would stand under itself.' })
export class CycleProblem extends ProblemType {
  @Field(() => [ReasonType], { description: 'From the wished parent up to the reason itself.' })
  path!: ReasonType[];
}
answersFor(
  CycleProblem,
  ['CYCLE', 'SELF_PARENT'],
  ({ path, reasonId }: { path?: readonly ReasonId[]; reasonId: ReasonId }) => ({
    path: (path ?? [reasonId]).map((id) => new ReasonType(id)),
  }),
);

@ObjectType('UnknownReasonProblem', {
  implements: ProblemType,
  description: 'A reason, a parent or a sibling that is not in this content, or not in this menu.',
})
export class UnknownReasonProblem extends ProblemType {
  @Field(() => ReasonType, { nullable: true, description: 'The one that was named; null: the root.' })
  reason!: ReasonType | null;
}
interface UnknownReasonFacts {
  readonly message: string;
  readonly code: string;
  readonly reasonId?: ReasonId;
  readonly missingId?: ReasonId;
  readonly siblingId?: ReasonId;
  readonly parentId?: ReasonId | null;
}
answersFor(
  UnknownReasonProblem,
  ['REASON_NOT_FOUND', 'PARENT_NOT_FOUND', 'NOT_A_SIBLING', 'SIBLING_NOT_FOUND'],
  (facts: UnknownReasonFacts) => ({
    message: inGlobalIds(facts.message, facts.missingId, facts.siblingId, facts.reasonId, facts.parentId),
    reason: reasonOrNull(
      facts.code === 'PARENT_NOT_FOUND'
        ? facts.parentId
        : (facts.missingId ?? facts.siblingId ?? facts.reasonId),
    ),
  }),
);

@ObjectType('ReasonStateProblem', {
  implements: ProblemType,
  description:
    'The reason, or its parent, is not in a state that allows this: retired, not retired, published.',
})
export class ReasonStateProblem extends ProblemType {
  @Field(() => ReasonType, { description: 'The reason.' })
  reason!: ReasonType;
}
answersFor(
  ReasonStateProblem,
  [
    'REASON_EXISTS',
    'REASON_RETIRED',
    'REASON_NOT_RETIRED',
    'PARENT_RETIRED',
    'REASON_PUBLISHED',
    'REASON_HAS_CHILDREN',
    'INCOMPLETE_RESTORATION',
  ],
  ({ reasonId, parentId, code }: { reasonId: ReasonId; parentId?: ReasonId; code: string }) => ({
    reason: new ReasonType(code === 'PARENT_RETIRED' && parentId !== undefined ? parentId : reasonId),
  }),
);

@ObjectType('RetirementProblem', {
  implements: ProblemType,
  description: 'A retirement that breaks the table of retirement reason, association and number of targets.',
})
export class RetirementProblem extends ProblemType {
  @Field(() => String, { description: 'What is wrong with it, such as TARGET_COUNT.' })
  fault!: string;

  @Field(() => RetirementReasonEnum, { description: 'The retirement reason.' })
  retirementReason!: keyof typeof RetirementReasonEnum;

  @Field(() => AssociationKindEnum, {
    nullable: true,
    description: 'The kind of association that is wrong; null: it is not about one.',
  })
  associationKind!: keyof typeof AssociationKindEnum | null;

  @Field(() => ReasonType, {
    nullable: true,
    description: 'The target that is wrong; null: it is not about one.',
  })
  target!: ReasonType | null;
}
answersFor(
  RetirementProblem,
  ['RETIREMENT_SHAPE'],
  ({ targetId, message }: { targetId: ReasonId | null; message: string }) => ({
    target: reasonOrNull(targetId),
    message: inGlobalIds(message, targetId),
  }),
);
