import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { AccessContext } from '../../access/graphql';
import { ExcerptType } from '../../contact/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { localId, optionalLocalId } from '../../platform/graphql/global-id';
import { problemView } from '../../platform/graphql/problem.type';
import { pageRequest } from '../../platform/paging';
import { ReasonStateType } from '../../taxonomy/graphql';
import { codeAuditItem } from '../commands/code-audit-item';
import type { AuditCodings } from '../queries/audit-codings';
import { AuditAssignmentConnection, AuditAssignmentType } from './audit-assignment.type';
import type { AuditPointers } from './audit-parts.resolvers';
import { CodeAuditItemInputType } from './audit.inputs';
import { CodeAuditItemPayload, CodeAuditItemResult } from './audit.payloads';

/** What a second coder sees and does: what is theirs to code, and their own answers. */
@Resolver(() => AuditAssignmentType)
export class AuditAssignmentResolver {
  constructor(
    private readonly codings: AuditCodings,
    private readonly to: AuditPointers,
  ) {}

  @Query(() => AuditAssignmentConnection, {
    nullable: true,
    description:
      'What the caller has to code in the open audits of a taxonomy; null where there is no such taxonomy for the caller.',
  })
  async myAuditAssignments(
    @Arg('taxonomy', () => String, { description: 'The key of the taxonomy.' }) key: string,
    @Ctx() context: AccessContext,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<AuditAssignmentType> | null> {
    const request = pageRequest({ first, after }, ['UUID', 'INTEGER']);
    const known = await this.to.audits.taxonomies.byKeyFor(key, 'codeInAudits', context.actor);
    if (known === null) return null;
    const page = await this.codings.assignmentPage(context.actor.id, known.id, request);
    return connectionOf(
      page,
      ({ auditId, position }) => [auditId, String(position)],
      (assignment) => new AuditAssignmentType(assignment),
    );
  }

  @FieldResolver(() => ExcerptType, {
    nullable: true,
    description: 'What was said, to be coded by; null where nothing is kept.',
  })
  async excerpt(
    @Root() { record }: AuditAssignmentType,
    @Ctx() context: AccessContext,
  ): Promise<ExcerptType | null> {
    const excerpt = await this.to.contacts.loaders(context).excerpt.load(record.contactId);
    return excerpt === null ? null : new ExcerptType(excerpt);
  }

  @FieldResolver(() => ReasonStateType, {
    nullable: true,
    description: 'The reason that the caller answered last; null where the answer is none.',
  })
  async reason(
    @Root() { record }: AuditAssignmentType,
    @Ctx() context: AccessContext,
  ): Promise<ReasonStateType | null> {
    return this.to.reason(record.code?.reasonId ?? null, record, context);
  }

  @Mutation(() => CodeAuditItemResult, {
    nullable: true,
    description:
      'Codes a contact of an audit as the coder that the caller is, or codes it anew. Nobody else sees the answer before the audit is closed.',
  })
  async codeAuditItem(
    @Arg('input', () => CodeAuditItemInputType, { description: 'The answer.' }) input: CodeAuditItemInputType,
    @Ctx() context: AccessContext,
  ): Promise<typeof CodeAuditItemResult> {
    const itemId = localId('AuditItem', input.item, 'item');
    const outcome = await context.run(codeAuditItem, {
      ...{ itemId, outcome: input.outcome, reasonId: optionalLocalId('Reason', input.reason, 'reason') },
      ...{ confidence: input.confidence ?? null, note: input.note ?? null },
    });
    if (!outcome.ok) return problemView(outcome.problem);
    const own = await this.codings.assignment(context.actor.id, itemId);
    const assignment = own === null ? null : new AuditAssignmentType(own);
    return Object.assign(new CodeAuditItemPayload(), { assignment });
  }
}
