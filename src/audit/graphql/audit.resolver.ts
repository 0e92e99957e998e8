import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId } from '../../platform/graphql/global-id';
import { pageRequest } from '../../platform/paging';
import { TaxonomyType } from '../../taxonomy/graphql';
import { auditStates, type AuditState } from '../domain';
import type { AuditReader } from '../queries/audit-reader';
import { AuditCoderType, AuditItemConnection, AuditItemType, AuditStratumType } from './audit-parts.type';
import { AuditResultsType } from './audit-results.type';
import { AuditStateEnum } from './audit.enums';
import { AuditConnection, AuditType } from './audit.type';
import { AuditFindingType } from './finding.type';
import type { VisibleAudits } from './visible-audits';

@Resolver(() => AuditType)
export class AuditResolver {
  constructor(
    private readonly reader: AuditReader,
    private readonly visible: VisibleAudits,
  ) {}

  @Query(() => AuditType, {
    nullable: true,
    description: 'An audit by its id; null where there is none for the caller.',
  })
  async audit(
    @Arg('id', () => ID, { description: 'The id.' }) id: string,
    @Ctx() context: AccessContext,
  ): Promise<AuditType | null> {
    return this.visible.audit(localId('Audit', id), context);
  }

  @Query(() => AuditConnection, {
    nullable: true,
    description:
      'The audits of a taxonomy, the newest first; null where there is no such taxonomy for the caller.',
  })
  async audits(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('states', () => [AuditStateEnum], {
      nullable: true,
      description: 'Only those in these states; null: all.',
    })
    states?: AuditState[] | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<AuditType> | null> {
    const request = pageRequest({ first, after }, ['UUID']);
    const known = await this.visible.taxonomies.byKeyFor(key, 'readAudits', context.actor);
    if (known === null) return null;
    const asked = { taxonomyId: known.id, states: states ?? auditStates, actorId: context.actor.id };
    const page = await this.reader.auditPage(asked, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (audit) => new AuditType(audit),
    );
  }

  @FieldResolver(() => TaxonomyType, {
    nullable: true,
    description: 'The taxonomy; null where it cannot be read now.',
  })
  async taxonomy(@Root() { record }: AuditType, @Ctx() context: AccessContext): Promise<TaxonomyType | null> {
    return this.visible.taxonomies.taxonomy(record.taxonomyId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who drew it; null where that is not the caller's to see.",
  })
  async runBy(@Root() { record }: AuditType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.taxonomies.actor(record.runBy, context);
  }

  @FieldResolver(() => AuditType, {
    nullable: true,
    description: 'The earlier audit that it is compared with; null where none was named, or it is not there.',
  })
  async earlierAudit(
    @Root() { record }: AuditType,
    @Ctx() context: AccessContext,
  ): Promise<AuditType | null> {
    return record.earlierAuditId === null ? null : this.visible.audit(record.earlierAuditId, context);
  }

  @FieldResolver(() => [AuditStratumType], {
    nullable: true,
    description: 'The strata of its frame, 1,500 at most; null where they cannot be read now.',
  })
  async strata(@Root() { record }: AuditType, @Ctx() context: AccessContext): Promise<AuditStratumType[]> {
    const strata = await this.visible.loaders(context).strata.load(record.id);
    return strata.map((stratum) => new AuditStratumType(stratum, record));
  }

  @FieldResolver(() => [AuditCoderType], {
    nullable: true,
    description: 'Its coders, and how far each of them is; null where they cannot be read now.',
  })
  async coders(@Root() { record }: AuditType, @Ctx() context: AccessContext): Promise<AuditCoderType[]> {
    const coders = await this.visible.loaders(context).coders.load(record.id);
    return coders.map((coder) => new AuditCoderType(coder));
  }

  @FieldResolver(() => AuditItemConnection, {
    nullable: true,
    description: 'The contacts that were drawn; null where they cannot be read now.',
  })
  async items(
    @Root() { record }: AuditType,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<AuditItemType>> {
    const request = pageRequest({ first, after }, ['INTEGER']);
    return connectionOf(
      await this.visible.loaders(context).items.load(record.id, request),
      ({ place }) => [String(place)],
      (item) => new AuditItemType(item),
    );
  }

  @FieldResolver(() => AuditResultsType, {
    nullable: true,
    description: 'What it found; null until it is closed.',
  })
  async results(
    @Root() { record }: AuditType,
    @Ctx() context: AccessContext,
  ): Promise<AuditResultsType | null> {
    const loaders = this.visible.loaders(context);
    const [sealed] = await loaders.results.load(record.id);
    return sealed === undefined ? null : new AuditResultsType(sealed, await loaders.view(record));
  }

  @FieldResolver(() => [AuditFindingType], {
    nullable: true,
    description: 'What is to be done about it, 100 findings at most; null where they cannot be read now.',
  })
  async findings(@Root() { record }: AuditType, @Ctx() context: AccessContext): Promise<AuditFindingType[]> {
    const findings = await this.visible.loaders(context).findings.load(record.id);
    return findings.map((finding) => new AuditFindingType(finding));
  }
}
