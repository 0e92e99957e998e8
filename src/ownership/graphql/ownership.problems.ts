import { Field, ID, Int, ObjectType } from 'type-graphql';
import { globalId } from '../../platform/graphql/global-id';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import type { DepartmentId } from '../../platform/ids';
import { ReasonType } from '../../taxonomy/graphql';
import type {
  AssignmentFault,
  AssignmentFaultCode,
  AssignmentRefused,
  AttestationFault,
  AttestationRefused,
  DepartmentFault,
  DepartmentOwns,
  FileFault,
  NotHeld,
  TransferStale,
} from '../domain';

const idOrNull = (id: DepartmentId | null): string | null =>
  id === null ? null : globalId('Department', id);
const reasonOrNull = (id: ConstructorParameters<typeof ReasonType>[0] | null): ReasonType | null =>
  id === null ? null : new ReasonType(id);

@ObjectType('DepartmentFault', { description: 'One thing that is wrong with a department.' })
export class DepartmentFaultType {
  @Field(() => String, { description: 'What it is about, such as code, aliases or parent.' })
  field!: string;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;
}

@ObjectType('DepartmentRefusedProblem', {
  implements: ProblemType,
  description: 'A department that cannot be as it was wished, with all that is wrong at once.',
})
export class DepartmentRefusedProblem extends ProblemType {
  @Field(() => [DepartmentFaultType], { description: 'What is wrong.' })
  faults!: DepartmentFault[];
}
answersFor(DepartmentRefusedProblem, ['DEPARTMENT_REFUSED']);

@ObjectType('DepartmentOwnsProblem', {
  implements: ProblemType,
  description: 'The department answers for reasons still, and nobody was named who takes them over.',
})
export class DepartmentOwnsProblem extends ProblemType {
  @Field(() => ID, { description: 'The department.' })
  department!: string;

  @Field(() => Int, { description: 'How many reasons.' })
  observed!: number;

  @Field(() => [ReasonType], { description: 'The first of them.' })
  reasons!: ReasonType[];
}
answersFor(DepartmentOwnsProblem, ['DEPARTMENT_OWNS'], ({ departmentId, reasonIds }: DepartmentOwns) => ({
  department: globalId('Department', departmentId),
  reasons: reasonIds.map((id) => new ReasonType(id)),
}));

@ObjectType('AssignmentFault', { description: 'One thing for which owners cannot be stated so.' })
export class AssignmentFaultType {
  constructor(private readonly fault: AssignmentFault) {}

  @Field(() => String, { description: 'Its kind, such as UNKNOWN_REASON or SEVERAL_ACCOUNTABLE.' })
  get code(): AssignmentFaultCode {
    return this.fault.code;
  }

  @Field(() => String, { description: 'What came and what was expected.' })
  get message(): string {
    return this.fault.message;
  }

  @Field(() => ReasonType, { nullable: true, description: 'The reason; null where it is about none.' })
  get reason(): ReasonType | null {
    return reasonOrNull(this.fault.reasonId);
  }

  @Field(() => ID, { nullable: true, description: 'The department; null where it is about none.' })
  get department(): string | null {
    return idOrNull(this.fault.departmentId);
  }
}

@ObjectType('AssignmentRefusedProblem', {
  implements: ProblemType,
  description: 'Owners that cannot be stated so, with all that is wrong at once.',
})
export class AssignmentRefusedProblem extends ProblemType {
  @Field(() => [AssignmentFaultType], { description: 'What is wrong, the first 200.' })
  faults!: AssignmentFaultType[];
}
answersFor(AssignmentRefusedProblem, ['ASSIGNMENT_REFUSED'], ({ faults }: AssignmentRefused) => ({
  faults: faults.map((fault) => new AssignmentFaultType(fault)),
}));

@ObjectType('FileFault', { description: 'What is to be said of a place in a file of owners.' })
export class FileFaultType {
  @Field(() => String, { description: 'Its kind, such as UNKNOWN_DEPARTMENT or MALFORMED_MOMENT.' })
  code!: string;

  @Field(() => Int, { nullable: true, description: 'The line, from 1; null where it is about the whole.' })
  line!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The cell in the line, from 1; null where it is about none.',
  })
  column!: number | null;

  @Field(() => String, { description: 'What came.' })
  observed!: string;

  @Field(() => String, { description: 'What was expected.' })
  expected!: string;

  @Field(() => [String], { description: 'What may have been meant, the nearest first.' })
  candidates!: string[];

  @Field(() => String, { description: 'All of it in a sentence.' })
  message!: string;
}

@ObjectType('OwnersFileRefusedProblem', {
  implements: ProblemType,
  description: 'A file of owners with lines that cannot be taken: nothing of it was.',
})
export class OwnersFileRefusedProblem extends ProblemType {
  @Field(() => [FileFaultType], { description: 'What is wrong, in the order of the file, the first 200.' })
  faults!: FileFault[];

  @Field(() => Int, { description: 'How many there are.' })
  faultCount!: number;
}
answersFor(OwnersFileRefusedProblem, ['OWNERS_FILE_REFUSED']);

@ObjectType('TransferDecidedProblem', {
  implements: ProblemType,
  description: 'The offer was accepted, declined or withdrawn already.',
})
export class TransferDecidedProblem extends ProblemType {
  @Field(() => String, { description: 'What it is: ACCEPTED, DECLINED or WITHDRAWN.' })
  observed!: string;
}
answersFor(TransferDecidedProblem, ['TRANSFER_DECIDED']);

@ObjectType('NotHeldRole', { description: 'A reason that the department does not answer for.' })
export class NotHeldRoleType {
  constructor(private readonly notHeld: NotHeld) {}

  @Field(() => ReasonType, { description: 'The reason.' })
  get reason(): ReasonType {
    return new ReasonType(this.notHeld.reasonId);
  }

  @Field(() => String, { description: 'The role.' })
  get role(): string {
    return this.notHeld.role;
  }

  @Field(() => [ID], { description: 'The departments that hold it instead.' })
  get holders(): string[] {
    return this.notHeld.holders.map((id) => globalId('Department', id));
  }
}

@ObjectType('TransferStaleProblem', {
  implements: ProblemType,
  description: 'The department does not, or no longer, answer for what is handed over.',
})
export class TransferStaleProblem extends ProblemType {
  @Field(() => [NotHeldRoleType], { description: 'The first of what it does not answer for.' })
  notHeld!: NotHeldRoleType[];
}
answersFor(TransferStaleProblem, ['TRANSFER_STALE'], ({ notHeld }: TransferStale) => ({
  notHeld: notHeld.map((role) => new NotHeldRoleType(role)),
}));

@ObjectType('AttestationFault', {
  description: 'One thing for which an attestation or an answer cannot be taken.',
})
export class AttestationFaultType {
  constructor(private readonly fault: AttestationFault) {}

  @Field(() => String, { description: 'What came and what was expected.' })
  get message(): string {
    return this.fault.message;
  }

  @Field(() => ReasonType, { nullable: true, description: 'The reason; null where it is about none.' })
  get reason(): ReasonType | null {
    return reasonOrNull(this.fault.reasonId);
  }
}

@ObjectType('AttestationRefusedProblem', {
  implements: ProblemType,
  description: 'An attestation or answers that cannot be taken, with all that is wrong at once.',
})
export class AttestationRefusedProblem extends ProblemType {
  @Field(() => [AttestationFaultType], { description: 'What is wrong, the first 50.' })
  faults!: AttestationFaultType[];
}
answersFor(AttestationRefusedProblem, ['ATTESTATION_REFUSED'], ({ faults }: AttestationRefused) => ({
  faults: faults.map((fault) => new AttestationFaultType(fault)),
}));
