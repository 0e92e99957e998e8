import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { CallerError } from '../../platform/caller-error';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { pageRequest } from '../../platform/paging';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { mustBeRetention } from '../domain';
import { ErasurePreviewInputType, namedCustomer } from './privacy.inputs';
import {
  ErasurePreviewType,
  LegalHoldConnection,
  LegalHoldType,
  PrivacyType,
  PurgeJobConnection,
  PurgeJobType,
  PurgePreviewType,
} from './privacy.type';
import type { VisiblePrivacy } from './visible-privacy';

@Resolver()
export class PrivacyQueries {
  constructor(
    private readonly visible: VisiblePrivacy,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @Query(() => PrivacyType, {
    nullable: true,
    description:
      'How the contacts of a taxonomy are kept; null where there is no such taxonomy for the caller.',
  })
  async privacy(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
  ): Promise<PrivacyType | null> {
    const taxonomy = await this.taxonomies.byKeyFor(key, 'readPrivacy', context.actor);
    if (taxonomy === null) return null;
    const { reader } = this.visible;
    const retention = await reader.retention(taxonomy.id);
    return new PrivacyType(taxonomy, retention, {
      keptFrom: retention.months === null ? null : reader.keptFrom(taxonomy, retention.months),
      observableFrom: await reader.observableFrom(taxonomy.id),
    });
  }

  @Query(() => PurgePreviewType, {
    nullable: true,
    description:
      'What a purge would remove now, by month; null where there is no such taxonomy for the caller.',
  })
  async previewPurge(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('months', () => Int, {
      nullable: true,
      description: 'As if contacts were kept for so many months; null: as the taxonomy says.',
    })
    months?: number | null,
  ): Promise<PurgePreviewType | null> {
    const taxonomy = await this.taxonomies.byKeyFor(key, 'keepPrivacy', context.actor);
    if (taxonomy === null) return null;
    const { reader } = this.visible;
    const wished = mustBeRetention(months ?? (await reader.retention(taxonomy.id)).months);
    if (!wished.ok) throw new CallerError('BAD_USER_INPUT', wished.problem.message);
    const keptFrom = wished.value === null ? null : reader.keptFrom(taxonomy, wished.value);
    const found = keptFrom === null ? [] : await reader.purgePreview(taxonomy.id, keptFrom);
    const holds = (await reader.holding(taxonomy.id)).map((hold) => new LegalHoldType(hold));
    const contacts = found.reduce((sum, month) => sum + month.contacts, 0);
    return Object.assign(new PurgePreviewType(), { keptFrom, contacts, months: found, holds });
  }

  @Query(() => ErasurePreviewType, {
    nullable: true,
    description:
      'What the erasure of a customer would find, by month; null where there is no such taxonomy for the caller.',
  })
  async previewErasure(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Arg('of', () => ErasurePreviewInputType, { description: 'Whom.' }) of: ErasurePreviewInputType,
    @Ctx() context: AccessContext,
  ): Promise<ErasurePreviewType | null> {
    const named = namedCustomer(of);
    const taxonomy = await this.taxonomies.byKeyFor(key, 'keepPrivacy', context.actor);
    if (taxonomy === null) return null;
    const found = await this.visible.reader.erasurePreview(taxonomy.id, named);
    if (!found.ok) throw new CallerError('BAD_USER_INPUT', found.problem.message);
    const holds = found.value.holds.map((hold) => new LegalHoldType(hold));
    return Object.assign(new ErasurePreviewType(), { ...found.value, holds });
  }
}

@Resolver(() => PrivacyType)
export class PrivacyFields {
  constructor(private readonly visible: VisiblePrivacy) {}

  @FieldResolver(() => LegalHoldConnection, { description: 'What is held, the newest first.' })
  async legalHolds(
    @Root() { taxonomy }: PrivacyType,
    @Arg('includeReleased', () => Boolean, {
      defaultValue: false,
      description: 'Whether those that were released are listed too.',
    })
    includeReleased: boolean,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<LegalHoldType>> {
    const request = pageRequest({ first, after }, ['UUID']);
    const page = await this.visible.reader.holdPage(taxonomy.id, includeReleased, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (hold) => new LegalHoldType(hold),
    );
  }

  @FieldResolver(() => PurgeJobConnection, { description: 'Purges and how far each is, the newest first.' })
  async purges(
    @Root() { taxonomy }: PrivacyType,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<PurgeJobType>> {
    const request = pageRequest({ first, after }, ['UUID']);
    const page = await this.visible.reader.jobPage(taxonomy.id, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (job) => new PurgeJobType(job),
    );
  }
}
