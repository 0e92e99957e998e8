import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { globalId } from '../../platform/graphql/global-id';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import type { DraftBlocked, LifeCycleProblem, ReasonUse, RuleCount } from '../domain';
import { RuleCountType } from './finding.type';
import { ReasonType } from './reason.type';

const maxIncompatible = 100;

export const ReasonUseKindEnum = schemaEnum('ReasonUseKind', 'What needs a reason.', {
  OPEN_SESSION: 'A calibration session that is open for coding.',
  RESOLUTION_MAPPING:
    'A mapping of the reason to a resolution code: it is unmapped first, or a successor is named.',
} satisfies Readonly<Record<ReasonUse['kind'], string>>);

@ObjectType('ReasonUse', {
  description: 'Something under way that needs reasons to stay, or successors of them.',
})
export class ReasonUseType {
  constructor(private readonly use: ReasonUse) {}

  @Field(() => ReasonUseKindEnum, { description: 'What it is.' })
  get kind(): ReasonUse['kind'] {
    return this.use.kind;
  }

  @Field(() => String, { description: 'What people know it by: a title, or the code of a resolution.' })
  get title(): string {
    return this.use.title;
  }

  @Field(() => [ReasonType], { description: 'The reasons; of more than 100 the first.' })
  get reasons(): ReasonType[] {
    return this.use.reasons.slice(0, 100).map(({ id }) => new ReasonType(id));
  }
}

@ObjectType('DraftBlocker', { description: 'One thing that stands in the way of a draft.' })
export class DraftBlockerType {
  constructor(private readonly blocker: LifeCycleProblem) {}

  @Field(() => String, { description: 'Its kind, such as BLOCKING_FINDINGS, BEHIND or APPROVALS_MISSING.' })
  get code(): string {
    return this.blocker.code;
  }

  @Field(() => String, { description: 'What came and what was expected.' })
  get message(): string {
    return this.blocker.message;
  }

  @Field(() => [RuleCountType], {
    description: 'The rules whose findings block; empty where it is not about findings.',
  })
  get counts(): readonly RuleCount[] {
    return this.blocker.code === 'BLOCKING_FINDINGS' ? this.blocker.counts : [];
  }

  @Field(() => [ReasonType], {
    description: 'The first of the published reasons that are missing; empty where it is not about them.',
  })
  get missing(): ReasonType[] {
    return this.blocker.code === 'INCOMPLETE' ? this.blocker.missing.map((id) => new ReasonType(id)) : [];
  }

  @Field(() => [ReasonType], {
    description:
      'The reasons whose codes would not translate as the policy owes it, of more than 100 the first; empty where it is not about that.',
  })
  get incompatible(): ReasonType[] {
    if (this.blocker.code !== 'INCOMPATIBLE') return [];
    return this.blocker.broken.slice(0, maxIncompatible).map(({ reason }) => new ReasonType(reason.id));
  }

  @Field(() => [ReasonUseType], {
    description: 'What needs a reason that is retired without a successor; empty where it is not about that.',
  })
  get uses(): ReasonUseType[] {
    return this.blocker.code === 'REASONS_IN_USE'
      ? this.blocker.uses.map((use) => new ReasonUseType(use))
      : [];
  }

  @Field(() => [ID], {
    description:
      'The departments of which one lacks an approval that counts; empty where it is not about them.',
  })
  get departments(): string[] {
    if (this.blocker.code !== 'PARTS_NOT_APPROVED') return [];
    const ids = this.blocker.parts.flatMap(({ anyOf }) => anyOf);
    return [...new Set(ids)].map((id) => globalId('Department', id));
  }

  @Field(() => Int, {
    nullable: true,
    description: 'The approvals that are missing; null where it is not about them.',
  })
  get approvalsMissing(): number | null {
    return this.blocker.code === 'APPROVALS_MISSING' ? this.blocker.limit - this.blocker.observed : null;
  }

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'The moment after which it could be in force; null where it is not about the moment.',
  })
  get after(): Date | null {
    return this.blocker.code === 'NOT_AFTER_NEWEST_VERSION' ? this.blocker.newestEffectiveFrom : null;
  }
}

@ObjectType('DraftBlockedProblem', {
  implements: ProblemType,
  description: 'The draft cannot take this step: everything that stands in the way, at once.',
})
export class DraftBlockedProblem extends ProblemType {
  @Field(() => [DraftBlockerType], { description: 'What stands in the way.' })
  blockers!: DraftBlockerType[];
}
answersFor(DraftBlockedProblem, ['DRAFT_BLOCKED'], ({ blockers }: DraftBlocked) => ({
  blockers: blockers.map((blocker) => new DraftBlockerType(blocker)),
}));
