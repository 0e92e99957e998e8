import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { ActorType, type AccessContext } from '../../access/graphql';
import { connectionOf, type Connection } from '../../platform/graphql/connection.type';
import { optionalLocalId } from '../../platform/graphql/global-id';
import { pageRequest } from '../../platform/paging';
import type { ActorId } from '../../platform/ids';
import { approvalsThatStand, coversAny, reviewStanding, type ReviewPart } from '../../taxonomy/domain';
import { ApprovalType, DraftType, type VisibleTaxonomies } from '../../taxonomy/graphql';
import { DepartmentType } from './department.type';
import {
  DraftCommentConnection,
  DraftCommentType,
  DraftReviewType,
  ReviewPartType,
} from './draft-review.type';
import type { VisibleOwnership } from './visible-ownership';

@Resolver(() => DraftType)
export class DraftReviewFields {
  constructor(
    private readonly visible: VisibleTaxonomies,
    private readonly ownership: VisibleOwnership,
  ) {}

  @FieldResolver(() => DraftReviewType, {
    nullable: true,
    description: 'How far its review has come; null where that cannot be told now.',
  })
  async review(@Root() { record }: DraftType, @Ctx() context: AccessContext): Promise<DraftReviewType> {
    const loaders = this.visible.loaders(context);
    const said = await loaders.approvals.load(record.id);
    const taxonomy = await loaders.taxonomy.load(record.taxonomyId);
    const authors = new Set((await loaders.authors.load(record.id)) as readonly ActorId[]);
    if (taxonomy === null) throw new Error(`no taxonomy has the id ${record.taxonomyId}`);
    const { policy } = taxonomy;
    const standing = approvalsThatStand(record, said);
    const digest = record.submittedDigest ?? '';
    const isDecided = ['SCHEDULED', 'PUBLISHED', 'ABANDONED'].includes(record.state);
    const reviewed = isDecided || policy.approvals === 0 ? [] : await loaders.reviewed.load(record);
    const { stewards, stewardsMissing, parts } = reviewStanding(
      { approvals: standing, digest, authors, reviewed },
      policy,
    );
    const counting = new Set(standing.map(({ approver, department }) => `${approver} ${department}`));
    const approvals = said.map((approval) => {
      const { actorId, departmentId, decision, head, covers } = approval;
      const isOfNow =
        departmentId === null
          ? head === record.head && stewards.has(actorId)
          : !authors.has(actorId) && (isDecided || coversAny(departmentId, covers, reviewed));
      const stands = decision === 'APPROVED' && isOfNow && counting.has(`${actorId} ${departmentId}`);
      return new ApprovalType(approval, stands);
    });
    const waiting = parts.filter(({ state }) => state !== 'APPROVED');
    return {
      ...{ needed: policy.approvals, approvals, stewardsMissing },
      missing: stewardsMissing + waiting.length,
      parts: parts.map((part) => new ReviewPartType(part)),
      waitingFor: [
        ...(stewardsMissing === 0
          ? []
          : [
              `${stewardsMissing} of ${policy.approvals} approvals, by stewards who wrote none of its operations`,
            ]),
        ...(await Promise.all(waiting.map((part) => this.inWords(part, context)))),
      ],
    };
  }

  @FieldResolver(() => DraftCommentConnection, {
    nullable: true,
    description: 'What was said of it, the oldest first; null where that cannot be read now.',
  })
  async comments(
    @Root() { record }: DraftType,
    @Arg('reason', () => ID, { nullable: true, description: 'Only of this reason; null: all.' })
    reason?: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<DraftCommentType>> {
    const reasonId = optionalLocalId('Reason', reason, 'reason');
    const request = pageRequest({ first, after }, ['UUID']);
    const page = await this.ownership.reader.commentPage(record.id, reasonId, request);
    return connectionOf(
      page,
      ({ id }) => [id],
      (comment) => new DraftCommentType(comment),
    );
  }

  private async inWords({ anyOf, missing }: ReviewPart, context: AccessContext): Promise<string> {
    const departments = await this.ownership.departments(anyOf, context);
    const codes = departments.map(({ code }) => code).join(' or ');
    return `the approval of ${codes} for ${missing.length === 1 ? 'one reason' : `${missing.length} reasons`}`;
  }
}

@Resolver(() => ReviewPartType)
export class ReviewPartFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => [DepartmentType], {
    description: 'The departments of which one is to approve it: one where a department is accountable.',
  })
  anyOf(@Root() { part }: ReviewPartType, @Ctx() context: AccessContext): Promise<DepartmentType[]> {
    return this.ownership.departments(part.anyOf, context);
  }
}

@Resolver(() => ApprovalType)
export class ApprovalDepartmentFields {
  constructor(private readonly ownership: VisibleOwnership) {}

  @FieldResolver(() => DepartmentType, {
    nullable: true,
    description: 'The department that was spoken for; null: as a steward.',
  })
  async department(
    @Root() { record }: ApprovalType,
    @Ctx() context: AccessContext,
  ): Promise<DepartmentType | null> {
    return record.departmentId === null ? null : this.ownership.department(record.departmentId, context);
  }
}

@Resolver(() => DraftCommentType)
export class DraftCommentFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who said it; null where that is not the caller's to see.",
  })
  actor(@Root() { comment }: DraftCommentType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(comment.actorId, context);
  }
}
