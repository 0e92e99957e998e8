import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { PagesLoader } from '../../platform/graphql/pages-loader';
import { pageRequest } from '../../platform/paging';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { IngestJobId, RejectionRecord } from '../domain';
import type { IngestReader } from '../queries/ingest-reader';
import {
  IngestJobConnection,
  IngestJobType,
  IngestRejectionConnection,
  IngestRejectionType,
} from './ingest.type';

@Resolver(() => IngestJobType)
export class IngestResolver {
  constructor(
    private readonly reader: IngestReader,
    private readonly taxonomies: VisibleTaxonomies,
  ) {}

  @Query(() => IngestJobConnection, {
    nullable: true,
    description:
      'The files of contacts that came in, the newest first; null where there is no such taxonomy for the caller.',
  })
  async ingestJobs(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<IngestJobType> | null> {
    const request = pageRequest({ first, after }, ['UUID']);
    const known = await this.taxonomies.byKeyFor(key, 'readContacts', context.actor);
    if (known === null) return null;
    const page = await this.reader.jobPage(known.id, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (job) => new IngestJobType(job),
    );
  }

  @FieldResolver(() => IngestRejectionConnection, {
    description: 'What could not be taken of it, in the order of the file.',
  })
  async rejections(
    @Root() { record }: IngestJobType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<IngestRejectionType>> {
    const request = pageRequest({ first, after }, ['INTEGER', 'INTEGER']);
    const page = await context.loaders.get(this.makeRejections).load(record.id, request);
    return connectionOf(
      page,
      ({ line, ordinal }) => [String(line), String(ordinal)],
      (rejection) => new IngestRejectionType(rejection),
    );
  }

  private readonly makeRejections = (): PagesLoader<IngestJobId, RejectionRecord> =>
    new PagesLoader<IngestJobId, RejectionRecord>((ids, request) => this.reader.rejectionPages(ids, request));
}
