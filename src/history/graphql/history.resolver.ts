import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { taxonomiesWith, type Principal } from '../../access/domain';
import { ActorType, mustHoldAnywhere, type AccessContext, type ActorLoader } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { optionalLocalId, parseGlobalId } from '../../platform/graphql/global-id';
import type { TaxonomyId } from '../../platform/ids';
import { pageRequest } from '../../platform/paging';
import {
  positionOfChange,
  type ChangeFilter,
  type HistoryReader,
  type OwnChanges,
} from '../queries/history-reader';
import {
  ChangeConnection,
  ChangeFilterInput,
  ChangeSetType,
  ChangeType,
  RefusalConnection,
  RefusalType,
} from './history.types';

export interface TaxonomyKeys {
  taxonomyByKey(key: string): Promise<{ readonly id: TaxonomyId } | null>;
}

const nothing = '00000000-0000-0000-0000-000000000000' as TaxonomyId;

@Resolver()
export class HistoryResolver {
  constructor(
    private readonly history: HistoryReader,
    private readonly taxonomies: TaxonomyKeys,
  ) {}

  @Query(() => ChangeConnection, {
    nullable: true,
    description:
      'The change history, the newest first: all that the caller may read, or else what they did themselves; for analysts, that of calibration sessions too.',
  })
  async changes(
    @Ctx() { actor }: AccessContext,
    @Arg('filter', () => ChangeFilterInput, { nullable: true, description: 'Which changes; null: all.' })
    filter?: ChangeFilterInput | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ChangeType>> {
    const request = pageRequest({ first, after }, ['INSTANT', 'UUID', 'INTEGER']);
    const page = await this.history.changes(await this.filterFor(actor, filter ?? {}), request);
    return connectionOf(page, positionOfChange, (change) => new ChangeType(change));
  }

  @Query(() => RefusalConnection, {
    nullable: true,
    description:
      'Governance acts that were refused, the newest first. They changed nothing and are no part of the history.',
  })
  async refusals(
    @Ctx() { actor }: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RefusalType>> {
    mustHoldAnywhere(actor, 'readRefusals');
    const request = pageRequest({ first, after }, ['INSTANT', 'UUID']);
    const page = await this.history.refusals(taxonomiesWith(actor, 'readRefusals'), request);
    const position = (refusal: { refusedAt: Date; id: string }) => [
      refusal.refusedAt.toISOString(),
      refusal.id,
    ];
    return connectionOf(page, position, (refusal) => new RefusalType(refusal));
  }

  private async filterFor(actor: Principal, given: ChangeFilterInput): Promise<ChangeFilter> {
    mustHoldAnywhere(actor, 'readOwnHistory');
    const taxonomyId = await this.taxonomyOf(given.taxonomy);
    const visible = taxonomiesWith(actor, 'readHistory');
    const readsAll = visible === null || visible.length > 0;
    return {
      visible: readsAll ? visible : null,
      own: readsAll ? null : ownChanges(actor),
      taxonomyId,
      subjectId: subjectOf(given.subject),
      actorId: optionalLocalId('Actor', given.actor, 'actor'),
      kinds: given.kinds ?? null,
      from: given.from ?? null,
      until: given.until ?? null,
    };
  }

  /** A taxonomy that is not there has no changes; whether it is there is not told. */
  private async taxonomyOf(key: string | null | undefined): Promise<TaxonomyId | null> {
    if (key === null || key === undefined) return null;
    return (await this.taxonomies.taxonomyByKey(key))?.id ?? nothing;
  }
}

/** What belongs to calibration sessions: codes stand in it as commitments only. */
const sessionSubjects = ['Session', 'Decision'];

function ownChanges(actor: Principal): OwnChanges {
  const within = taxonomiesWith(actor, 'readSessionHistory');
  const subjectTypes = within === null || within.length > 0 ? sessionSubjects : [];
  return { actorId: actor.id, subjectTypes, within };
}

function subjectOf(id: string | null | undefined): string | null {
  if (id === null || id === undefined) return null;
  const parsed = parseGlobalId(id);
  if (parsed !== null) return parsed.id;
  throw new CallerError(
    'BAD_USER_INPUT',
    `subject: expected the id of a node, but got ${JSON.stringify(id.slice(0, 100))}`,
  );
}

@Resolver(() => ChangeSetType)
export class ChangeSetResolver {
  constructor(private readonly makeActorLoader: () => ActorLoader) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who did it; null where the actor is not the caller's to see.",
  })
  async actor(
    @Root() { record }: ChangeSetType,
    @Ctx() { loaders }: AccessContext,
  ): Promise<ActorType | null> {
    return loaders.get(this.makeActorLoader).load(record.actorId);
  }
}

@Resolver(() => RefusalType)
export class RefusalResolver {
  constructor(private readonly makeActorLoader: () => ActorLoader) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who was refused; null where the actor is not the caller's to see.",
  })
  async actor(@Root() { record }: RefusalType, @Ctx() { loaders }: AccessContext): Promise<ActorType | null> {
    return loaders.get(this.makeActorLoader).load(record.actorId);
  }
}
