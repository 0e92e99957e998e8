import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { CoderRecord } from '../../contact/domain';
import type { ModelComparison, ReasonComparison } from '../domain';
import { AuditIntervalType } from './audit-comparison.type';

@ObjectType('ModelReasonComparison', {
  description: 'Two models on the contacts that second coders gave one reason.',
})
export class ModelReasonComparisonType {
  constructor(
    readonly found: ReasonComparison,
    readonly taxonomyId: CoderRecord['taxonomyId'],
  ) {}

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of these contacts that the second model gave it too, less that of the first; null without any.',
  })
  get difference(): number | null {
    return this.found.value;
  }

  @Field(() => AuditIntervalType, {
    nullable: true,
    description: "Newcombe's interval of the difference, paired by contact, at 95 %; null without a contact.",
  })
  get interval(): AuditIntervalType | null {
    return this.found.interval;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      "McNemar's exact p-value; null where the models never differ. Not adjusted for the number of reasons.",
  })
  get pValue(): number | null {
    return this.found.pValue;
  }

  @Field(() => Int, { description: 'Contacts that it rests on.' })
  get contacts(): number {
    return this.found.units;
  }
}

@ObjectType('ModelComparison', {
  description:
    'Two models on the same contacts of closed audits, held against the second coders, who coded as blind as they did. Contacts count alike: it is about these contacts, not about a population.',
})
export class ModelComparisonType {
  constructor(
    readonly found: ModelComparison,
    readonly models: { readonly first: CoderRecord; readonly second: CoderRecord },
  ) {}

  @Field(() => Int, { description: 'Contacts that both and a second coder coded, in the same content.' })
  get contacts(): number {
    return this.found.overall.units;
  }

  @Field(() => Int, { description: 'Of them, those to which the first gave what the second coder gave.' })
  get firstAgrees(): number {
    return this.found.firstAgrees;
  }

  @Field(() => Int, { description: 'Of them, those to which the second gave what the second coder gave.' })
  get secondAgrees(): number {
    return this.found.secondAgrees;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The share on which the second agrees, less that of the first; null without a contact.',
  })
  get difference(): number | null {
    return this.found.overall.value;
  }

  @Field(() => AuditIntervalType, {
    nullable: true,
    description: "Newcombe's interval of the difference, paired by contact, at 95 %; null without a contact.",
  })
  get interval(): AuditIntervalType | null {
    return this.found.overall.interval;
  }

  @Field(() => Float, {
    nullable: true,
    description: "McNemar's exact p-value; null where the two never differ.",
  })
  get pValue(): number | null {
    return this.found.overall.pValue;
  }

  @Field(() => [ModelReasonComparisonType], {
    description: 'The same by the reason that the second coder gave, those with the most contacts first.',
  })
  get reasons(): ModelReasonComparisonType[] {
    return this.found.reasons.map((one) => new ModelReasonComparisonType(one, this.models.first.taxonomyId));
  }
}
