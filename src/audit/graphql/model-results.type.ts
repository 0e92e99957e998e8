import { Field, Float, Int, ObjectType } from 'type-graphql';
import { AgreementIntervalType, AgreementStatisticType } from '../../agreement/graphql';
import { ReasonStateType, type ContentView } from '../../taxonomy/graphql';
import type { ModelDifference, ModelReason, ModelResult } from '../domain';
import { AuditIntervalType } from './audit-comparison.type';
import { statisticOf } from './statistic-of';

@ObjectType('AuditModelReason', { description: 'How a model and the second coders agree on one reason.' })
export class AuditModelReasonType {
  constructor(
    private readonly found: ModelReason,
    private readonly view: ContentView,
  ) {}

  @Field(() => ReasonStateType, { nullable: true, description: 'The reason; null where it is not there.' })
  get reason(): ReasonStateType | null {
    return this.view.viewById(this.found.reasonId);
  }

  @Field(() => Int, { description: 'Contacts that the model or a second coder put there.' })
  get contacts(): number {
    return this.found.contacts;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Specific agreement (0 to 1); null where there is none.',
  })
  get agreement(): number | null {
    return this.found.agreement;
  }

  @Field(() => AgreementIntervalType, {
    nullable: true,
    description: 'Its interval; null where there is none.',
  })
  get interval(): AgreementIntervalType | null {
    return this.found.interval;
  }
}

@ObjectType('AuditModelResult', { description: 'How a model agrees with the people of an audit.' })
export class AuditModelResultType {
  constructor(
    readonly found: ModelResult,
    private readonly view: ContentView,
  ) {}

  @Field(() => AgreementStatisticType, {
    description: 'Percent agreement with the second coders, who coded as blind as the model did.',
  })
  get withSecond(): AgreementStatisticType {
    return statisticOf('percent_agreement', this.found.withSecond);
  }

  @Field(() => AgreementStatisticType, { description: 'Alpha with the second coders.' })
  get alphaWithSecond(): AgreementStatisticType {
    return statisticOf('krippendorff_alpha', this.found.alphaWithSecond);
  }

  @Field(() => AgreementStatisticType, { description: 'Percent agreement with the production codes.' })
  get withProduction(): AgreementStatisticType {
    return statisticOf('percent_agreement', this.found.withProduction);
  }

  @Field(() => [AuditModelReasonType], {
    description: 'Agreement with the second coders on each reason that one of them chose.',
  })
  get reasons(): AuditModelReasonType[] {
    return this.found.reasons.map((reason) => new AuditModelReasonType(reason, this.view));
  }
}

@ObjectType('AuditModelDifference', { description: 'Two models on the same contacts.' })
export class AuditModelDifferenceType {
  constructor(readonly found: ModelDifference) {}

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of contacts in which the second model agrees with the second coder, less that of the first; null without such a contact.',
  })
  get difference(): number | null {
    return this.found.difference.value;
  }

  @Field(() => AuditIntervalType, {
    nullable: true,
    description: 'The interval of the difference, paired by contact; null where there is none.',
  })
  get interval(): AuditIntervalType | null {
    return this.found.difference.interval;
  }

  @Field(() => Int, { description: 'Contacts that it rests on.' })
  get contacts(): number {
    return this.found.difference.units;
  }
}
