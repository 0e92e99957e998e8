import { Field, Float, ObjectType } from 'type-graphql';
import type { AuditComparison, ComparisonCause } from '../domain';
import { ComparisonCauseEnum } from './audit.enums';

@ObjectType('AuditInterval', { description: 'Two limits between which a difference is to be expected.' })
export class AuditIntervalType {
  @Field(() => Float, { description: 'The lower limit.' })
  lower!: number;

  @Field(() => Float, { description: 'The upper limit.' })
  upper!: number;

  @Field(() => Float, { description: 'The share of such intervals that cover the truth, such as 0.95.' })
  level!: number;
}

@ObjectType('AuditComparison', {
  description: 'An audit beside an earlier one of the same version: the t test of two independent samples.',
})
export class AuditComparisonType {
  constructor(private readonly comparison: AuditComparison) {}

  @Field(() => Float, { nullable: true, description: 'The value of the earlier one; null: it has none.' })
  get earlierValue(): number | null {
    return this.comparison.earlierValue;
  }

  @Field(() => Float, { nullable: true, description: 'The value of this one; null: it has none.' })
  get value(): number | null {
    return this.comparison.value;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'This one less the earlier one; null for the reason in undefinedBecause.',
  })
  get difference(): number | null {
    return this.comparison.difference?.difference ?? null;
  }

  @Field(() => AuditIntervalType, {
    nullable: true,
    description: 'The interval of the difference; null where there is none.',
  })
  get interval(): AuditIntervalType | null {
    return this.comparison.difference?.interval ?? null;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The difference by its error; null where there is none.',
  })
  get t(): number | null {
    return this.comparison.difference?.t ?? null;
  }

  @Field(() => Float, { nullable: true, description: 'Those of Welch; null where there is no difference.' })
  get degreesOfFreedom(): number | null {
    return this.comparison.difference?.degreesOfFreedom ?? null;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'How likely chance alone puts two audits as far apart; null where there is no difference.',
  })
  get pValue(): number | null {
    return this.comparison.difference?.pValue ?? null;
  }

  @Field(() => ComparisonCauseEnum, {
    nullable: true,
    description: 'Why there is no difference; null where there is one.',
  })
  get undefinedBecause(): ComparisonCause | null {
    return this.comparison.undefinedBecause;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'How far the mixes of reasons lie apart, in bits: agreement moves with the mix alone; null where one is empty.',
  })
  get mixDivergence(): number | null {
    return this.comparison.mixDivergence;
  }
}
