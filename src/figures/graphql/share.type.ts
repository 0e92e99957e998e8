import { Field, Float, ObjectType } from 'type-graphql';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { Interval } from '../../agreement/statistics';
import type { Figure, Share, undefinedCauses } from '../domain';

export const FigureUndefinedEnum = schemaEnum('FigureUndefined', 'Why a figure does not exist.', {
  NO_CONTACTS: 'There is no contact that it could be about.',
  NO_SEGMENT_SIZE: 'It is not known how many customers the segment had in the period.',
  SEGMENT_WITHOUT_CUSTOMERS: 'The segment had no customers in the period.',
  NO_VARIATION: 'All contacts are alike in one of the two properties.',
  NO_OWNERS: 'For no contact both the department and the accountable one are known.',
  NO_VALUES: 'Of no contact anything was said.',
  NOT_TOLD_BY_FILTER: 'What means nothing here is not known by channel, segment, department or version.',
  CHANCE_AGREEMENT_IS_ONE: 'All contacts have one and the same reason, so that there is nothing to agree on.',
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
