import { Field, ID, Int, ObjectType } from 'type-graphql';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import { globalId } from '../../platform/graphql/global-id';
import type { AuditBlocked, AuditBlocker, AuditFault, AuditState, InvalidAudit } from '../domain';
import { AuditStateEnum } from './audit.enums';

@ObjectType('AuditBlocker', { description: 'One thing that stands in the way of an audit.' })
export class AuditBlockerType {
  constructor(private readonly blocker: AuditBlocker) {}

  @Field(() => String, {
    description: 'Its kind: WRONG_STATE, CODINGS_MISSING, SEES_PRODUCTION_CODES or AUDIT_FULL.',
  })
  get code(): string {
    return this.blocker.code;
  }

  @Field(() => String, { description: 'What came and what was expected.' })
  get message(): string {
    return this.blocker.message;
  }

  @Field(() => [AuditStateEnum], {
    description: 'The states in which this can be done; empty where it is not about the state.',
  })
  get expectedStates(): readonly AuditState[] {
    return this.blocker.code === 'WRONG_STATE' ? this.blocker.expected : [];
  }

  @Field(() => Int, {
    nullable: true,
    description: 'How many codings are missing; null where it is not about them.',
  })
  get missing(): number | null {
    return this.blocker.code === 'CODINGS_MISSING' ? this.blocker.missing : null;
  }
}

@ObjectType('AuditBlockedProblem', {
  implements: ProblemType,
  description: 'The audit cannot take this step: everything that stands in the way, at once.',
})
export class AuditBlockedProblem extends ProblemType {
  @Field(() => [AuditBlockerType], { description: 'What stands in the way.' })
  blockers!: AuditBlockerType[];
}
answersFor(AuditBlockedProblem, ['AUDIT_BLOCKED'], ({ blockers }: AuditBlocked) => ({
  blockers: blockers.map((blocker) => new AuditBlockerType(blocker)),
}));

@ObjectType('AuditFault', { description: 'One thing that is wrong with a wished audit.' })
export class AuditFaultType {
  constructor(private readonly fault: AuditFault) {}

  @Field(() => String, { description: 'The field that is wrong.' })
  get field(): string {
    return this.fault.field;
  }

  @Field(() => String, { description: 'What came and what was expected.' })
  get message(): string {
    return this.fault.message;
  }

  @Field(() => [ID], { description: 'The coders that it is about; empty where it is about none.' })
  get coders(): readonly string[] {
    return (this.fault.coderIds ?? []).map((id) => globalId('Coder', id));
  }
}

@ObjectType('InvalidAuditProblem', {
  implements: ProblemType,
  description: 'An audit cannot be so: all that is wrong with it, at once.',
})
export class InvalidAuditProblem extends ProblemType {
  @Field(() => [AuditFaultType], { description: 'Each fault.' })
  faults!: AuditFaultType[];
}
answersFor(InvalidAuditProblem, ['INVALID_AUDIT'], ({ faults }: InvalidAudit) => ({
  faults: faults.map((fault) => new AuditFaultType(fault)),
}));

@ObjectType('InvalidFindingProblem', {
  implements: ProblemType,
  description: 'A finding that cannot be so.',
})
export class InvalidFindingProblem extends ProblemType {
  @Field(() => String, { description: 'The field that is wrong: owner, dueOn, reason or state.' })
  field!: string;
}
answersFor(InvalidFindingProblem, ['INVALID_FINDING']);
