import { Field, Float, ObjectType } from 'type-graphql';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { Interval } from '../../agreement/statistics';
import type { BandedQuantile, Figure, Mean, Share, undefinedCauses } from '../domain';

export const FigureUndefinedEnum = schemaEnum('FigureUndefined', 'Why a figure does not exist.', {
  NO_CONTACTS: 'There is no contact that it could be about.',
  NO_SEGMENT_SIZE: 'It is not known how many customers the segment had in the period.',
  SEGMENT_WITHOUT_CUSTOMERS: 'The segment had no customers in the period.',
  NO_VARIATION: 'All contacts are alike in one of the two properties.',
  NO_OWNERS: 'For no contact both the department and the accountable one are known.',
  NO_VALUES: 'Of no contact anything was said.',
  NOT_TOLD_BY_FILTER: 'What means nothing here is not known by channel, segment, department or version.',
  CHANCE_AGREEMENT_IS_ONE: 'All contacts have one and the same reason, so that there is nothing to agree on.',
  NO_CUSTOMERS: 'Of no contact it is known whose it is.',
  MORE_THAN_SEGMENT_SIZE: 'More different customers made contact than the segment is said to have.',
  NOT_RECORDED: 'It is recorded of no contact.',
  WINDOW_TOO_LONG: 'Of no contact a whole window is observed: ask for a longer period or a shorter window.',
  CONTACTS_NOT_KEPT:
    'The contacts of a part of the period, from which it would be counted, are not kept any more.',
  TOO_FEW_PERIODS: 'The period has too few whole months or weeks for a test.',
  TOO_FEW_CONTACTS: 'There are too few contacts for a test.',
  NO_DATA: 'The contacts stop before the end of the period, as those of a desk that sends none any more.',
} satisfies Readonly<Record<(typeof undefinedCauses)[number], string>>);

@ObjectType('FigureInterval', { description: 'Two limits between which the truth is to be expected.' })
export class FigureIntervalType {
  @Field(() => Float, { description: 'The lower limit.' })
  lower!: number;

  @Field(() => Float, { description: 'The upper limit.' })
  upper!: number;

  @Field(() => Float, { description: 'The share of such intervals that cover the truth, such as 0.95.' })
  level!: number;
}

@ObjectType('FigureValue', { description: 'A number, or why there is none.' })
export class FigureValueType {
  constructor(private readonly figure: Figure) {}

  @Field(() => Float, { nullable: true, description: 'The number; null where it does not exist.' })
  get value(): number | null {
    return this.figure.value;
  }

  @Field(() => FigureUndefinedEnum, {
    nullable: true,
    description: 'Why there is none; null where there is one.',
  })
  get undefinedBecause(): keyof typeof FigureUndefinedEnum | null {
    return this.figure.undefinedBecause;
  }
}

@ObjectType('FigureShare', { description: 'A part of a whole, 0 to 1, with the counts behind it.' })
export class FigureShareType {
  constructor(private readonly share: Share) {}

  @Field(() => Float, { nullable: true, description: 'The part, 0 to 1; null where it does not exist.' })
  get value(): number | null {
    return this.share.value;
  }

  @Field(() => FigureUndefinedEnum, {
    nullable: true,
    description: 'Why there is none; null where there is one.',
  })
  get undefinedBecause(): keyof typeof FigureUndefinedEnum | null {
    return this.share.undefinedBecause;
  }

  @Field(() => Float, {
    description: 'The contacts that are the part; whole unless shares of a split were used.',
  })
  get count(): number {
    return this.share.count;
  }

  @Field(() => Float, {
    description: 'The contacts that are the whole; whole unless shares of a split were used.',
  })
  get of(): number {
    return this.share.of;
  }

  @Field(() => FigureIntervalType, {
    nullable: true,
    description: "Wilson's, at 95 %; null where the share does not exist.",
  })
  get interval(): Interval | null {
    return this.share.interval;
  }
}

@ObjectType('FigureMean', { description: 'A mean, with how many values it is the mean of.' })
export class FigureMeanType extends FigureValueType {
  constructor(private readonly mean: Mean) {
    super(mean);
  }

  @Field(() => Float, {
    description: 'How many values it is the mean of; whole unless shares of a split were used.',
  })
  get of(): number {
    return this.mean.of;
  }

  @Field(() => FigureIntervalType, {
    nullable: true,
    description: "Student's, at 95 %; null below two values.",
  })
  get interval(): Interval | null {
    return this.mean.interval;
  }
}

@ObjectType('FigureQuantile', {
  description: 'A quantile of values that were counted in bands, and what of it is certain.',
})
export class FigureQuantileType extends FigureValueType {
  constructor(private readonly quantile: BandedQuantile) {
    super(quantile);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'From where on it lies for certain: the lower limit of its band; null where it does not exist.',
  })
  get from(): number | null {
    return this.quantile.within?.from ?? null;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Before where it lies for certain: the upper limit of its band; null where the band has none, or it does not exist.',
  })
  get until(): number | null {
    return this.quantile.within?.until ?? null;
  }

  @Field(() => FigureIntervalType, {
    nullable: true,
    description:
      'By order statistics, at 95 %, widened to whole bands; null where it has no upper limit, or does not exist.',
  })
  get interval(): Interval | null {
    return this.quantile.interval;
  }
}
