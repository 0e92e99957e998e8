import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ProblemType } from '../../platform/graphql/problem.type';
import type {
  CombinedEdit,
  ConflictKind,
  DanglingReference,
  DescribedConflict,
  FollowedReplacement,
  MergeChoice,
  RebasePlan,
  ResolutionFaultKind,
} from '../domain';
import { VersionComparisonType } from './comparison.type';
import { ReasonType } from './reason.type';
import { TaxonomyVersionType } from './version.type';

export const ConflictKindEnum = schemaEnum('ConflictKind', 'What the two sides did that cannot both stand.', {
  FIELD: 'Both changed one part of a reason, each to something else.',
  EDIT_RETIRED: 'One retired or took back what the other edited.',
  EDIT_SPLIT: 'One split what the other edited the words of.',
  RETIREMENT: 'Both retired a reason, each in another way, or its successor cannot be followed.',
  CYCLE: 'Their moves together put reasons under each other.',
  CHILD_OF_RETIRED: 'One retired the parent of what the other has under it.',
  REPLACEMENT_CYCLE: 'Their retirements together send reasons to each other.',
  CODE_COLLISION: 'Two reasons have one code by now.',
  DUPLICATE_LABEL: 'Two reasons stand in one menu under one label.',
} satisfies Readonly<Record<ConflictKind, string>>);

export const MergeChoiceEnum = schemaEnum('MergeChoice', 'How a conflict can be settled.', {
  BASE: 'As it was before both sides.',
  OURS: 'As the draft has it.',
  THEIRS: 'As the newest version has it.',
  BOTH: 'Both edits together.',
  VALUE: 'A value of its own.',
} satisfies Readonly<Record<MergeChoice, string>>);

export const ResolutionFaultEnum = schemaEnum('ResolutionFaultKind', 'Why a resolution settles nothing.', {
  UNKNOWN_CONFLICT: 'There is no such conflict.',
  REPEATED: 'The conflict was settled before in the same list.',
  NOT_ALLOWED: 'The conflict cannot be settled in this way.',
  VALUE_MISSING: 'The value is missing.',
  VALUE_NOT_EXPECTED: 'There is a value that is not asked for.',
  MALFORMED_VALUE: 'The text cannot be stored.',
  UNKNOWN_REASON: 'The reason is in none of the contents.',
} satisfies Readonly<Record<ResolutionFaultKind, string>>);

@ObjectType('MergeConflict', {
  description: 'What a draft and the newest version did that cannot both stand.',
})
export class MergeConflictType {
  constructor(private readonly conflict: DescribedConflict) {}

  @Field(() => ID, { description: 'What a resolution names it by; the same for the same two heads.' })
  get id(): string {
    return this.conflict.id;
  }

  @Field(() => ConflictKindEnum, { description: 'What kind it is.' })
  get kind(): ConflictKind {
    return this.conflict.kind;
  }

  @Field(() => String, { description: 'What it is about, in words.' })
  get sentence(): string {
    return this.conflict.sentence;
  }

  @Field(() => [ReasonType], {
    description: 'The reasons it is about, the one that is asked about first; of more than 100 the first.',
  })
  get reasons(): ReasonType[] {
    return this.conflict.reasonIds.slice(0, 100).map((id) => new ReasonType(id));
  }

  @Field(() => String, {
    nullable: true,
    description: 'The part of the reason, such as label.en; null: the reason as a whole.',
  })
  get part(): string | null {
    return this.conflict.part;
  }

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What it was before both sides; null where there was nothing.',
  })
  get base(): unknown {
    return this.conflict.base;
  }

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What the draft made of it; null where that is nothing.',
  })
  get ours(): unknown {
    return this.conflict.ours;
  }

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'What the newest version made of it; null where that is nothing.',
  })
  get theirs(): unknown {
    return this.conflict.theirs;
  }

  @Field(() => [MergeChoiceEnum], { description: 'The ways in which it can be settled.' })
  get allowed(): readonly MergeChoice[] {
    return this.conflict.allowed;
  }
}

@ObjectType('CombinedEdit', {
  description:
    'A reason of which both sides changed something, and nothing the same: merged, to be looked at.',
})
export class CombinedEditType {
  constructor(private readonly edit: CombinedEdit) {}

  @Field(() => ReasonType, { description: 'The reason.' })
  get reason(): ReasonType {
    return new ReasonType(this.edit.reasonId);
  }

  @Field(() => [String], { description: 'The parts that the draft changed, such as label.en.' })
  get ours(): readonly string[] {
    return this.edit.ours;
  }

  @Field(() => [String], { description: 'The parts that the newest version changed.' })
  get theirs(): readonly string[] {
    return this.edit.theirs;
  }
}

@ObjectType('FollowedReplacement', {
  description:
    'A retirement whose successor the other side retired too: it leads on to the successor of that.',
})
export class FollowedReplacementType {
  constructor(private readonly followed: FollowedReplacement) {}

  @Field(() => ReasonType, { description: 'The retired reason.' })
  get reason(): ReasonType {
    return new ReasonType(this.followed.reasonId);
  }

  @Field(() => [ReasonType], {
    description: 'The successors that were retired too; of more than 100 the first.',
  })
  get through(): ReasonType[] {
    return this.followed.through.slice(0, 100).map((id) => new ReasonType(id));
  }

  @Field(() => ReasonType, { description: 'Where it leads now.' })
  get to(): ReasonType {
    return new ReasonType(this.followed.to);
  }
}

@ObjectType('DanglingReference', {
  description: 'A note of one side that sends coders to what the other side retired.',
})
export class DanglingReferenceType {
  constructor(private readonly reference: DanglingReference) {}

  @Field(() => ReasonType, { description: 'The reason whose note it is.' })
  get reason(): ReasonType {
    return new ReasonType(this.reference.reasonId);
  }

  @Field(() => ReasonType, { description: 'The reason that was retired.' })
  get retired(): ReasonType {
    return new ReasonType(this.reference.retiredId);
  }
}

@ObjectType('ResolutionFault', { description: 'A resolution that settles nothing, and why.' })
export class ResolutionFaultType {
  @Field(() => String, { description: 'The id of the conflict, as it came.' })
  conflictId!: string;

  @Field(() => ResolutionFaultEnum, { description: 'What is wrong with it.' })
  fault!: ResolutionFaultKind;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;

  @Field(() => [MergeChoiceEnum], {
    description: 'The ways in which the conflict can be settled; empty where there is no such conflict.',
  })
  allowed!: readonly MergeChoice[];
}

/** How many of a list that a caller's own input makes are answered. */
export const listedAtMost = 100;

interface RebasePreview {
  readonly behind: boolean;
  readonly token: string | null;
  readonly onto: TaxonomyVersionType | null;
  readonly refusal: ProblemType | null;
  readonly comparison: VersionComparisonType | null;
}

@ObjectType('RebasePreview', {
  description:
    'What would become of a draft on the newest version, with the resolutions given. Changes nothing.',
})
export class RebasePreviewType {
  constructor(
    readonly plan: RebasePlan,
    private readonly preview: RebasePreview,
  ) {}

  @Field(() => Boolean, { description: 'Whether there is anything to rebase.' })
  get behind(): boolean {
    return this.preview.behind;
  }

  @Field(() => String, {
    nullable: true,
    description: 'To be given to rebaseDraft: names both heads; null where the draft is not behind.',
  })
  get token(): string | null {
    return this.preview.token;
  }

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that the draft would be put on; null where it is not behind.',
  })
  get onto(): TaxonomyVersionType | null {
    return this.preview.onto;
  }

  @Field(() => Int, { description: 'How many conflicts the resolutions leave open.' })
  get conflictCount(): number {
    return this.plan.conflicts.length;
  }

  @Field(() => [ResolutionFaultType], {
    description: 'The resolutions that settle nothing; of more than 100 the first.',
  })
  get faults(): readonly ResolutionFaultType[] {
    return this.plan.faults.slice(0, listedAtMost);
  }

  @Field(() => ProblemType, {
    nullable: true,
    description:
      'Why the merged content would be refused, such as a code that is reserved; null: it would not be.',
  })
  get refusal(): ProblemType | null {
    return this.preview.refusal;
  }

  @Field(() => VersionComparisonType, {
    nullable: true,
    description: 'What the draft would change of the newest version; null as long as something is open.',
  })
  get comparison(): VersionComparisonType | null {
    return this.preview.comparison;
  }
}

export const MergeConflictConnection = connectionType(
  'MergeConflict',
  () => MergeConflictType,
  'A page of conflicts, by id.',
);
export const CombinedEditConnection = connectionType(
  'CombinedEdit',
  () => CombinedEditType,
  'A page of reasons that both sides changed.',
);
export const FollowedReplacementConnection = connectionType(
  'FollowedReplacement',
  () => FollowedReplacementType,
  'A page of retirements that lead on.',
);
export const DanglingReferenceConnection = connectionType(
  'DanglingReference',
  () => DanglingReferenceType,
  'A page of notes that point to what is retired.',
);
