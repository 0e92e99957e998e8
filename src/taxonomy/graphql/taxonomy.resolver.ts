import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { taxonomiesWith, type Principal } from '../../access/domain';
import { type AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId, parseGlobalId } from '../../platform/graphql/global-id';
import type { NodeSource } from '../../platform/graphql/node-source';
import { NodeType } from '../../platform/graphql/node.type';
import type { ActorId, DraftId, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import { pageRequest } from '../../platform/paging';
import { pilotFor, versionOfPilot, type PilotId, type WaiverId } from '../domain';
import { knownDiff } from '../queries/known-results';
import type { TaxonomyReader } from '../queries/taxonomy-reader';
import { VersionComparisonType } from './comparison.type';
import { factsOf, isNothing, TaxonomyForInput } from './pilot.type';
import { TaxonomyType } from './taxonomy.type';
import { DraftType, TaxonomyConnection, TaxonomyVersionType } from './version.type';
import { VisibleTaxonomies } from './visible-taxonomies';

@Resolver()
export class TaxonomyQueries {
  constructor(
    private readonly reader: TaxonomyReader,
    private readonly visible: VisibleTaxonomies,
    private readonly otherNodes: readonly NodeSource<Principal>[],
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
    const source = this.otherNodes.find(({ types }) => parsed !== null && types.includes(parsed.type));
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
    if (pilot !== null) return new TaxonomyVersionType(versionOfPilot(pilot));
    const version = await this.visible.loaders(context).inForce.load(taxonomy.id);
    return version === null ? null : new TaxonomyVersionType(version);
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
    const version = await this.reader.versionByNumber(taxonomy.id, number);
    return version === null ? null : new TaxonomyVersionType(version);
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
