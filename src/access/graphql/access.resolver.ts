import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { sha256Hex } from '../../platform/digest';
import { globalId, localId, optionalLocalId } from '../../platform/graphql/global-id';
import { problemView } from '../../platform/graphql/problem.type';
import type { GraphContext } from '../../platform/graphql/context';
import type { ActorId } from '../../platform/ids';
import { createActor, grantRole, issueApiKey, revokeApiKey, revokeRole } from '../commands/access-commands';
import { linkIdentity, reinstateActor, suspendActor } from '../commands/identity-commands';
import { resetRoleToken } from '../commands/prepare-access';
import type { Principal } from '../domain';
import { newToken } from '../role-tokens';
import {
  CreateActorInputType,
  GrantRoleInputType,
  IssueApiKeyInputType,
  LinkIdentityInputType,
  ReinstateActorInputType,
  ResetRoleTokenInputType,
  RevokeApiKeyInputType,
  RevokeRoleInputType,
  SuspendActorInputType,
} from './access.inputs';
import * as results from './access.results';
import type { ActorType } from './actor.type';
import type { ActorLoader } from './loaders';
import { ViewerType } from './viewer.type';

export type AccessContext = GraphContext<Principal>;

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

  @Mutation(() => results.CreateActorResult, {
    nullable: true,
    description: 'Adds somebody, or some system, that can be given roles and keys.',
  })
  async createActor(
    @Arg('input', () => CreateActorInputType, { description: 'Who.' }) input: CreateActorInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.CreateActorResult> {
    const outcome = await context.run(createActor, input);
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new results.CreateActorPayload(), context, outcome.value.value.actorId);
  }

  @Mutation(() => results.GrantRoleResult, {
    nullable: true,
    description: 'Gives a role in one taxonomy or in all of them.',
  })
  async grantRole(
    @Arg('input', () => GrantRoleInputType, { description: 'Which role to whom.' }) input: GrantRoleInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.GrantRoleResult> {
    const outcome = await context.run(grantRole, roleInput(input));
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new results.GrantRolePayload(), context, outcome.value.value.actorId);
  }

  @Mutation(() => results.RevokeRoleResult, {
    nullable: true,
    description: 'Takes a role away; one that is not held is left as it is.',
  })
  async revokeRole(
    @Arg('input', () => RevokeRoleInputType, { description: 'Which role from whom.' })
    input: RevokeRoleInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.RevokeRoleResult> {
    const outcome = await context.run(revokeRole, roleInput(input));
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new results.RevokeRolePayload(), context, outcome.value.value.actorId);
  }

  @Mutation(() => results.IssueApiKeyResult, {
    nullable: true,
    description:
      'Makes a key for an actor. The token is new with every call: an Idempotency-Key is refused on its second use.',
  })
  async issueApiKey(
    @Arg('input', () => IssueApiKeyInputType, { description: 'Which key.' }) input: IssueApiKeyInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.IssueApiKeyResult> {
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
    const payload = Object.assign(new results.IssueApiKeyPayload(), {
      apiKey: globalId('ApiKey', apiKeyId),
      token,
    });
    return this.answer(payload, context, actorId);
  }

  @Mutation(() => results.RevokeApiKeyResult, {
    nullable: true,
    description: 'From now on the key signs nobody in, on any instance.',
  })
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInputType, { description: 'Which key.' }) input: RevokeApiKeyInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.RevokeApiKeyResult> {
    const outcome = await context.run(revokeApiKey, { apiKeyId: localId('ApiKey', input.apiKey, 'apiKey') });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new results.RevokeApiKeyPayload(), context, outcome.value.value.actorId);
  }

  @Mutation(() => results.ResetRoleTokenResult, {
    nullable: true,
    description:
      'Makes a new token for the actor that a start of the service makes for a role; the tokens it had stop working.',
  })
  async resetRoleToken(
    @Arg('input', () => ResetRoleTokenInputType, { description: 'Which role.' })
    { role }: ResetRoleTokenInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.ResetRoleTokenResult> {
    const token = newToken();
    const outcome = await context.run(resetRoleToken, { role, hash: sha256Hex(token) });
    if (!outcome.ok) return problemView(outcome.problem);
    const payload = Object.assign(new results.ResetRoleTokenPayload(), { token });
    return this.answer(payload, context, outcome.value.value.actorId);
  }

  @Mutation(() => results.LinkIdentityResult, {
    nullable: true,
    description:
      'Says beforehand which actor a subject of a provider signs in as, so that roles can wait for them.',
  })
  async linkIdentity(
    @Arg('input', () => LinkIdentityInputType, { description: 'Which subject for whom.' })
    { actor, issuer, subject }: LinkIdentityInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.LinkIdentityResult> {
    const actorId = localId('Actor', actor, 'actor');
    const outcome = await context.run(linkIdentity, { actorId, issuer, subject });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new results.LinkIdentityPayload(), context, actorId);
  }

  @Mutation(() => results.SuspendActorResult, {
    nullable: true,
    description:
      'Signs an actor in no more, by key or by provider, on any instance; what they did stays theirs.',
  })
  async suspendActor(
    @Arg('input', () => SuspendActorInputType, { description: 'Whom, and why.' })
    { actor, because }: SuspendActorInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.SuspendActorResult> {
    const actorId = localId('Actor', actor, 'actor');
    const outcome = await context.run(suspendActor, { actorId, because });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new results.SuspendActorPayload(), context, actorId);
  }

  @Mutation(() => results.ReinstateActorResult, {
    nullable: true,
    description: 'Lets a suspended actor be signed in again, with the roles and keys they still have.',
  })
  async reinstateActor(
    @Arg('input', () => ReinstateActorInputType, { description: 'Whom, and why.' })
    { actor, because }: ReinstateActorInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof results.ReinstateActorResult> {
    const actorId = localId('Actor', actor, 'actor');
    const outcome = await context.run(reinstateActor, { actorId, because });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(new results.ReinstateActorPayload(), context, actorId);
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
