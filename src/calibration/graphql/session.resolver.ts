import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { pageRequest } from '../../platform/paging';
import { TaxonomyType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { sessionStates, type SessionState } from '../domain';
import type { SessionReader } from '../queries/session-reader';
import { AssignmentConnection, AssignmentType } from './coding.type';
import { DecisionType } from './decision.type';
import { SessionStateEnum } from './session.enums';
import {
  SessionCoderType,
  SessionConnection,
  SessionContentType,
  SessionItemConnection,
  SessionItemType,
  SessionProgressType,
  SessionType,
} from './session.type';
import type { VisibleSessions } from './visible-sessions';

@Resolver(() => SessionType)
export class SessionResolver {
  constructor(
    private readonly reader: SessionReader,
    private readonly visible: VisibleSessions,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @Query(() => SessionType, {
    nullable: true,
    description: 'A calibration session by its id; null where there is none for the caller.',
  })
  async session(
    @Arg('id', () => ID, { description: 'The id.' }) id: string,
    @Ctx() context: AccessContext,
  ): Promise<SessionType | null> {
    return this.visible.session(localId('Session', id), context);
  }

  @Query(() => SessionConnection, {
    nullable: true,
    description:
      'The calibration sessions of a taxonomy, the newest first; null where there is no such taxonomy for the caller.',
  })
  async sessions(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('states', () => [SessionStateEnum], {
      nullable: true,
      description: 'Only those in these states; null: all.',
    })
    states?: SessionState[] | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<SessionType> | null> {
    const request = pageRequest({ first, after }, ['UUID']);
    const known = await this.taxonomies.byKeyFor(key, 'readSessions', context.actor);
    if (known === null) return null;
    const page = await this.reader.sessionPage(known.id, states ?? sessionStates, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (session) => new SessionType(session),
    );
  }

  @FieldResolver(() => TaxonomyType, {
    nullable: true,
    description: 'The taxonomy; null where it cannot be read now.',
  })
  async taxonomy(
    @Root() { record }: SessionType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyType | null> {
    return this.taxonomies.taxonomy(record.taxonomyId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who leads it; null where that is not the caller's to see.",
  })
  async facilitator(
    @Root() { record }: SessionType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.taxonomies.actor(record.facilitatorId, context);
  }

  @FieldResolver(() => [SessionContentType], {
    nullable: true,
    description: 'What it is coded with, one content or two side by side; null where it cannot be read now.',
  })
  async contents(
    @Root() { record }: SessionType,
    @Ctx() context: AccessContext,
  ): Promise<SessionContentType[]> {
    const contents = await this.visible.loaders(context).contents.load(record.id);
    return contents.map((content) => new SessionContentType(content, record));
  }

  @FieldResolver(() => [SessionCoderType], {
    nullable: true,
    description: 'Its coders and how far each of them is; null where they cannot be read now.',
  })
  async coders(@Root() { record }: SessionType, @Ctx() context: AccessContext): Promise<SessionCoderType[]> {
    const coders = await this.visible.loaders(context).coders.load(record.id);
    return coders.map((coder) => new SessionCoderType(coder));
  }

  @FieldResolver(() => SessionProgressType, {
    nullable: true,
    description: 'How far all who still take part are; null where that cannot be told now.',
  })
  async progress(
    @Root() { record }: SessionType,
    @Ctx() context: AccessContext,
  ): Promise<SessionProgressType> {
    const coders = await this.visible.loaders(context).coders.load(record.id);
    const taking = coders.filter(({ withdrawnAt }) => withdrawnAt === null);
    const sum = (field: 'assigned' | 'coded' | 'late' | 'takenBack'): number =>
      taking.reduce((total, coder) => total + coder[field], 0);
    return { assigned: sum('assigned'), coded: sum('coded'), late: sum('late'), takenBack: sum('takenBack') };
  }

  @FieldResolver(() => SessionItemConnection, {
    nullable: true,
    description: "What is coded, in the session's order; null where it cannot be read now.",
  })
  async items(
    @Root() { record }: SessionType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<SessionItemType>> {
    const request = pageRequest({ first, after }, ['INTEGER']);
    const key = { sessionId: record.id, actorId: context.actor.id, request };
    return connectionOf(
      await this.visible.loaders(context).itemPage.load(key),
      ({ place }) => [String(place)],
      (item) => new SessionItemType(item),
    );
  }

  @FieldResolver(() => AssignmentConnection, {
    nullable: true,
    description:
      'What the caller has to code, in their own order, with their own codings; empty where they code nothing here, null where it cannot be read now.',
  })
  async myAssignments(
    @Root() { record }: SessionType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<AssignmentType>> {
    const request = pageRequest({ first, after }, ['INTEGER', 'INTEGER']);
    const key = { sessionId: record.id, actorId: context.actor.id, request };
    return connectionOf(
      await this.visible.loaders(context).assignmentPage.load(key),
      ({ position, content }) => [String(position), String(content)],
      (assignment) => new AssignmentType(assignment),
    );
  }

  @FieldResolver(() => [DecisionType], {
    nullable: true,
    description: 'What it decided, in order, 100 decisions at most; null where they cannot be read now.',
  })
  async decisions(@Root() { record }: SessionType, @Ctx() context: AccessContext): Promise<DecisionType[]> {
    const decisions = await this.visible.loaders(context).decisions.load(record.id);
    return decisions.map((decision) => new DecisionType(decision));
  }
}
