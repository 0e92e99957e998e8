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
import type { ScheduleFault, SettingFault } from '../domain';
import { ReasonType } from './reason.type';
import {
  CodeConflictProblem,
  CycleProblem,
  ReasonStateProblem,
  RetirementProblem,
  UnknownReasonProblem,
} from './reason-problems.type';
import { DraftBlockedProblem } from './draft-blocked-problem.type';

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
