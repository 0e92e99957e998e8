import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { can } from '../../access/domain';
import { ActorType, type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { PagesLoader } from '../../platform/graphql/pages-loader';
import type { TaxonomyId } from '../../platform/ids';
import { pageRequest } from '../../platform/paging';
import { TaxonomyType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import type { ConsumerRecord, Consumers } from '../queries/consumers';
import { ConsumerConnection, ConsumerType } from './consumer.type';

@Resolver(() => TaxonomyType)
export class TaxonomyConsumers {
  constructor(private readonly consumersOf: Consumers) {}

  private readonly makePages = (): PagesLoader<TaxonomyId, ConsumerRecord> =>
    new PagesLoader<TaxonomyId, ConsumerRecord>((ids, request) => this.consumersOf.pages(ids, request));

  @FieldResolver(() => ConsumerConnection, {
    nullable: true,
    description:
      'The systems that fetched a version of it, over HTTP or GraphQL, in the order in which they became known here; null where they are not for the caller to read.',
  })
  async consumers(
    @Root() { record }: TaxonomyType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<ConsumerType> | null> {
    const request = pageRequest({ first, after }, ['UUID']);
    if (!can(context.actor, 'readConsumers', { taxonomyId: record.id })) return null;
    const page = await context.loaders.get(this.makePages).load(record.id, request);
    return connectionOf(
      page,
      ({ actorId }) => [actorId],
      (consumer) => new ConsumerType(consumer),
    );
  }
}

@Resolver(() => ConsumerType)
export class ConsumerFields {
  constructor(private readonly taxonomies: VisibleTaxonomies) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: 'Which system it is; null where that cannot be read now.',
  })
  async system(@Root() { record }: ConsumerType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.taxonomies.actor(record.actorId, context);
  }
}
