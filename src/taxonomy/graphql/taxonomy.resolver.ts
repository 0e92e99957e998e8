import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { can, mayRead, taxonomiesWith, type Permission, type Principal } from '../../access/domain';
import { ActorType, mustHoldAnywhere, type AccessContext, type ActorLoader } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId, parseGlobalId } from '../../platform/graphql/global-id';
import { mustBeMoment } from '../../platform/graphql/moment';
import type { NodeSource } from '../../platform/graphql/node-source';
import { NodeType } from '../../platform/graphql/node.type';
import type { ActorId, DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { pageRequest } from '../../platform/paging';
import {
  draftStates,
  pilotFor,
  versionOfPilot,
  type DraftState,
  type PilotId,
  type TaxonomyRecord,
  type VersionRecord,
  type WaiverId,
} from '../domain';
import { knownDiff } from '../queries/known-results';
import type { FetchListener } from '../queries/fetch-listener';
import type { TaxonomyReader } from '../queries/taxonomy-reader';
import { VersionComparisonType } from './comparison.type';
import { TaxonomyLoaders } from './loaders';
import { ReasonStateType, ReasonType } from './reason-state.type';
import { factsOf, isNothing, PilotType, TaxonomyForInput } from './pilot.type';
import { TaxonomyType } from './taxonomy.type';
import { WaiverType } from './waiver.type';
import {
  DraftConnection,
  DraftStateEnum,
  DraftType,
  TaxonomyConnection,
  TaxonomyVersionConnection,
  TaxonomyVersionType,
  VersionAnswerType,
} from './version.type';

interface EditedDraft {
  readonly draft: DraftType | null;
  readonly reason: ReasonStateType | null;
}

/** What a caller may see of taxonomies: all that is not theirs is, for them, not there. */
export class VisibleTaxonomies {
  constructor(
    private readonly reader: TaxonomyReader,
    private readonly makeActorLoader: () => ActorLoader,
  ) {}

  readonly makeLoaders = (): TaxonomyLoaders => new TaxonomyLoaders(this.reader);

  loaders(context: AccessContext): TaxonomyLoaders {
    return context.loaders.get(this.makeLoaders);
  }

  async byKey(key: string, actor: Principal): Promise<TaxonomyRecord | null> {
    const taxonomy = await this.reader.taxonomyByKey(key);
    return taxonomy !== null && mayRead(actor, { taxonomyId: taxonomy.id }) ? taxonomy : null;
  }

  /** The same for what takes a permission: FORBIDDEN where the taxonomy is theirs to see and the permission is not theirs. */
  async byKeyFor(key: string, permission: Permission, actor: Principal): Promise<TaxonomyRecord | null> {
    const taxonomy = await this.byKey(key, actor);
    if (taxonomy === null || can(actor, permission, { taxonomyId: taxonomy.id })) return taxonomy;
    throw new CallerError('FORBIDDEN', `expected a role that may ${permission}, but you hold none here`);
  }

  async draft(id: DraftId, context: AccessContext): Promise<DraftType | null> {
    mustHoldAnywhere(context.actor, 'readDrafts');
    const draft = await this.loaders(context).draft.load(id);
    return draft !== null && can(context.actor, 'readDrafts', draft) ? new DraftType(draft) : null;
  }

  /** Of something that more may read than drafts: null where it is not theirs. */
  async draftOf(id: DraftId, context: AccessContext): Promise<DraftType | null> {
    const draft = await this.loaders(context).draft.load(id);
    return draft !== null && can(context.actor, 'readDrafts', draft) ? new DraftType(draft) : null;
  }

  /** The draft as a command left it. */
  async draftAfterEdit(id: DraftId, reasonId: ReasonId | null, context: AccessContext): Promise<EditedDraft> {
    const draft = await this.draft(id, context);
    if (draft === null || reasonId === null) return { draft, reason: null };
    return { draft, reason: (await this.loaders(context).contentOfDraft(draft.record)).viewById(reasonId) };
  }

  async version(id: VersionId, context: AccessContext): Promise<TaxonomyVersionType | null> {
    const version = (await this.loaders(context).version.load(id)) ?? (await this.tried(id, context));
    return version !== null && mayRead(context.actor, version) ? new TaxonomyVersionType(version) : null;
  }

  /** The content of a pilot, which is read as that of a version is. */
  private async tried(id: VersionId, context: AccessContext): Promise<VersionRecord | null> {
    const pilot = await this.loaders(context).pilot.load(id as string as PilotId);
    return pilot === null ? null : versionOfPilot(pilot);
  }

  async pilot(id: PilotId, context: AccessContext): Promise<PilotType | null> {
    const pilot = await this.loaders(context).pilot.load(id);
    return pilot !== null && mayRead(context.actor, pilot) ? new PilotType(pilot) : null;
  }

  versionByNumber(taxonomyId: TaxonomyId, number: number): Promise<VersionRecord | null> {
    return this.reader.versionByNumber(taxonomyId, number);
  }

  /** For whoever reads drafts: what is let pass is part of the work on them. */
  async waiver(id: WaiverId, context: AccessContext): Promise<WaiverType | null> {
    const waiver = await this.loaders(context).waiver.load(id);
    return waiver !== null && can(context.actor, 'readDrafts', waiver) ? new WaiverType(waiver) : null;
  }

  async taxonomy(id: TaxonomyId, context: AccessContext): Promise<TaxonomyType | null> {
    const taxonomy = await this.loaders(context).taxonomy.load(id);
    return taxonomy !== null && mayRead(context.actor, { taxonomyId: id })
      ? new TaxonomyType(taxonomy)
      : null;
  }

  async reason(id: ReasonId, context: AccessContext): Promise<ReasonType | null> {
    const taxonomyId = await this.reader.taxonomyOfReason(id);
    return taxonomyId !== null && mayRead(context.actor, { taxonomyId }) ? new ReasonType(id) : null;
  }

  actor(id: ActorId, context: AccessContext): Promise<ActorType | null> {
    const isOwn = id === context.actor.id;
    const maySee =
      isOwn ||
      taxonomiesWith(context.actor, 'readDrafts') === null ||
      can(context.actor, 'readDrafts', { taxonomyId: null });
    return maySee ? context.loaders.get(this.makeActorLoader).load(id) : Promise.resolve(null);
  }
}

/** A version that is shown, and that whoever asked has fetched. */
function fetched(
  version: VersionRecord | null,
  actor: Principal,
  fetches: FetchListener,
): TaxonomyVersionType | null {
  if (version === null) return null;
  fetches.note(actor, version);
  return new TaxonomyVersionType(version);
}

@Resolver()
export class TaxonomyQueries {
  constructor(
    private readonly reader: TaxonomyReader,
    private readonly visible: VisibleTaxonomies,
    private readonly to: {
      readonly otherNodes: readonly NodeSource<Principal>[];
      readonly fetches: FetchListener;
    },
  ) {}

  @Query(() => NodeType, {
    nullable: true,
    description: "Whatever has this id; null where it is not there or not the caller's to see.",
  })
  async node(
    @Arg('id', () => ID, { description: 'The id.' }) id: string,
    @Ctx() context: AccessContext,
  ): Promise<NodeType | null> {
    const parsed = parseGlobalId(id);
    const source = this.to.otherNodes.find(({ types }) => parsed !== null && types.includes(parsed.type));
    if (parsed !== null && source !== undefined) return source.node(parsed, context);
    switch (parsed?.type) {
      case 'Taxonomy':
        return this.visible.taxonomy(parsed.id as TaxonomyId, context);
      case 'Version':
        return this.visible.version(parsed.id as VersionId, context);
      case 'Draft':
        return this.visible.draft(parsed.id as DraftId, context);
      case 'Pilot':
        return this.visible.pilot(parsed.id as PilotId, context);
      case 'Waiver':
        return this.visible.waiver(parsed.id as WaiverId, context);
      case 'Reason':
        return this.visible.reason(parsed.id as ReasonId, context);
      case 'Actor':
        return this.visible.actor(parsed.id as ActorId, context);
      default:
        throw new CallerError(
          'BAD_USER_INPUT',
          `id: expected the id of a node, but got ${JSON.stringify(id.slice(0, 100))}`,
        );
    }
  }

  @Query(() => TaxonomyConnection, {
    nullable: true,
    description: 'The taxonomies that the caller holds a role in, by key.',
  })
  async taxonomies(
    @Ctx() { actor }: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<TaxonomyType>> {
    const request = pageRequest({ first, after }, ['TEXT']);
    const page = await this.reader.taxonomyPage(taxonomiesWith(actor, 'readPublished'), request);
    return connectionOf(
      page,
      ({ key }) => [key],
      (taxonomy) => new TaxonomyType(taxonomy),
    );
  }

  @Query(() => TaxonomyType, {
    nullable: true,
    description: 'A taxonomy by its key; null where there is none for the caller.',
  })
  async taxonomy(
    @Arg('key', () => String, { description: 'The key.' }) key: string,
    @Ctx() { actor }: AccessContext,
  ): Promise<TaxonomyType | null> {
    const taxonomy = await this.visible.byKey(key, actor);
    return taxonomy === null ? null : new TaxonomyType(taxonomy);
  }

  @Query(() => TaxonomyVersionType, {
    nullable: true,
    description:
      'The version of a taxonomy that is in force now, or the content that is tried now with whomever it is for; null before the first one, or where there is no such taxonomy.',
  })
  async currentTaxonomy(
    @Arg('key', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('for', () => TaxonomyForInput, {
      nullable: true,
      description: 'Whom it is for: a pilot comes first where one is for them; null: the version in force.',
    })
    asker?: TaxonomyForInput | null,
  ): Promise<TaxonomyVersionType | null> {
    const taxonomy = await this.visible.byKey(key, context.actor);
    if (taxonomy === null) return null;
    const pilot = isNothing(asker)
      ? null
      : pilotFor(await this.visible.loaders(context).pilotsOf.load(taxonomy.id), factsOf(asker), new Date());
    const version =
      pilot === null ? await this.visible.loaders(context).inForce.load(taxonomy.id) : versionOfPilot(pilot);
    return fetched(version, context.actor, this.to.fetches);
  }

  @Query(() => TaxonomyVersionType, {
    nullable: true,
    description: 'A version by its number; null where there is none.',
  })
  async taxonomyVersion(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('number', () => Int, { description: 'The number of the version.' }) number: number,
    @Ctx() { actor }: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    const taxonomy = await this.visible.byKey(key, actor);
    if (taxonomy === null) return null;
    return fetched(await this.reader.versionByNumber(taxonomy.id, number), actor, this.to.fetches);
  }

  @Query(() => VersionComparisonType, {
    nullable: true,
    description: 'What differs between two versions of a taxonomy; null where one of them is not there.',
  })
  async compareVersions(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('from', () => Int, { description: 'The number of the version to start from.' }) from: number,
    @Arg('to', () => Int, { description: 'The number of the version to arrive at.' }) to: number,
    @Ctx() context: AccessContext,
  ): Promise<VersionComparisonType | null> {
    const taxonomy = await this.visible.byKey(key, context.actor);
    if (taxonomy === null) return null;
    const earlier = await this.reader.versionByNumber(taxonomy.id, from);
    const later = await this.reader.versionByNumber(taxonomy.id, to);
    if (earlier === null || later === null) return null;
    const loaders = this.visible.loaders(context);
    const sides = {
      from: await loaders.contentOfVersion(earlier),
      to: await loaders.contentOfVersion(later),
    };
    return new VersionComparisonType(await knownDiff(sides.from.tree, sides.to.tree), sides);
  }

  @Query(() => DraftType, {
    nullable: true,
    description: 'A draft by its id; null where there is none for the caller.',
  })
  async draft(
    @Arg('id', () => ID, { description: 'The id.' }) id: string,
    @Ctx() context: AccessContext,
  ): Promise<DraftType | null> {
    return this.visible.draft(localId('Draft', id), context);
  }
}

@Resolver(() => TaxonomyType)
export class TaxonomyFields {
  constructor(
    private readonly reader: TaxonomyReader,
    private readonly visible: VisibleTaxonomies,
    private readonly fetches: FetchListener,
  ) {}

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version in force now; null before the first one.',
  })
  async current(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    const version = await this.visible.loaders(context).inForce.load(record.id);
    return fetched(version, context.actor, this.fetches);
  }

  @FieldResolver(() => VersionAnswerType, {
    nullable: true,
    description: 'The version that was in force at a moment; null where that cannot be told now.',
  })
  async versionAt(
    @Root() { record }: TaxonomyType,
    @Arg('at', () => GraphQLDateTime, { description: 'The moment.' }) at: Date,
    @Arg('knownAt', () => GraphQLDateTime, {
      nullable: true,
      description: 'As it was known at this moment; null: as it is known now.',
    })
    knownAt?: Date | null,
  ): Promise<VersionAnswerType> {
    mustBeMoment(at, 'at');
    if (knownAt !== null && knownAt !== undefined) mustBeMoment(knownAt, 'knownAt');
    const [version] = await this.reader.versionsInForce([record.id], at, knownAt ?? null);
    if (version !== undefined) return { version: new TaxonomyVersionType(version), absentBecause: null };
    const absentBecause = `no version of ${record.key} was in force at ${at.toISOString()}: the first one comes later or is not yet published`;
    return { version: null, absentBecause };
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'A version by its number; null where there is none.',
  })
  async version(
    @Root() { record }: TaxonomyType,
    @Arg('number', () => Int, { description: 'The number of the version.' }) number: number,
    @Ctx() { actor }: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return fetched(await this.reader.versionByNumber(record.id, number), actor, this.fetches);
  }

  @FieldResolver(() => TaxonomyVersionConnection, {
    nullable: true,
    description: 'Its versions, the newest first; null where they cannot be read now.',
  })
  async versions(
    @Root() { record }: TaxonomyType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<TaxonomyVersionType>> {
    const page = await this.reader.versionPage(record.id, pageRequest({ first, after }, ['INTEGER']));
    return connectionOf(
      page,
      ({ number }) => [String(number)],
      (version) => new TaxonomyVersionType(version),
    );
  }

  @FieldResolver(() => DraftConnection, {
    nullable: true,
    description: 'Its drafts, the newest first; null where the caller may not read drafts.',
  })
  async drafts(
    @Root() { record }: TaxonomyType,
    @Ctx() { actor }: AccessContext,
    @Arg('states', () => [DraftStateEnum], {
      nullable: true,
      description: 'Only those in these states; null: all.',
    })
    states?: DraftState[] | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<DraftType> | null> {
    if (!can(actor, 'readDrafts', { taxonomyId: record.id })) return null;
    const page = await this.reader.draftPage(
      record.id,
      states ?? draftStates,
      pageRequest({ first, after }, ['UUID']),
    );
    return connectionOf(
      page,
      ({ id }) => [id],
      (draft) => new DraftType(draft),
    );
  }
}
