import { Field, ID, ObjectType } from 'type-graphql';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  ProblemType,
  resultUnion,
} from '../../platform/graphql/problem.type';
import { ActorType } from './actor.type';

@ObjectType('ExpiryInThePastProblem', {
  implements: ProblemType,
  description: 'A key was to expire before it was made.',
})
export class ExpiryInThePastProblem extends ProblemType {}
answersFor(ExpiryInThePastProblem, ['EXPIRY_IN_THE_PAST']);

@ObjectType('IdentityTakenProblem', {
  implements: ProblemType,
  description: 'The subject signs in another actor already.',
})
export class IdentityTakenProblem extends ProblemType {}
answersFor(IdentityTakenProblem, ['IDENTITY_TAKEN']);

@ObjectType('OwnSuspensionProblem', {
  implements: ProblemType,
  description: 'Whoever suspended themselves could not undo it.',
})
export class OwnSuspensionProblem extends ProblemType {}
answersFor(OwnSuspensionProblem, ['OWN_SUSPENSION']);

@ObjectType('CreateActorPayload', { description: 'The new actor.' })
export class CreateActorPayload {
  @Field(() => ActorType, { nullable: true, description: 'The new actor.' })
  actor!: ActorType | null;
}

@ObjectType('GrantRolePayload', { description: 'A role was given.' })
export class GrantRolePayload {
  @Field(() => ActorType, { nullable: true, description: 'The actor, who holds the role now.' })
  actor!: ActorType | null;
}

@ObjectType('RevokeRolePayload', { description: 'A role was taken.' })
export class RevokeRolePayload {
  @Field(() => ActorType, { nullable: true, description: 'The actor, who does not hold the role now.' })
  actor!: ActorType | null;
}

@ObjectType('IssueApiKeyPayload', { description: 'The new key.' })
export class IssueApiKeyPayload {
  @Field(() => ID, { description: 'The id of the key, by which it is revoked.' })
  apiKey!: string;

  @Field(() => String, { description: 'The token, shown this once: only its hash is kept.' })
  token!: string;

  @Field(() => ActorType, { nullable: true, description: 'Whom it signs in.' })
  actor!: ActorType | null;
}

@ObjectType('RevokeApiKeyPayload', { description: 'A key was revoked.' })
export class RevokeApiKeyPayload {
  @Field(() => ActorType, { nullable: true, description: 'Whom it used to sign in.' })
  actor!: ActorType | null;
}

@ObjectType('ResetRoleTokenPayload', { description: 'The new token.' })
export class ResetRoleTokenPayload {
  @Field(() => String, { description: 'The token, shown this once: only its hash is kept.' })
  token!: string;

  @Field(() => ActorType, { nullable: true, description: 'Whom it signs in.' })
  actor!: ActorType | null;
}

@ObjectType('LinkIdentityPayload', { description: 'A subject of a provider was bound to an actor.' })
export class LinkIdentityPayload {
  @Field(() => ActorType, { nullable: true, description: 'The actor that it signs in.' })
  actor!: ActorType | null;
}

@ObjectType('SuspendActorPayload', { description: 'An actor is signed in no more.' })
export class SuspendActorPayload {
  @Field(() => ActorType, { nullable: true, description: 'Who.' })
  actor!: ActorType | null;
}

@ObjectType('ReinstateActorPayload', { description: 'An actor can be signed in again.' })
export class ReinstateActorPayload {
  @Field(() => ActorType, { nullable: true, description: 'Who.' })
  actor!: ActorType | null;
}

export const CreateActorResult = resultUnion('createActor', CreateActorPayload, [MalformedTextProblem]);
export const GrantRoleResult = resultUnion('grantRole', GrantRolePayload, [NotFoundProblem]);
export const RevokeRoleResult = resultUnion('revokeRole', RevokeRolePayload, [NotFoundProblem]);
export const IssueApiKeyResult = resultUnion('issueApiKey', IssueApiKeyPayload, [
  NotFoundProblem,
  MalformedTextProblem,
  ExpiryInThePastProblem,
]);
export const RevokeApiKeyResult = resultUnion('revokeApiKey', RevokeApiKeyPayload, [NotFoundProblem]);
export const ResetRoleTokenResult = resultUnion('resetRoleToken', ResetRoleTokenPayload, [NotFoundProblem]);
export const LinkIdentityResult = resultUnion('linkIdentity', LinkIdentityPayload, [
  NotFoundProblem,
  MalformedTextProblem,
  IdentityTakenProblem,
]);
export const SuspendActorResult = resultUnion('suspendActor', SuspendActorPayload, [
  NotFoundProblem,
  MalformedTextProblem,
  OwnSuspensionProblem,
]);
export const ReinstateActorResult = resultUnion('reinstateActor', ReinstateActorPayload, [
  NotFoundProblem,
  MalformedTextProblem,
]);
