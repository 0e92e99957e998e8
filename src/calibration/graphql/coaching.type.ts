import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { AgreementIntervalType } from '../../agreement/graphql';
import { connectionType } from '../../platform/graphql/connection.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { NoteKindEnum, ReasonStateType } from '../../taxonomy/graphql';
import type { NoteKind, VersionRecord } from '../../taxonomy/domain';
import type { CoachingEntry, CoachingRule, GuidelineChange } from '../domain';
import type { AcknowledgementRecord } from '../queries/coaching-reader';

export const CoachingHiddenBecauseEnum = schemaEnum(
  'CoachingHiddenBecause',
  'Why figures of a coder are not shown.',
  {
    TOO_FEW_ITEMS: 'There are too few adjudicated items of the reason to say anything of the coder.',
  } satisfies Readonly<Record<NonNullable<CoachingEntry['hiddenBecause']>, string>>,
);

@ObjectType('CoachingConfusion', { description: 'What a coder said most often instead of what an item is.' })
export class CoachingConfusionType {
  constructor(readonly confusion: NonNullable<CoachingEntry['confusion']>) {}

  @Field(() => Int, { description: 'How often.' })
  get count(): number {
    return this.confusion.count;
  }
}

@ObjectType('CoachingEntry', { description: 'A coder and a reason worth talking about.' })
export class CoachingEntryType {
  constructor(readonly record: CoachingEntry) {}

  @Field(() => Int, { description: 'Adjudicated items of the reason that the coder coded.' })
  get items(): number {
    return this.record.items;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Of them, those that the coder coded so; null where it is hidden.',
  })
  get agreeing(): number | null {
    return this.record.agreeing;
  }

  @Field(() => Float, { nullable: true, description: 'Their share, from 0 to 1; null where it is hidden.' })
  get agreement(): number | null {
    return this.record.agreement;
  }

  @Field(() => AgreementIntervalType, {
    nullable: true,
    description: "The share's 95 % interval by Wilson; null where it is hidden.",
  })
  get interval(): AgreementIntervalType | null {
    const { interval } = this.record;
    return interval === null ? null : { ...interval, method: 'wilson' };
  }

  @Field(() => CoachingHiddenBecauseEnum, {
    nullable: true,
    description: 'Why the figures are hidden; null: they are not.',
  })
  get hiddenBecause(): CoachingEntry['hiddenBecause'] {
    return this.record.hiddenBecause;
  }

  @Field(() => CoachingConfusionType, {
    nullable: true,
    description: 'What the coder said most often instead; null where it is hidden.',
  })
  get confusion(): CoachingConfusionType | null {
    return this.record.confusion === null ? null : new CoachingConfusionType(this.record.confusion);
  }
}

export const CoachingEntryConnection = connectionType(
  'CoachingEntry',
  () => CoachingEntryType,
  'A page of coders and reasons, the lowest agreement first.',
);

@ObjectType('CoachingList', {
  description: 'Where coders agree little with adjudication, and on what that rests.',
})
export class CoachingListType {
  constructor(
    readonly rows: readonly CoachingEntry[],
    private readonly rule: CoachingRule,
  ) {}

  @Field(() => Int, { description: 'The fewest adjudicated items for which figures are shown.' })
  get minimum(): number {
    return this.rule.minimum;
  }

  @Field(() => Float, { description: 'The agreement, a share from 0 to 1, below which it is listed.' })
  get below(): number {
    return this.rule.below;
  }

  @Field(() => Int, { description: 'How many entries there are.' })
  get total(): number {
    return this.rows.length;
  }
}

@ObjectType('GuidelineChange', {
  description: 'A reason whose guideline reads otherwise than in the version before.',
})
export class GuidelineChangeType {
  constructor(
    private readonly change: GuidelineChange,
    private readonly shown: ReasonStateType,
  ) {}

  @Field(() => ReasonStateType, { description: 'The reason as it stands in the version.' })
  get reason(): ReasonStateType {
    return this.shown;
  }

  @Field(() => Boolean, { description: 'Whether the reason itself is new.' })
  get isNew(): boolean {
    return this.change.isNew;
  }

  @Field(() => [NoteKindEnum], { description: 'The notes that read otherwise.' })
  get notes(): readonly NoteKind[] {
    return this.change.notes;
  }
}

@ObjectType('GuidelineAcknowledgement', {
  description: 'Whether a coder has acknowledged the guidelines of a version.',
})
export class GuidelineAcknowledgementType {
  constructor(readonly record: AcknowledgementRecord) {}

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When; null: not yet.' })
  get acknowledgedAt(): Date | null {
    return this.record.acknowledgedAt;
  }
}

export const GuidelineAcknowledgementConnection = connectionType(
  'GuidelineAcknowledgement',
  () => GuidelineAcknowledgementType,
  'A page of the people who code, by their external id.',
);

export const GuidelineChangeConnection = connectionType(
  'GuidelineChange',
  () => GuidelineChangeType,
  'A page of reasons whose guideline reads otherwise, in the order of the tree.',
);

@ObjectType('GuidelineAcknowledgements', {
  description: 'How the guidelines of a version differ from those before it, and who has acknowledged that.',
})
export class GuidelineAcknowledgementsType {
  constructor(readonly version: VersionRecord) {}

  @Field(() => Int, { description: 'The number of the version.' })
  get number(): number {
    return this.version.number;
  }
}
