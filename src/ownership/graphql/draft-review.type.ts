import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { ReviewPart, ReviewPartState } from '../../taxonomy/domain';
import { ApprovalType, ReasonType } from '../../taxonomy/graphql';
import type { DraftComment } from '../queries/ownership-reader';

export const ReviewPartStateEnum = schemaEnum('ReviewPartState', 'How far a part of a review has come.', {
  MISSING: 'None of the departments approved it.',
  STALE: 'One of them did, and what it approved has changed since, or its reasons are others.',
  APPROVED: 'All of it is approved.',
} satisfies Readonly<Record<ReviewPartState, string>>);

@ObjectType('ReviewPart', {
  description: 'What one department, or any one of several responsible ones, is to approve of a draft.',
})
export class ReviewPartType {
  constructor(readonly part: ReviewPart) {}

  @Field(() => ReviewPartStateEnum, { description: 'How far it has come.' })
  get state(): ReviewPartState {
    return this.part.state;
  }

  @Field(() => Int, { description: 'How many reasons it is about.' })
  get reasonCount(): number {
    return this.part.reasons.length;
  }

  @Field(() => [ReasonType], { description: 'The first 200 of the reasons it is about.' })
  get reasons(): ReasonType[] {
    return this.part.reasons.slice(0, 200).map((id) => new ReasonType(id));
  }

  @Field(() => [ReasonType], { description: 'The first 200 of those that lack an approval which counts.' })
  get missing(): ReasonType[] {
    return this.part.missing.slice(0, 200).map((id) => new ReasonType(id));
  }
}

@ObjectType('DraftReview', { description: 'How far the review of a draft has come, and who is missing.' })
export class DraftReviewType {
  @Field(() => Int, { description: 'The approvals by stewards that the policy asks for.' })
  needed!: number;

  @Field(() => [ApprovalType], { description: 'What was said, in order.' })
  approvals!: ApprovalType[];

  @Field(() => Int, {
    description: 'The approvals that are still missing: of stewards, and of departments one each.',
  })
  missing!: number;

  @Field(() => Int, { description: 'Of these, those of stewards.' })
  stewardsMissing!: number;

  @Field(() => [ReviewPartType], {
    description: 'The parts that departments are to approve; none where the policy asks for no approval.',
  })
  parts!: ReviewPartType[];

  @Field(() => [String], { description: 'Who is missing, in words; empty where nobody is.' })
  waitingFor!: string[];
}

@ObjectType('DraftComment', { description: 'Something that was said of a draft.' })
export class DraftCommentType {
  constructor(readonly comment: DraftComment) {}

  @Field(() => ReasonType, {
    nullable: true,
    description: 'The reason it is about; null: the draft as a whole.',
  })
  get reason(): ReasonType | null {
    return this.comment.reasonId === null ? null : new ReasonType(this.comment.reasonId);
  }

  @Field(() => String, { description: 'What was said.' })
  get text(): string {
    return this.comment.text;
  }

  @Field(() => Int, { description: 'The head of the draft when it was said.' })
  get head(): number {
    return this.comment.head;
  }

  @Field(() => GraphQLDateTime, { description: 'When.' })
  get recordedAt(): Date {
    return this.comment.recordedAt;
  }
}

export const DraftCommentConnection = connectionType(
  'DraftComment',
  () => DraftCommentType,
  'A page of comments, the oldest first.',
);
