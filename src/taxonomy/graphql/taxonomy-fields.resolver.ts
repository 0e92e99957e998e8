import { GraphQLDateTime } from 'graphql-scalars';
import { Resolver, FieldResolver, Root, Ctx, Arg, Int } from 'type-graphql';
import { can } from '../../access/domain';
import type { AccessContext } from '../../access/graphql';
import { type Connection, connectionOf } from '../../platform/graphql/connection.type';
import { mustBeMoment } from '../../platform/graphql/moment';
import { pageRequest } from '../../platform/paging';
import { type DraftState, draftStates } from '../domain';
import type { FetchListener } from '../queries/fetch-listener';
import { fetchedVersion } from './fetched-version';
import { TaxonomyType } from './taxonomy.type';
import {
  TaxonomyVersionType,
  VersionAnswerType,
  TaxonomyVersionConnection,
  DraftConnection,
  DraftStateEnum,
  DraftType,
} from './version.type';
import { VisibleTaxonomies } from './visible-taxonomies';

@Resolver(() => TaxonomyType)
export class TaxonomyFields {
  constructor(
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
    return fetchedVersion(version, context.actor, this.fetches);
  }

  @FieldResolver(() => VersionAnswerType, {
    nullable: true,
    description: 'The version that was in force at a moment; null where that cannot be told now.',
  })
  async versionAt(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('at', () => GraphQLDateTime, { description: 'The moment.' }) at: Date,
    @Arg('knownAt', () => GraphQLDateTime, {
      nullable: true,
      description: 'As it was known at this moment; null: as it is known now.',
    })
    knownAt?: Date | null,
  ): Promise<VersionAnswerType> {
    mustBeMoment(at, 'at');
    const asked = { at, knownAt: mustBeMoment(knownAt, 'knownAt') };
    const version = await this.visible.loaders(context).versionAt.of(asked).load(record.id);
    if (version !== null) return { version: new TaxonomyVersionType(version), absentBecause: null };
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
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    const version = await this.visible.loaders(context).versionByNumber.of(number).load(record.id);
    return fetchedVersion(version, context.actor, this.fetches);
  }

  @FieldResolver(() => TaxonomyVersionConnection, {
    nullable: true,
    description: 'Its versions, the newest first; null where they cannot be read now.',
  })
  async versions(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<TaxonomyVersionType>> {
    const request = pageRequest({ first, after }, ['INTEGER']);
    const page = await this.visible.loaders(context).versionPages.load(record.id, request);
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
    @Ctx() context: AccessContext,
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
    if (!can(context.actor, 'readDrafts', { taxonomyId: record.id })) return null;
    const pages = this.visible.loaders(context).draftPages.of(states ?? draftStates);
    const page = await pages.load(record.id, pageRequest({ first, after }, ['UUID']));
    return connectionOf(
      page,
      ({ id }) => [id],
      (draft) => new DraftType(draft),
    );
  }
}
