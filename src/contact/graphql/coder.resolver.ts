import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { problemView } from '../../platform/graphql/problem.type';
import { pageRequest } from '../../platform/paging';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { linkCoder, registerCoder, retireCoder } from '../commands/coder-commands';
import type { CoderId, CoderKind } from '../domain';
import type { ContactReader } from '../queries/contact-reader';
import { CoderConnection, CoderKindEnum, CoderType } from './coder.type';
import { LinkCoderInputType, RegisterCoderInputType, RetireCoderInputType } from './contact.inputs';
import {
  LinkCoderPayload,
  LinkCoderResult,
  RegisterCoderPayload,
  RegisterCoderResult,
  RetireCoderPayload,
  RetireCoderResult,
} from './contact.results';
import type { VisibleContacts } from './visible-contacts';

@Resolver(() => CoderType)
export class CoderResolver {
  constructor(
    private readonly reader: ContactReader,
    private readonly visible: VisibleContacts,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @Query(() => CoderConnection, {
    nullable: true,
    description:
      'The coders of a taxonomy, by external id; null where there is no such taxonomy for the caller.',
  })
  async coders(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('kinds', () => [CoderKindEnum], {
      nullable: true,
      description: 'Only those of these kinds; null: all.',
    })
    kinds?: CoderKind[] | null,
    @Arg('includeRetired', () => Boolean, {
      defaultValue: false,
      description: 'Whether those who take no part in new sessions are listed too.',
    })
    includeRetired = false,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<CoderType> | null> {
    const request = pageRequest({ first, after }, ['TEXT']);
    const known = await this.taxonomies.byKeyFor(key, 'readCoders', context.actor);
    if (known === null) return null;
    const page = await this.reader.coderPage(known.id, { kinds: kinds ?? null, includeRetired }, request);
    return connectionOf(
      page,
      ({ externalId }) => [externalId],
      (coder) => new CoderType(coder),
    );
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who signs in as it; null where nobody does, or where that is not the caller's to see.",
  })
  async actor(@Root() { record }: CoderType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return record.actorId === null ? null : this.taxonomies.actor(record.actorId, context);
  }

  @Mutation(() => RegisterCoderResult, {
    nullable: true,
    description: 'Registers a coder of a taxonomy: an agent, an analyst, or one version of a model.',
  })
  async registerCoder(
    @Arg('input', () => RegisterCoderInputType, { description: 'The coder.' }) input: RegisterCoderInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RegisterCoderResult> {
    const outcome = await context.run(registerCoder, {
      taxonomyId: localId('Taxonomy', input.taxonomy, 'taxonomy'),
      kind: input.kind,
      externalId: input.externalId,
      name: input.name ?? null,
      modelVersion: input.modelVersion ?? null,
      actorId: optionalLocalId('Actor', input.actor, 'actor'),
    });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(RegisterCoderPayload, outcome.value.value.coderId, context);
  }

  @Mutation(() => LinkCoderResult, {
    nullable: true,
    description: 'Says who signs in as a coder. An open session goes on with whoever it was when it opened.',
  })
  async linkCoder(
    @Arg('input', () => LinkCoderInputType, { description: 'Which coder, and who.' })
    input: LinkCoderInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof LinkCoderResult> {
    const { expectedRevision, because } = input;
    const coderId = localId('Coder', input.coder, 'coder');
    const actorId = optionalLocalId('Actor', input.actor, 'actor');
    const outcome = await context.run(linkCoder, { coderId, expectedRevision, actorId, because });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(LinkCoderPayload, coderId, context);
  }

  @Mutation(() => RetireCoderResult, {
    nullable: true,
    description: 'Takes a coder out of future sessions; what was coded stays.',
  })
  async retireCoder(
    @Arg('input', () => RetireCoderInputType, { description: 'Which coder, and why.' })
    input: RetireCoderInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof RetireCoderResult> {
    const coderId = localId('Coder', input.coder, 'coder');
    const outcome = await context.run(retireCoder, { coderId, because: input.because });
    if (!outcome.ok) return problemView(outcome.problem);
    return this.answer(RetireCoderPayload, coderId, context);
  }

  private async answer<Payload extends { coder: CoderType | null }>(
    type: new () => Payload,
    id: CoderId,
    context: AccessContext,
  ): Promise<Payload> {
    return Object.assign(new type(), { coder: await this.visible.coder(id, context) });
  }
}
