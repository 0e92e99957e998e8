import { Field, ID, Int, ObjectType } from 'type-graphql';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import { globalId } from '../../platform/graphql/global-id';
import type { PlanFault, SessionBlocked, SessionBlocker, SessionState } from '../domain';
import { SessionStateEnum } from './session.enums';

@ObjectType('SessionBlocker', { description: 'One thing that stands in the way of a session.' })
export class SessionBlockerType {
  constructor(private readonly blocker: SessionBlocker) {}

  @Field(() => String, {
    description: 'Its kind, such as WRONG_STATE, CODINGS_MISSING or ADJUDICATIONS_MISSING.',
  })
  get code(): string {
    return this.blocker.code;
  }

  @Field(() => String, { description: 'What came and what was expected.' })
  get message(): string {
    return this.blocker.message;
  }

  @Field(() => [SessionStateEnum], {
    description: 'The states in which this can be done; empty where it is not about the state.',
  })
  get expectedStates(): readonly SessionState[] {
    return this.blocker.code === 'WRONG_STATE' ? this.blocker.expected : [];
  }

  @Field(() => [ID], { description: 'The coders that it is about; empty where it is about none.' })
  get coders(): readonly string[] {
    return 'coderIds' in this.blocker ? this.blocker.coderIds.map((id) => globalId('Coder', id)) : [];
  }

  @Field(() => [ID], {
    description: 'The items that are still to be settled; empty where it is not about them.',
  })
  get items(): readonly string[] {
    return 'itemIds' in this.blocker ? this.blocker.itemIds.map((id) => globalId('SessionItem', id)) : [];
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How many codings are missing; null where it is not about them.',
  })
  get missing(): number | null {
    return this.blocker.code === 'CODINGS_MISSING' ? this.blocker.missing : null;
  }
}

@ObjectType('SessionBlockedProblem', {
  implements: ProblemType,
  description: 'The session cannot take this step: everything that stands in the way, at once.',
})
export class SessionBlockedProblem extends ProblemType {
  @Field(() => [SessionBlockerType], { description: 'What stands in the way.' })
  blockers!: SessionBlockerType[];
}
answersFor(SessionBlockedProblem, ['SESSION_BLOCKED'], ({ blockers }: SessionBlocked) => ({
  blockers: blockers.map((blocker) => new SessionBlockerType(blocker)),
}));

@ObjectType('PlanFault', { description: 'One thing that is wrong with a plan.' })
export class PlanFaultType {
  @Field(() => String, { description: 'The field that is wrong.' })
  field!: string;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;
}

@ObjectType('InvalidPlanProblem', {
  implements: ProblemType,
  description: 'A session cannot be planned so: all that is wrong with it, at once.',
})
export class InvalidPlanProblem extends ProblemType {
  @Field(() => [PlanFaultType], { description: 'Each fault.' })
  faults!: PlanFault[];
}
answersFor(InvalidPlanProblem, ['INVALID_PLAN']);

@ObjectType('InvalidCodeProblem', {
  implements: ProblemType,
  description: 'An answer, or a judgement, that cannot be given to an item.',
})
export class InvalidCodeProblem extends ProblemType {
  @Field(() => String, { description: 'The field that is wrong: content, reason, confidence or cause.' })
  field!: string;
}
answersFor(InvalidCodeProblem, [
  'UNKNOWN_CONTENT',
  'REASON_MISSING',
  'REASON_NOT_EXPECTED',
  'NOT_A_LEAF',
  'CONFIDENCE_OUT_OF_RANGE',
  'CAUSE_MISSING',
]);

@ObjectType('NotCodedProblem', { implements: ProblemType, description: 'There is no coding to take back.' })
export class NotCodedProblem extends ProblemType {}
answersFor(NotCodedProblem, ['NOT_CODED']);

@ObjectType('SessionFullProblem', {
  implements: ProblemType,
  description: 'The session, or an item of it, holds as many of these as it can.',
})
export class SessionFullProblem extends ProblemType {
  @Field(() => Int, { description: 'How many.' })
  limit!: number;
}
answersFor(SessionFullProblem, ['SESSION_FULL']);

@ObjectType('DecisionNotApplicableProblem', {
  implements: ProblemType,
  description:
    'A decision that cannot be carried out so: it is a note, was applied, or the operations do not suit it.',
})
export class DecisionNotApplicableProblem extends ProblemType {}
answersFor(DecisionNotApplicableProblem, [
  'DECISION_IS_A_NOTE',
  'DECISION_APPLIED',
  'NOT_A_GUIDELINE_EDIT',
  'NOTHING_TO_APPLY',
]);

@ObjectType('GuidelinesUnchangedProblem', {
  implements: ProblemType,
  description: 'There is nothing to acknowledge: the guidelines read as in the version before.',
})
export class GuidelinesUnchangedProblem extends ProblemType {}
answersFor(GuidelinesUnchangedProblem, ['GUIDELINES_UNCHANGED']);
