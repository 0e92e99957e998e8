import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { ActorType, type AccessContext } from '../../access/graphql';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { approvalsThatStand, type ApprovalDecision, type ApprovalRecord } from '../domain';
import type { VisibleTaxonomies } from './taxonomy.resolver';
import { DraftType } from './version.type';

export const ApprovalDecisionEnum = schemaEnum('ApprovalDecision', 'What a reviewer said.', {
  APPROVED: 'The content is good.',
  CHANGES_REQUESTED: 'Something is to change.',
} satisfies Readonly<Record<ApprovalDecision, string>>);

@ObjectType('Approval', { description: 'What one reviewer said of one content of a draft.' })
export class ApprovalType {
  constructor(
    readonly record: ApprovalRecord,
    private readonly stands: boolean,
  ) {}

  @Field(() => ApprovalDecisionEnum, { description: 'What was said.' })
  get decision(): ApprovalDecision {
    return this.record.decision;
  }

  @Field(() => String, { description: 'The digest of the content it was said of.' })
  get digest(): string {
    return this.record.digest;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The words that came with it; null where there were none.',
  })
  get note(): string | null {
    return this.record.note;
  }

  @Field(() => GraphQLDateTime, { description: 'When.' })
  get recordedAt(): Date {
    return this.record.recordedAt;
  }

  @Field(() => Boolean, { description: 'Whether it counts for the content as it is now.' })
  get current(): boolean {
    return this.stands;
  }
}

@ObjectType('DraftReview', { description: 'How far the review of a draft has come, and who is missing.' })
export class DraftReviewType {
  @Field(() => Int, { description: 'The approvals that the policy asks for.' })
  needed!: number;

  @Field(() => [ApprovalType], { description: 'What was said, in order.' })
  approvals!: ApprovalType[];

  @Field(() => Int, { description: 'The approvals that are still missing.' })
  missing!: number;

  @Field(() => [String], { description: 'Who is missing, in words; empty where nobody is.' })
  waitingFor!: string[];
}

@Resolver(() => ApprovalType)
export class ApprovalFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => ActorType, {
    nullable: true,
    description: "Who said it; null where that is not the caller's to see.",
  })
  async actor(@Root() { record }: ApprovalType, @Ctx() context: AccessContext): Promise<ActorType | null> {
    return this.visible.actor(record.actorId, context);
  }
}

@Resolver(() => DraftType)
export class DraftReviewFields {
  constructor(private readonly visible: VisibleTaxonomies) {}

  @FieldResolver(() => DraftReviewType, {
    nullable: true,
    description: 'How far its review has come; null where that cannot be told now.',
  })
  async review(@Root() { record }: DraftType, @Ctx() context: AccessContext): Promise<DraftReviewType> {
    const loaders = this.visible.loaders(context);
    const said = await loaders.approvals.load(record.id);
    const taxonomy = await loaders.taxonomy.load(record.taxonomyId);
    const authors = await loaders.authors.load(record.id);
    const needed = taxonomy?.policy.approvals ?? 0;
    const standing = approvalsThatStand(record, said).filter(({ approver }) => !authors.includes(approver));
    const missing = Math.max(0, needed - new Set(standing.map(({ approver }) => approver)).size);
    const approvals = said.map((approval) => {
      const stands = standing.some(
        ({ approver, digest }) => approver === approval.actorId && digest === approval.digest,
      );
      return new ApprovalType(
        approval,
        stands && approval.head === record.head && approval.decision === 'APPROVED',
      );
    });
    const waitingFor =
      missing === 0
        ? []
        : [`${missing} of ${needed} approvals, by stewards who wrote none of its operations`];
    return { needed, approvals, missing, waitingFor };
  }
}
