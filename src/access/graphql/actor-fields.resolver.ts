import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { CallerError } from '../../platform/caller-error';
import { connectionOf, connectionType, type Connection } from '../../platform/graphql/connection.type';
import { globalId } from '../../platform/graphql/global-id';
import { PagesLoader } from '../../platform/graphql/pages-loader';
import type { ActorId } from '../../platform/ids';
import { pageRequest, type PageRequest } from '../../platform/paging';
import { can, type ActorKind, type Role } from '../domain';
import type { AccessReader, ApiKeyRow, GrantRow, IdentityRow } from '../queries/access-reader';
import type { AccessContext } from './access.resolver';
import { ActorKindEnum, ActorType, RoleEnum } from './actor.type';
import { RoleGrantType } from './viewer.type';

@ObjectType('ApiKey', {
  description: 'A key that signs an actor in. Its token was shown once and is kept by its hash.',
})
export class ApiKeyType {
  constructor(private readonly record: ApiKeyRow) {}

  @Field(() => ID, { description: 'Opaque; by it the key is revoked.' })
  get id(): string {
    return globalId('ApiKey', this.record.id);
  }

  @Field(() => String, { description: 'What it is for.' })
  get label(): string {
    return this.record.label;
  }

  @Field(() => [RoleEnum], { nullable: true, description: 'The roles it is narrowed to; null: it is not.' })
  get roles(): readonly Role[] | null {
    return this.record.roles;
  }

  @Field(() => ID, { nullable: true, description: 'The taxonomy it is narrowed to; null: it is not.' })
  get taxonomy(): string | null {
    const { taxonomyId } = this.record;
    return taxonomyId === null ? null : globalId('Taxonomy', taxonomyId);
  }

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  get createdAt(): Date {
    return this.record.createdAt;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it stops working; null: never by itself.',
  })
  get expiresAt(): Date | null {
    return this.record.expiresAt;
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was revoked; null: it was not.' })
  get revokedAt(): Date | null {
    return this.record.revokedAt;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was last used, to the minute; null: never.',
  })
  get lastUsedAt(): Date | null {
    return this.record.lastUsedAt;
  }
}

@ObjectType('Identity', { description: 'Whom a provider of identities means by a subject.' })
export class IdentityType {
  @Field(() => String, { description: 'The issuer of its tokens.' })
  issuer!: string;

  @Field(() => String, { description: 'What the issuer calls them.' })
  subject!: string;

  @Field(() => GraphQLDateTime, { description: 'When they became known here.' })
  linkedAt!: Date;
}

export const ActorConnection = connectionType('Actor', () => ActorType, 'A page of actors.');
export const ApiKeyConnection = connectionType('ApiKey', () => ApiKeyType, 'A page of API keys.');
export const IdentityConnection = connectionType('Identity', () => IdentityType, 'A page of identities.');
export const RoleGrantConnection = connectionType('RoleGrant', () => RoleGrantType, 'A page of roles.');

@InputType('ActorFilter', { description: 'Which actors; what is left out does not narrow.' })
export class ActorFilterInput {
  @Field(() => ActorKindEnum, { nullable: true, description: 'Of this kind.' })
  kind?: ActorKind | null;

  @Field(() => String, { nullable: true, description: 'With this in their name, in whatever case.' })
  name?: string | null;
}

const onlyForAdmins = 'null where it is not the caller’s own and the caller may not manage access.';
const position = (at: Date, id: string): readonly string[] => [at.toISOString(), id];

@Resolver(() => ActorType)
export class ActorFields {
  constructor(private readonly reader: AccessReader) {}

  @Query(() => ActorConnection, {
    nullable: true,
    description:
      'Everybody and every system that is known here, the newest first; for those who manage access.',
  })
  async actors(
    @Ctx() { actor }: AccessContext,
    @Arg('filter', () => ActorFilterInput, { nullable: true, description: 'Which actors; null: all.' })
    filter?: ActorFilterInput | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ActorType>> {
    if (!can(actor, 'manageAccess', { taxonomyId: null }))
      throw new CallerError('FORBIDDEN', 'expected a role that may manageAccess in all taxonomies');
    const request = pageRequest({ first, after }, ['INSTANT', 'UUID']);
    const page = await this.reader.actorPage(
      { kind: filter?.kind ?? null, name: filter?.name ?? null },
      request,
    );
    return connectionOf(
      page,
      ({ createdAt, id }) => position(createdAt, id),
      (row) => new ActorType(row),
    );
  }

  @FieldResolver(() => RoleGrantConnection, {
    nullable: true,
    description: `The roles given to them here, the oldest first; ${onlyForAdmins}`,
  })
  async roles(
    @Root() { record }: ActorType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RoleGrantType> | null> {
    if (!maySee(context, record.id)) return null;
    const page = await context.loaders.get(this.grants).load(record.id, pageOfOwn({ first, after }));
    return connectionOf(page, ({ grantedAt, id }) => position(grantedAt, id), roleGrant);
  }

  @FieldResolver(() => ApiKeyConnection, {
    nullable: true,
    description: `Their API keys, the newest first, revoked ones too; ${onlyForAdmins}`,
  })
  async apiKeys(
    @Root() { record }: ActorType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ApiKeyType> | null> {
    if (!maySee(context, record.id)) return null;
    const page = await context.loaders.get(this.apiKeyPages).load(record.id, pageOfOwn({ first, after }));
    return connectionOf(
      page,
      ({ createdAt, id }) => position(createdAt, id),
      (row) => new ApiKeyType(row),
    );
  }

  @FieldResolver(() => IdentityConnection, {
    nullable: true,
    description: `By whom they are signed in beside keys, the oldest first; ${onlyForAdmins}`,
  })
  async identities(
    @Root() { record }: ActorType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<IdentityType> | null> {
    if (!maySee(context, record.id)) return null;
    const page = await context.loaders.get(this.identityPages).load(record.id, pageOfOwn({ first, after }));
    return connectionOf(
      page,
      ({ linkedAt, id }) => position(linkedAt, id),
      (row) => row,
    );
  }

  private readonly grants = () =>
    new PagesLoader<ActorId, GrantRow>((ids, request) => this.reader.grants(ids, request));
  private readonly apiKeyPages = () =>
    new PagesLoader<ActorId, ApiKeyRow>((ids, request) => this.reader.apiKeys(ids, request));
  private readonly identityPages = () =>
    new PagesLoader<ActorId, IdentityRow>((ids, request) => this.reader.identities(ids, request));
}

const pageOfOwn = (page: Parameters<typeof pageRequest>[0]): PageRequest =>
  pageRequest(page, ['INSTANT', 'UUID']);

const maySee = ({ actor }: AccessContext, id: ActorId): boolean =>
  actor.id === id || can(actor, 'manageAccess', { taxonomyId: null });

const roleGrant = ({ role, taxonomyId }: GrantRow): RoleGrantType => ({
  role,
  taxonomy: taxonomyId === null ? null : globalId('Taxonomy', taxonomyId),
});
