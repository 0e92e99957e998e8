import { Field, ObjectType } from 'type-graphql';
import { InvalidCodeProblem } from '../../calibration/graphql';
import { MalformedTextProblem, NotFoundProblem, resultUnion } from '../../platform/graphql/problem.type';
import { StaleRevisionProblem } from '../../taxonomy/graphql';
import { AuditAssignmentType } from './audit-assignment.type';
import { AuditBlockedProblem, InvalidAuditProblem, InvalidFindingProblem } from './audit.problems';
import { AuditType } from './audit.type';
import { AuditFindingType } from './finding.type';

function auditPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => AuditType, { nullable: true, description: 'The audit as it is now.' })
    audit!: AuditType | null;
  }
  return Payload;
}

function findingPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => AuditFindingType, { nullable: true, description: 'The finding as it is now.' })
    finding!: AuditFindingType | null;
  }
  return Payload;
}

export const DrawAuditPayload = auditPayload('DrawAuditPayload', 'The new audit.');
export const CloseAuditPayload = auditPayload('CloseAuditPayload', 'The audit is closed.');
export const CancelAuditPayload = auditPayload('CancelAuditPayload', 'The audit was given up.');
export const RecordAuditFindingPayload = findingPayload('RecordAuditFindingPayload', 'The new finding.');
export const FollowUpAuditFindingPayload = findingPayload('FollowUpAuditFindingPayload', 'It was noted.');

@ObjectType('CodeAuditItemPayload', { description: 'The answer was taken.' })
export class CodeAuditItemPayload {
  @Field(() => AuditAssignmentType, { nullable: true, description: 'What the caller has answered.' })
  assignment!: AuditAssignmentType | null;
}

const stepProblems = [NotFoundProblem, StaleRevisionProblem, AuditBlockedProblem, MalformedTextProblem];

export const DrawAuditResult = resultUnion('drawAudit', DrawAuditPayload, [
  NotFoundProblem,
  InvalidAuditProblem,
]);
export const CodeAuditItemResult = resultUnion('codeAuditItem', CodeAuditItemPayload, [
  ...[NotFoundProblem, AuditBlockedProblem, InvalidCodeProblem, MalformedTextProblem],
]);
export const CloseAuditResult = resultUnion('closeAudit', CloseAuditPayload, stepProblems);
export const CancelAuditResult = resultUnion('cancelAudit', CancelAuditPayload, stepProblems);
export const RecordAuditFindingResult = resultUnion('recordAuditFinding', RecordAuditFindingPayload, [
  ...[NotFoundProblem, AuditBlockedProblem, InvalidFindingProblem, MalformedTextProblem],
]);
export const FollowUpAuditFindingResult = resultUnion('followUpAuditFinding', FollowUpAuditFindingPayload, [
  ...[NotFoundProblem, StaleRevisionProblem, InvalidFindingProblem, MalformedTextProblem],
]);
