import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { globalId } from '../../platform/graphql/global-id';
import {
  answersFor,
  MalformedTextProblem,
  NotFoundProblem,
  ProblemType,
} from '../../platform/graphql/problem.type';
import type { DraftId, ReasonId } from '../../platform/ids';
import type {
  DraftBlocked,
  LifeCycleProblem,
  ReasonUse,
  RuleCount,
  ScheduleFault,
  SettingFault,
} from '../domain';
import { AssociationKindEnum, RetirementReasonEnum } from './enums';
import { RuleCountType } from './finding.type';
import { ReasonType } from './reason-state.type';

/** A message with the ids of reasons as the API takes and gives them: what has no name is told by its id. */
const inGlobalIds = (message: string, ...ids: readonly (ReasonId | null | undefined)[]): string =>
  ids.reduce<string>((text, id) => (id ? text.replaceAll(id, globalId('Reason', id)) : text), message);

const reasonOrNull = (id: ReasonId | null | undefined): ReasonType | null =>
  id === null || id === undefined ? null : new ReasonType(id);

@ObjectType('StaleHeadProblem', {
  implements: ProblemType,
  description: 'Somebody else was first: the draft has another head by now.',
})
export class StaleHeadProblem extends ProblemType {
  @Field(() => ID, { description: 'The draft.' })
  draft!: string;

  @Field(() => Int, { description: 'The head that was given.' })
  expectedHead!: number;

  @Field(() => Int, { description: 'The head that the draft has.' })
  currentHead!: number;
}
answersFor(StaleHeadProblem, ['STALE_HEAD'], ({ draftId }: { draftId: DraftId }) => ({
  draft: globalId('Draft', draftId),
}));

@ObjectType('StaleRevisionProblem', {
  implements: ProblemType,
  description: 'Somebody else was first: what was to be changed has another revision by now.',
})
export class StaleRevisionProblem extends ProblemType {
  @Field(() => Int, { description: 'The revision that was given.' })
  expectedRevision!: number;

  @Field(() => Int, { description: 'The revision that it has.' })
  currentRevision!: number;
}
answersFor(StaleRevisionProblem, ['STALE_REVISION']);

@ObjectType('KeyProblem', { implements: ProblemType, description: 'A key that is malformed or taken.' })
export class KeyProblem extends ProblemType {
  @Field(() => String, { description: 'The key that was given.' })
  observed!: string;
}
answersFor(KeyProblem, ['KEY_TAKEN', 'MALFORMED_KEY']);

@ObjectType('SettingFault', { description: 'One setting that cannot be.' })
export class SettingFaultType {
  @Field(() => String, { description: 'Which one, such as timeZone or severities.DEPTH.' })
  field!: string;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;
}

@ObjectType('InvalidSettingsProblem', {
  implements: ProblemType,
  description: 'Settings of a taxonomy that cannot be, all of them at once.',
})
export class InvalidSettingsProblem extends ProblemType {
  @Field(() => [SettingFaultType], { description: 'Each of them.' })
  faults!: SettingFault[];
}
answersFor(InvalidSettingsProblem, ['INVALID_SETTINGS']);

@ObjectType('CodeConflictProblem', {
  implements: ProblemType,
  description: 'A code that another reason has, or had in a published version.',
})
export class CodeConflictProblem extends ProblemType {
  @Field(() => String, { description: 'The code.' })
  observed!: string;

  @Field(() => ReasonType, { description: 'The reason that it is bound to.' })
  otherReason!: ReasonType;
}
answersFor(
  CodeConflictProblem,
  ['CODE_TAKEN', 'CODE_RESERVED'],
  ({ otherReasonId, message }: { otherReasonId: ReasonId; message: string }) => ({
    otherReason: new ReasonType(otherReasonId),
    message: inGlobalIds(message, otherReasonId),
  }),
);

@ObjectType('CycleProblem', { implements: ProblemType, description: 'A reason would stand under itself.' })
export class CycleProblem extends ProblemType {
  @Field(() => [ReasonType], { description: 'From the wished parent up to the reason itself.' })
  path!: ReasonType[];
}
answersFor(
  CycleProblem,
  ['CYCLE', 'SELF_PARENT'],
  ({ path, reasonId }: { path?: readonly ReasonId[]; reasonId: ReasonId }) => ({
    path: (path ?? [reasonId]).map((id) => new ReasonType(id)),
  }),
);

@ObjectType('UnknownReasonProblem', {
  implements: ProblemType,
  description: 'A reason, a parent or a sibling that is not in this content, or not in this menu.',
})
export class UnknownReasonProblem extends ProblemType {
  @Field(() => ReasonType, { nullable: true, description: 'The one that was named; null: the root.' })
  reason!: ReasonType | null;
}
interface UnknownReasonFacts {
  readonly message: string;
  readonly code: string;
  readonly reasonId?: ReasonId;
  readonly missingId?: ReasonId;
  readonly siblingId?: ReasonId;
  readonly parentId?: ReasonId | null;
}
answersFor(
  UnknownReasonProblem,
  ['REASON_NOT_FOUND', 'PARENT_NOT_FOUND', 'NOT_A_SIBLING', 'SIBLING_NOT_FOUND'],
  (facts: UnknownReasonFacts) => ({
    message: inGlobalIds(facts.message, facts.missingId, facts.siblingId, facts.reasonId, facts.parentId),
    reason: reasonOrNull(
      facts.code === 'PARENT_NOT_FOUND'
        ? facts.parentId
        : (facts.missingId ?? facts.siblingId ?? facts.reasonId),
    ),
  }),
);

@ObjectType('ReasonStateProblem', {
  implements: ProblemType,
  description:
    'The reason, or its parent, is not in a state that allows this: retired, not retired, published.',
})
export class ReasonStateProblem extends ProblemType {
  @Field(() => ReasonType, { description: 'The reason.' })
  reason!: ReasonType;
}
answersFor(
  ReasonStateProblem,
  [
    'REASON_EXISTS',
    'REASON_RETIRED',
    'REASON_NOT_RETIRED',
    'PARENT_RETIRED',
    'REASON_PUBLISHED',
    'REASON_HAS_CHILDREN',
    'INCOMPLETE_RESTORATION',
  ],
  ({ reasonId, parentId, code }: { reasonId: ReasonId; parentId?: ReasonId; code: string }) => ({
    reason: new ReasonType(code === 'PARENT_RETIRED' && parentId !== undefined ? parentId : reasonId),
  }),
);

@ObjectType('RetirementProblem', {
  implements: ProblemType,
  description: 'A retirement that breaks the table of retirement reason, association and number of targets.',
})
export class RetirementProblem extends ProblemType {
  @Field(() => String, { description: 'What is wrong with it, such as TARGET_COUNT.' })
  fault!: string;

  @Field(() => RetirementReasonEnum, { description: 'The retirement reason.' })
  retirementReason!: keyof typeof RetirementReasonEnum;

  @Field(() => AssociationKindEnum, {
    nullable: true,
    description: 'The kind of association that is wrong; null: it is not about one.',
  })
  associationKind!: keyof typeof AssociationKindEnum | null;

  @Field(() => ReasonType, {
    nullable: true,
    description: 'The target that is wrong; null: it is not about one.',
  })
  target!: ReasonType | null;
}
answersFor(
  RetirementProblem,
  ['RETIREMENT_SHAPE'],
  ({ targetId, message }: { targetId: ReasonId | null; message: string }) => ({
    target: reasonOrNull(targetId),
    message: inGlobalIds(message, targetId),
  }),
);

@ObjectType('InvalidValueProblem', {
  implements: ProblemType,
  description: 'A value that the field cannot take.',
})
export class InvalidValueProblem extends ProblemType {
  @Field(() => ReasonType, { description: 'The reason that it was for.' })
  reason!: ReasonType;

  @Field(() => String, { nullable: true, description: 'The field; null where the code says it.' })
  field!: string | null;

  @Field(() => String, { nullable: true, description: 'What came; null where it was nothing.' })
  observed!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The most that it may be; null where there is no such limit.',
  })
  limit!: number | null;
}
interface InvalidValueFacts {
  readonly reasonId: ReasonId;
  readonly field?: string;
  readonly observed?: string | number;
  readonly limit?: number;
}
answersFor(
  InvalidValueProblem,
  [
    'MALFORMED_RANK',
    'UNKNOWN_LANGUAGE',
    'UNKNOWN_SYNONYM',
    'EXCLUDES_NOT_APPLICABLE',
    'EXCLUDES_ITSELF',
    'NUMBER_OUT_OF_RANGE',
    'TOO_MANY_ENTRIES',
    'MALFORMED_URL',
    'CONDITION_MISSING',
    'MAPPING_CONTRADICTS_ITSELF',
    'RESOLUTION_NOT_MAPPED',
  ],
  ({ reasonId, field, observed, limit }: InvalidValueFacts) => ({
    reason: new ReasonType(reasonId),
    field: field ?? null,
    observed: observed === undefined ? null : String(observed),
    limit: limit ?? null,
  }),
);

@ObjectType('MalformedConditionProblem', {
  implements: ProblemType,
  description: 'A text that is no condition, and the first place at which it is none.',
})
export class MalformedConditionProblem extends ProblemType {
  @Field(() => ReasonType, { description: 'The reason that it was for.' })
  reason!: ReasonType;

  @Field(() => String, { description: 'The field that held it.' })
  field!: string;

  @Field(() => Int, { description: 'The line, from 1.' })
  line!: number;

  @Field(() => Int, { description: 'The character (code point) in the line, from 1.' })
  column!: number;

  @Field(() => String, { description: 'What came there.' })
  observed!: string;

  @Field(() => [String], { description: 'What could have stood there instead: one of these.' })
  expected!: readonly string[];
}
answersFor(MalformedConditionProblem, ['CONDITION_MALFORMED'], ({ reasonId }: { reasonId: ReasonId }) => ({
  reason: new ReasonType(reasonId),
}));

@ObjectType('UnknownNameProblem', {
  implements: ProblemType,
  description: 'A name that stands for nothing the taxonomy has now, with those that could have been meant.',
})
export class UnknownNameProblem extends ProblemType {
  @Field(() => ReasonType, { description: 'The reason that it was for.' })
  reason!: ReasonType;

  @Field(() => String, { description: 'The field that held it.' })
  field!: string;

  @Field(() => String, { description: 'The name that came.' })
  observed!: string;

  @Field(() => [String], {
    description: 'The codes that come nearest to it, the nearest first; empty where none is like it.',
  })
  candidates!: readonly string[];
}
answersFor(UnknownNameProblem, ['UNKNOWN_NAME'], ({ reasonId }: { reasonId: ReasonId }) => ({
  reason: new ReasonType(reasonId),
}));

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

export const ScheduleFaultEnum = schemaEnum('ScheduleFault', 'Why a version cannot be withdrawn.', {
  IN_FORCE_BY_NOW: 'It is in force, was, or is about to be.',
  ALREADY_WITHDRAWN: 'It was withdrawn before.',
  NOT_THE_NEWEST: 'Another one is scheduled after it, and goes first.',
} satisfies Readonly<Record<ScheduleFault, string>>);

@ObjectType('VersionNotScheduledProblem', {
  implements: ProblemType,
  description: 'A version that cannot be withdrawn.',
})
export class VersionNotScheduledProblem extends ProblemType {
  @Field(() => ScheduleFaultEnum, { description: 'Why.' })
  fault!: ScheduleFault;

  @Field(() => GraphQLDateTime, { description: 'From when it is in force.' })
  effectiveFrom!: Date;

  @Field(() => Int, { description: 'The number of the newest version.' })
  newestVersion!: number;
}
answersFor(VersionNotScheduledProblem, ['VERSION_NOT_SCHEDULED']);

/** What any operation on a draft can be refused with. */
export const operationProblems = [
  NotFoundProblem,
  StaleHeadProblem,
  DraftBlockedProblem,
  MalformedTextProblem,
  CodeConflictProblem,
  CycleProblem,
  UnknownReasonProblem,
  ReasonStateProblem,
  RetirementProblem,
  InvalidValueProblem,
  MalformedConditionProblem,
  UnknownNameProblem,
];
