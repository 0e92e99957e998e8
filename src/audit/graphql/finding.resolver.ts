import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { CoderType } from '../../contact/graphql';
import { DepartmentType } from '../../ownership/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { optionalLocalId } from '../../platform/graphql/global-id';
import { pageRequest } from '../../platform/paging';
import { ReasonType } from '../../taxonomy/graphql';
import { findingSources, findingStates, type FindingSource, type FindingState } from '../domain';
import type { AuditReader } from '../queries/audit-reader';
import type { AuditPointers } from './audit-parts.resolvers';
import { FindingSourceEnum, FindingStateEnum } from './audit.enums';
import { AuditType } from './audit.type';
import { AuditFindingConnection, AuditFindingType, FollowUpType } from './finding.type';

@Resolver(() => AuditFindingType)
export class AuditFindingResolver {
  constructor(
    private readonly reader: AuditReader,
    private readonly to: AuditPointers,
  ) {}

  @Query(() => AuditFindingConnection, {
    nullable: true,
    description:
      'The findings of a taxonomy, of its audits and its checks, the newest first; null where there is no such taxonomy for the caller.',
  })
  async auditFindings(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('states', () => [FindingStateEnum], {
      nullable: true,
      description: 'Only those in these states; null: all.',
    })
    states?: FindingState[] | null,
    @Arg('owner', () => ID, {
      nullable: true,
      description: 'Only those that this department answers for; null: all.',
    })
    owner?: string | null,
    @Arg('sources', () => [FindingSourceEnum], {
      nullable: true,
      description: 'Only those that were found so; null: all.',
    })
    sources?: FindingSource[] | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<AuditFindingType> | null> {
    const request = pageRequest({ first, after }, ['UUID']);
    const known = await this.to.audits.taxonomies.byKeyFor(key, 'readAudits', context.actor);
    if (known === null) return null;
    const ownerId = optionalLocalId('Department', owner, 'owner');
    const page = await this.reader.findingPage(
      known.id,
      { states: states ?? findingStates, sources: sources ?? findingSources, ownerId },
      request,
    );
    return connectionOf(
      page,
      ({ id }) => [id],
      (finding) => new AuditFindingType(finding),
    );
  }

  @FieldResolver(() => AuditType, {
    nullable: true,
    description: 'The audit that found it; null where none did, or it cannot be read now.',
  })
  async audit(
    @Root() { record }: AuditFindingType,
    @Ctx() context: AccessContext,
  ): Promise<AuditType | null> {
    return record.auditId === null ? null : this.to.audits.audit(record.auditId, context);
  }

  @FieldResolver(() => ReasonType, {
    nullable: true,
    description: 'The reason that it is about; null: no single one.',
  })
  reason(@Root() { record }: AuditFindingType): ReasonType | null {
    return record.reasonId === null ? null : new ReasonType(record.reasonId);
  }

  @FieldResolver(() => CoderType, {
    nullable: true,
    description: 'The coder that it is about; null: no single one.',
  })
  async coder(
    @Root() { record }: AuditFindingType,
    @Ctx() context: AccessContext,
  ): Promise<CoderType | null> {
    return this.to.coder(record.coderId, context);
  }

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'The department that answers for it; null where it cannot be read now.',
  })
  async owner(
    @Root() { record }: AuditFindingType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return this.to.department(record.ownerId, context);
  }

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who recorded it; null where that is not the caller's to see.",
  })
  async recordedBy(
    @Root() { record }: AuditFindingType,
    @Ctx() context: AccessContext,
  ): Promise<ActorType | null> {
    return this.to.audits.taxonomies.actor(record.recordedBy, context);
  }

  @FieldResolver(() => [FollowUpType], {
    nullable: true,
    description: 'What became of it, in order; null where that cannot be read now.',
  })
  async followUps(
    @Root() { record }: AuditFindingType,
    @Ctx() context: AccessContext,
  ): Promise<FollowUpType[]> {
    const followUps = await this.to.audits.loaders(context).followUps.load(record.id);
    return followUps.map((followUp) => new FollowUpType(followUp));
  }
}

@Resolver(() => FollowUpType)
export class FollowUpResolver {
  constructor(private readonly to: AuditPointers) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who noted it; null where that is not the caller's to see.",
  })
  async notedBy(@Root() { record }: FollowUpType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.to.audits.taxonomies.actor(record.notedBy, context);
  }
}
