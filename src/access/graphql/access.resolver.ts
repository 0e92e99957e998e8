import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { sha256Hex } from '../../platform/digest';
import { globalId, localId, optionalLocalId } from '../../platform/graphql/global-id';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  problemView,
  ProblemType,
  resultUnion,
} from '../../platform/graphql/problem.type';
import type { GraphContext } from '../../platform/graphql/context';
import type { ActorId } from '../../platform/ids';
import { createActor, grantRole, issueApiKey, revokeApiKey, revokeRole } from '../commands/access-commands';
import { resetRoleToken } from '../commands/prepare-access';
import type { Principal, Role } from '../domain';
import { newToken } from '../role-tokens';
import { ActorType, NewActorKindEnum, RoleEnum } from './actor.type';
import type { ActorLoader } from './loaders';

export type AccessContext = GraphContext<Principal>;

@ObjectType('ExpiryInThePastProblem', {
  implements: ProblemType,
  description: 'A key was to expire before it was made.',
})
export class ExpiryInThePastProblem extends ProblemType {}
answersFor(ExpiryInThePastProblem, ['EXPIRY_IN_THE_PAST']);

@ObjectType('RoleGrant', { description: 'A role that the caller may use now.' })
export class RoleGrantType {
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;

  @Field(() => ID, {
    nullable: true,
    description: 'The taxonomy it holds in; null: in all of them, future ones too.',
  })
  taxonomy!: string | null;
}

@ObjectType('Viewer', { description: 'The caller, as signed in.' })
export class ViewerType {
  @Field(() => ActorType, { description: 'Who the token belongs to.' })
  actor!: ActorType;

  @Field(() => [RoleGrantType], { description: 'The roles that the token lets its actor use.' })
  roles!: RoleGrantType[];
}

@InputType('CreateActorInput', { description: 'A new actor.' })
export class CreateActorInputType {
  @Field(() => NewActorKindEnum, { description: 'Whether it is a person or a system.' })
  kind!: keyof typeof NewActorKindEnum;

  @Field(() => String, { description: 'What they are called.' })
  name!: string;
}

@InputType('GrantRoleInput', { description: 'Which role to give to whom.' })
export class GrantRoleInputType {
  @Field(() => ID, { description: 'Whose.' })
  actor!: string;

  @Field(() => RoleEnum, { description: 'Which role.' })
  role!: Role;

  @Field(() => ID, {
    nullable: true,
    description: 'In which taxonomy; null: in all of them, future ones too.',
  })
  taxonomy?: string | null;
}

@InputType('RevokeRoleInput', { description: 'Which role to take from whom.' })
export class RevokeRoleInputType {
  @Field(() => ID, { description: 'Whose.' })
  actor!: string;

  @Field(() => RoleEnum, { description: 'Which role.' })
  role!: Role;

  @Field(() => ID, {
    nullable: true,
    description: 'In which taxonomy; null: in all of them, future ones too.',
  })
  taxonomy?: string | null;
}

@InputType('IssueApiKeyInput', { description: 'A key to be made.' })
export class IssueApiKeyInputType {
  @Field(() => ID, { description: 'Whom it signs in.' })
  actor!: string;

  @Field(() => String, { description: 'What it is for.' })
  label!: string;

  @Field(() => [RoleEnum], {
    nullable: true,
    description: 'Narrows it to these roles of the actor; null does not.',
  })
  roles?: Role[] | null;

  @Field(() => ID, { nullable: true, description: 'Narrows it to one taxonomy; null does not.' })
  taxonomy?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it stops working; null: never by itself.',
  })
  expiresAt?: Date | null;
}

@InputType('RevokeApiKeyInput', { description: 'A key to be revoked.' })
export class RevokeApiKeyInputType {
  @Field(() => ID, { description: 'Which key.' })
  apiKey!: string;
}

@InputType('ResetRoleTokenInput', { description: 'A role whose token is to be made anew.' })
export class ResetRoleTokenInputType {
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;
}

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

const CreateActorResult = resultUnion('createActor', CreateActorPayload, [MalformedTextProblem]);
const GrantRoleResult = resultUnion('grantRole', GrantRolePayload, [NotFoundProblem]);
const RevokeRoleResult = resultUnion('revokeRole', RevokeRolePayload, [NotFoundProblem]);
const IssueApiKeyResult = resultUnion('issueApiKey', IssueApiKeyPayload, [
  NotFoundProblem,
  MalformedTextProblem,
  ExpiryInThePastProblem,
]);
const RevokeApiKeyResult = resultUnion('revokeApiKey', RevokeApiKeyPayload, [NotFoundProblem]);
const ResetRoleTokenResult = resultUnion('resetRoleToken', ResetRoleTokenPayload, [NotFoundProblem]);

@Resolver()
export class AccessResolver {
  constructor(private readonly makeActorLoader: () => ActorLoader) {}

  @Query(() => ViewerType, {
    nullable: true,
    description: 'Who the caller is and what the token shown lets them do.',
  })
  async viewer(@Ctx() { actor, loaders }: AccessContext): Promise<ViewerType | null> {
    const self = await loaders.get(this.makeActorLoader).load(actor.id);
    if (self === null) return null;
    const held = actor.grants.map(({ role, taxonomyId }) => ({
      role,
      taxonomy: taxonomyId === null ? null : globalId('Taxonomy', taxonomyId),
    }));
    return { actor: self, roles: held };
  }

  @Mutation(() => CreateActorResult, {
    nullable: true,
    description: 'Adds somebody, or some system, that can be given roles and keys.',
  })
  async createActor(
    @Arg('input', () => CreateActorInputType, { description: 'Who.' }) input: CreateActorInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof CreateActorResult> {
    const outcome = await context.run(createActor, input);
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new CreateActorPayload(), context, outcome.value.value.actorId);
  }

  @Mutation(() => GrantRoleResult, {
    nullable: true,
    description: 'Gives a role in one taxonomy or in all of them.',
  })
  async grantRole(
    @Arg('input', () => GrantRoleInputType, { description: 'Which role to whom.' }) input: GrantRoleInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof GrantRoleResult> {
    const outcome = await context.run(grantRole, roleInput(input));
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new GrantRolePayload(), context, outcome.value.value.actorId);
  }

  @Mutation(() => RevokeRoleResult, {
    nullable: true,
    description: 'Takes a role away; one that is not held is left as it is.',
  })
  async revokeRole(
    @Arg('input', () => RevokeRoleInputType, { description: 'Which role from whom.' })
    input: RevokeRoleInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RevokeRoleResult> {
    const outcome = await context.run(revokeRole, roleInput(input));
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new RevokeRolePayload(), context, outcome.value.value.actorId);
  }

  @Mutation(() => IssueApiKeyResult, {
    nullable: true,
    description:
      'Makes a key for an actor. The token is new with every call: an Idempotency-Key is refused on its second use.',
  })
  async issueApiKey(
    @Arg('input', () => IssueApiKeyInputType, { description: 'Which key.' }) input: IssueApiKeyInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof IssueApiKeyResult> {
    const token = newToken();
    const outcome = await context.run(issueApiKey, {
      actorId: localId('Actor', input.actor, 'actor'),
      label: input.label,
      hash: sha256Hex(token),
      roles: input.roles ?? null,
      taxonomyId: optionalLocalId('Taxonomy', input.taxonomy, 'taxonomy'),
      expiresAt: input.expiresAt ?? null,
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const { actorId, apiKeyId } = outcome.value.value;
    const payload = Object.assign(new IssueApiKeyPayload(), { apiKey: globalId('ApiKey', apiKeyId), token });
    return this.answer(payload, context, actorId);
  }

  @Mutation(() => RevokeApiKeyResult, {
    nullable: true,
    description: 'From now on the key signs nobody in, on any instance.',
  })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInputType, { description: 'Which key.' }) input: RevokeApiKeyInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RevokeApiKeyResult> {
    const outcome = await context.run(revokeApiKey, { apiKeyId: localId('ApiKey', input.apiKey, 'apiKey') });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new RevokeApiKeyPayload(), context, outcome.value.value.actorId);
  }

  @Mutation(() => ResetRoleTokenResult, {
    nullable: true,
    description:
      'Makes a new token for the actor that a start of the service makes for a role; the tokens it had stop working.',
  })
  async resetRoleToken(
    @Arg('input', () => ResetRoleTokenInputType, { description: 'Which role.' })
    { role }: ResetRoleTokenInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof ResetRoleTokenResult> {
    const token = newToken();
    const outcome = await context.run(resetRoleToken, { role, hash: sha256Hex(token) });
    if (!outcome.ok) return problemView(outcome.problem);
    const payload = Object.assign(new ResetRoleTokenPayload(), { token });
    return this.answer(payload, context, outcome.value.value.actorId);
  }

  private async answer<Payload extends { actor: ActorType | null }>(
    payload: Payload,
    { loaders }: AccessContext,
    actorId: ActorId,
  ): Promise<Payload> {
    const actor = await loaders.get(this.makeActorLoader).load(actorId);
    return Object.assign(payload, { actor });
  }
}

const roleInput = ({ actor, role, taxonomy }: GrantRoleInputType) => ({
  actorId: localId('Actor', actor, 'actor'),
  role,
  taxonomyId: optionalLocalId('Taxonomy', taxonomy, 'taxonomy'),
});
