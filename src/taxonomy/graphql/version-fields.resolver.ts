import { GraphQLDateTime } from 'graphql-scalars';
import { Resolver, FieldResolver, Root, Ctx } from 'type-graphql';
import { type AccessContext, ActorType } from '../../access/graphql';
import { TaxonomyVersionType, VersionStatusEnum } from './version.type';
import type { VisibleTaxonomies } from './visible-taxonomies';

@Resolver(() => TaxonomyVersionType)
export class VersionFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the next version takes over; null while none is sealed.',
  })
  async effectiveUntil(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<Date | null> {
    return this.visible.loaders(context).end.load(record.id);
  }

  @FieldResolver(() => VersionStatusEnum, {
    nullable: true,
    description: 'Where it stands in time; null where that cannot be told now.',
  })
  async status(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<keyof typeof VersionStatusEnum> {
    if (record.number < 0) return 'PILOT';
    if (record.withdrawnAt !== null) return 'WITHDRAWN';
    const inForce = await this.visible.loaders(context).inForce.load(record.taxonomyId);
    if (inForce?.id === record.id) return 'IN_FORCE';
    return inForce !== null && inForce.number > record.number ? 'SUPERSEDED' : 'SCHEDULED';
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version it was built on; null for the first.',
  })
  async base(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return record.baseVersionId === null ? null : this.visible.version(record.baseVersionId, context);
  }

  @FieldResolver(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version whose words it mends; null where it is no erratum.',
  })
  async corrects(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<TaxonomyVersionType | null> {
    return record.correctsVersionId === null ? null : this.visible.version(record.correctsVersionId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who published it; null where that is not the caller's to see.",
  })
  async publishedBy(
    @Root() { record }: TaxonomyVersionType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.visible.actor(record.publishedBy, context);
  }
}
