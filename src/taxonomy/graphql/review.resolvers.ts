import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { ActorType, type AccessContext } from '../../access/graphql';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { ApprovalDecision, ApprovalRecord } from '../domain';
import type { ReasonId } from '../../platform/ids';
import { ReasonType } from './reason.type';
import type { VisibleTaxonomies } from './visible-taxonomies';

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

  @Field(() => [ReasonType], {
    description: 'With changes requested, the reasons they are about; empty where that is the whole.',
  })
  get about(): ReasonType[] {
    if (this.record.decision === 'APPROVED') return [];
    return Object.keys(this.record.covers).map((id) => new ReasonType(id as ReasonId));
  }

  @Field(() => Boolean, { description: 'Whether it counts for the content as it is now.' })
  get current(): boolean {
    return this.stands;
  }
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
