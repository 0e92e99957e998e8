import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { answersFor, ProblemType } from '../../platform/graphql/problem.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import type { Interval } from '../../agreement/statistics';
import type { ContactRate, rateBands, SegmentSizesRefused } from '../domain';
import { FigureIntervalType, FigureValueType } from './share.type';

export const RateBandEnum = schemaEnum('RateBand', 'How good a contact rate is.', {
  OPTIMAL: 'Few customers need to make contact.',
  ACCEPTABLE: 'As many as is usual.',
  CONCERN: 'Too many: what makes them do so is to be looked for.',
} satisfies Readonly<Record<(typeof rateBands)[number], string>>);

@ObjectType('RateBandRule', { description: 'Where the bands of a contact rate begin, in percent.' })
export class RateBandRuleType {
  @Field(() => Float, { description: 'OPTIMAL below this.' })
  optimalBelow!: number;

  @Field(() => Float, { description: 'CONCERN from this on; ACCEPTABLE between the two.' })
  concernFrom!: number;
}

@ObjectType('ContactRate', {
  description: 'How many contacts a segment makes for its customers in the period.',
})
export class ContactRateType {
  constructor(protected readonly rate: ContactRate) {}

  @Field(() => Int, { description: 'The contacts of the segment.' })
  get contacts(): number {
    return this.rate.contacts;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Its customers: the mean over the days of which a size is known; null where none is known.',
  })
  get customers(): number | null {
    return this.rate.customers;
  }

  @Field(() => FigureValueType, { description: 'Contacts per hundred customers.' })
  get percent(): FigureValueType {
    return new FigureValueType(this.rate.percent);
  }

  @Field(() => FigureIntervalType, {
    nullable: true,
    description: "Wilson's, at 95 %, of the percent; null where there is no rate, or one above 100 %.",
  })
  get interval(): Interval | null {
    return this.rate.interval;
  }

  @Field(() => RateBandEnum, { nullable: true, description: 'The band; null where there is no rate.' })
  get band(): keyof typeof RateBandEnum | null {
    return this.rate.band;
  }

  @Field(() => RateBandRuleType, { description: 'The rule by which the band was told.' })
  get rule(): RateBandRuleType {
    return this.rate.rule;
  }

  @Field(() => Boolean, {
    description:
      'Whether the rate lies where bands in whole percent have none: above 5 and below 6, or above 10 and below 11.',
  })
  get isInHole(): boolean {
    return this.rate.isInHole;
  }
}

@ObjectType('SegmentRate', { description: 'The contact rate of one segment.' })
export class SegmentRateType {
  readonly segmentName: string;

  constructor(
    private readonly found: ContactRate & { readonly segment: string; readonly knownDays: number },
  ) {
    this.segmentName = found.segment;
  }

  @Field(() => String, { description: 'The segment, as contacts name it.' })
  get segment(): string {
    return this.segmentName;
  }

  @Field(() => ContactRateType, { description: 'Its rate.' })
  get rate(): ContactRateType {
    return new ContactRateType(this.found);
  }

  @Field(() => Int, { description: 'On how many days of the period its size is known.' })
  get knownDays(): number {
    return this.found.knownDays;
  }
}

export const SegmentRateConnection = connectionType(
  'SegmentRate',
  () => SegmentRateType,
  'A page of contact rates, by segment.',
);

@ObjectType('SegmentSize', { description: 'How many customers a segment has from a day on.' })
export class SegmentSizeType {
  @Field(() => String, { description: 'The segment, as contacts name it.' })
  segment!: string;

  @Field(() => GraphQLLocalDate, { description: "The first day, of the taxonomy's time zone." })
  from!: string;

  @Field(() => Int, { description: 'The customers.' })
  customers!: number;
}

export const SegmentSizeConnection = connectionType(
  'SegmentSize',
  () => SegmentSizeType,
  'A page of sizes, by segment and day.',
);

@ObjectType('ContactRateBands', { description: 'Cut points that were set.' })
export class ContactRateBandsType {
  @Field(() => String, {
    nullable: true,
    description: 'The segment; null: every one that has no cut points of its own.',
  })
  segment!: string | null;

  @Field(() => Float, { description: 'OPTIMAL below this rate, in percent.' })
  optimalBelow!: number;

  @Field(() => Float, { description: 'CONCERN from this rate on, in percent.' })
  concernFrom!: number;

  @Field(() => Int, { description: 'One more with every change; given as expectedRevision.' })
  revision!: number;
}

export const ContactRateBandsConnection = connectionType(
  'ContactRateBands',
  () => ContactRateBandsType,
  'A page of cut points: those of every other segment first, then by segment.',
);

@ObjectType('SegmentSizeFault', { description: 'One thing that is wrong with a size.' })
export class SegmentSizeFaultType {
  @Field(() => Int, { description: 'The place of the size among those given, from 0.' })
  index!: number;

  @Field(() => String, { description: 'The field that is wrong.' })
  field!: string;

  @Field(() => String, { description: 'What came and what was expected.' })
  message!: string;
}

@ObjectType('SegmentSizesRefusedProblem', {
  implements: ProblemType,
  description: 'Sizes of segments that cannot be kept: nothing of them was.',
})
export class SegmentSizesRefusedProblem extends ProblemType {
  @Field(() => [SegmentSizeFaultType], {
    description: 'What is wrong with them; of more than 100 the first.',
  })
  faults!: SegmentSizesRefused['faults'];
}
answersFor(SegmentSizesRefusedProblem, ['SEGMENT_SIZES_REFUSED']);

@ObjectType('BandsRefusedProblem', {
  implements: ProblemType,
  description: 'Cut points that are no percent, or not in their order.',
})
export class BandsRefusedProblem extends ProblemType {
  @Field(() => Float, { description: 'What came as the first.' })
  optimalBelow!: number;

  @Field(() => Float, { description: 'What came as the second.' })
  concernFrom!: number;
}
answersFor(BandsRefusedProblem, ['BANDS_REFUSED']);
