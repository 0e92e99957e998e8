import { Arg, Ctx, FieldResolver, Float, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { can } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import type { ContactReader } from '../../contact';
import { CoderType, type VisibleContacts } from '../../contact/graphql';
import { CallerError } from '../../platform/caller-error';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { optionalLocalId } from '../../platform/graphql/global-id';
import { pageOf, pageRequest } from '../../platform/paging';
import { ReasonType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import type { ReasonId } from '../../platform/ids';
import { codingOutcomes, type CoachingEntry, type CodingOutcome } from '../domain';
import type { CoachingReader } from '../queries/coaching-reader';
import {
  CoachingConfusionType,
  CoachingEntryConnection,
  CoachingEntryType,
  CoachingListType,
} from './coaching.type';
import { CodingOutcomeEnum } from './session.enums';

@Resolver(() => CoachingListType)
export class CoachingResolver {
  constructor(
    private readonly coaching: CoachingReader,
    private readonly contacts: ContactReader,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @Query(() => CoachingListType, {
    nullable: true,
    description:
      'Where coders agree little with adjudication, over revealed and closed sessions; a coder sees themself alone. Null where there is no such taxonomy for the caller, or where they do not code in it.',
  })
  async coachingList(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('session', () => ID, { nullable: true, description: 'Only this session; null: all.' })
    session?: string | null,
    @Arg('from', () => GraphQLDateTime, { nullable: true, description: 'Revealed at this moment or later.' })
    from?: Date | null,
    @Arg('until', () => GraphQLDateTime, { nullable: true, description: 'Revealed before this moment.' })
    until?: Date | null,
    @Arg('minimum', () => Int, {
      defaultValue: 5,
      description: 'The fewest adjudicated items for which figures are shown, 1 to 1000.',
    })
    minimum = 5,
    @Arg('below', () => Float, {
      defaultValue: 0.8,
      description: 'The agreement, a share from 0 to 1, below which it is listed.',
    })
    below = 0.8,
  ): Promise<CoachingListType | null> {
    mustBeRule(minimum, below);
    const sessionId = optionalLocalId('Session', session, 'session');
    const known = await this.taxonomies.byKeyFor(key, 'readSessions', context.actor);
    if (known === null) return null;
    const window = { taxonomyId: known.id, sessionId, from: from ?? null, until: until ?? null };
    const rule = { minimum, below };
    if (can(context.actor, 'readScores', { taxonomyId: known.id }))
      return new CoachingListType(await this.coaching.coaching({ ...window, coderId: null }, rule), rule);
    const own = await this.contacts.coderOfActor(known.id, context.actor.id);
    if (own === null) return null;
    return new CoachingListType(await this.coaching.coaching({ ...window, coderId: own.id }, rule), rule);
  }

  @FieldResolver(() => CoachingEntryConnection, {
    nullable: true,
    description:
      'The entries, the lowest agreement first and hidden ones last; null where they cannot be read now.',
  })
  entries(
    @Root() { rows }: CoachingListType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Connection<CoachingEntryType> {
    const request = pageRequest({ first, after }, ['INTEGER']);
    const start = request.after === null ? 0 : Number(request.after[0]) + 1;
    const shown = rows
      .slice(start, start + request.first + 1)
      .map((entry, at): { entry: CoachingEntry; place: number } => ({ entry, place: start + at }));
    return connectionOf(
      pageOf(shown, request),
      ({ place }) => [String(place)],
      ({ entry }) => new CoachingEntryType(entry),
    );
  }
}

function mustBeRule(minimum: number, below: number): void {
  if (minimum < 1 || minimum > 1000)
    throw new CallerError('BAD_USER_INPUT', `minimum: expected 1 to 1000, but got ${minimum}`);
  if (!(below >= 0 && below <= 1))
    throw new CallerError('BAD_USER_INPUT', `below: expected a share from 0 to 1, but got ${below}`);
}

@Resolver(() => CoachingEntryType)
export class CoachingEntryResolver {
  constructor(private readonly contacts: VisibleContacts) {}

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The coder; null where they cannot be read now.',
  })
  async coder(
    @Root() { record }: CoachingEntryType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    const coder = await this.contacts.loaders(context).coder.load(record.coderId);
    return coder === null ? null : new CoderType(coder);
  }

  @FieldResolver(() => ReasonType, {
    nullable: true,
    description: 'What the items are, by their adjudication; null where it cannot be read now.',
  })
  reason(@Root() { record }: CoachingEntryType): ReasonType {
    return new ReasonType(record.reasonId);
  }
}

@Resolver(() => CoachingConfusionType)
export class CoachingConfusionResolver {
  @FieldResolver(() => CodingOutcomeEnum, {
    nullable: true,
    description: 'What kind of answer it is; null where that cannot be told now.',
  })
  outcome(@Root() { confusion }: CoachingConfusionType): CodingOutcome {
    return codingOutcomes.find((outcome) => outcome === confusion.answer) ?? 'REASON';
  }

  @FieldResolver(() => ReasonType, {
    nullable: true,
    description: 'The reason; null where the answer is none.',
  })
  reason(@Root() { confusion }: CoachingConfusionType): ReasonType | null {
    const isReason = codingOutcomes.every((outcome) => outcome !== confusion.answer);
    return isReason ? new ReasonType(confusion.answer as ReasonId) : null;
  }
}
