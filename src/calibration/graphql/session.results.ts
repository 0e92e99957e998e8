import { Field, ObjectType } from 'type-graphql';
import { MalformedTextProblem, NotFoundProblem, resultUnion } from '../../platform/graphql/problem.type';
import { DraftType, operationProblems, StaleRevisionProblem } from '../../taxonomy/graphql';
import { DecisionType } from './decision.type';
import {
  DecisionNotApplicableProblem,
  InvalidCodeProblem,
  InvalidPlanProblem,
  NotCodedProblem,
  SessionBlockedProblem,
  SessionFullProblem,
} from './session.problems';
import { SessionItemType, SessionType } from './session.type';

function sessionPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => SessionType, { nullable: true, description: 'The session as it is now.' })
    session!: SessionType | null;
  }
  return Payload;
}

function itemPayload(name: string, description: string) {
  @ObjectType(name, { description })
  class Payload {
    @Field(() => SessionType, { nullable: true, description: 'The session as it is now.' })
    session!: SessionType | null;

    @Field(() => SessionItemType, { nullable: true, description: 'The item.' })
    item!: SessionItemType | null;
  }
  return Payload;
}

export const PlanSessionPayload = sessionPayload('PlanSessionPayload', 'The new session.');
export const OpenSessionPayload = sessionPayload('OpenSessionPayload', 'The session is open for coding.');
export const WithdrawCoderPayload = sessionPayload('WithdrawCoderPayload', 'The coder was taken out.');
export const RevealSessionPayload = sessionPayload('RevealSessionPayload', 'The codes are shown.');
export const CloseSessionPayload = sessionPayload('CloseSessionPayload', 'The session is closed.');
export const CancelSessionPayload = sessionPayload('CancelSessionPayload', 'The session was given up.');
export const CodeItemPayload = itemPayload('CodeItemPayload', 'The answer was taken.');
export const WithdrawCodingPayload = itemPayload('WithdrawCodingPayload', 'The answer was taken back.');
export const AddDiscussionNotePayload = itemPayload('AddDiscussionNotePayload', 'The note was added.');
export const AdjudicateItemPayload = itemPayload('AdjudicateItemPayload', 'The item is adjudicated.');

@ObjectType('RecordDecisionPayload', { description: 'The new decision.' })
export class RecordDecisionPayload {
  @Field(() => DecisionType, { nullable: true, description: 'The decision.' })
  decision!: DecisionType | null;
}

@ObjectType('ApplyDecisionPayload', { description: 'The decision was carried out in a draft.' })
export class ApplyDecisionPayload {
  @Field(() => DecisionType, { nullable: true, description: 'The decision as it is now.' })
  decision!: DecisionType | null;

  @Field(() => DraftType, { nullable: true, description: 'The draft at its new head.' })
  draft!: DraftType | null;
}

const stepProblems = [NotFoundProblem, StaleRevisionProblem, SessionBlockedProblem];
const stepProblemsWithText = [...stepProblems, MalformedTextProblem];

export const PlanSessionResult = resultUnion('planSession', PlanSessionPayload, [
  NotFoundProblem,
  InvalidPlanProblem,
]);
export const OpenSessionResult = resultUnion('openSession', OpenSessionPayload, stepProblems);
export const WithdrawCoderResult = resultUnion('withdrawCoder', WithdrawCoderPayload, stepProblemsWithText);
export const RevealSessionResult = resultUnion('revealSession', RevealSessionPayload, stepProblemsWithText);
export const CloseSessionResult = resultUnion('closeSession', CloseSessionPayload, stepProblemsWithText);
export const CancelSessionResult = resultUnion('cancelSession', CancelSessionPayload, stepProblemsWithText);
export const CodeItemResult = resultUnion('codeItem', CodeItemPayload, [
  NotFoundProblem,
  SessionBlockedProblem,
  InvalidCodeProblem,
  MalformedTextProblem,
]);
export const WithdrawCodingResult = resultUnion('withdrawCoding', WithdrawCodingPayload, [
  NotFoundProblem,
  SessionBlockedProblem,
  InvalidCodeProblem,
  NotCodedProblem,
]);
export const AddDiscussionNoteResult = resultUnion('addDiscussionNote', AddDiscussionNotePayload, [
  NotFoundProblem,
  SessionBlockedProblem,
  MalformedTextProblem,
  SessionFullProblem,
]);
export const AdjudicateItemResult = resultUnion('adjudicateItem', AdjudicateItemPayload, [
  NotFoundProblem,
  SessionBlockedProblem,
  InvalidCodeProblem,
  StaleRevisionProblem,
  MalformedTextProblem,
]);
export const RecordDecisionResult = resultUnion('recordDecision', RecordDecisionPayload, [
  NotFoundProblem,
  SessionBlockedProblem,
  MalformedTextProblem,
  SessionFullProblem,
]);
export const ApplyDecisionResult = resultUnion('applyDecision', ApplyDecisionPayload, [
  SessionBlockedProblem,
  DecisionNotApplicableProblem,
  ...operationProblems,
]);
