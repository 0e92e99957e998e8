import { Field, Float, Int, ObjectType } from 'type-graphql';
import { AgreementIntervalType } from '../../../agreement/graphql';
import { ReasonStateType, type ContentView } from '../../../taxonomy/graphql';
import type { AgreementShare } from '../../domain/results/coder-agreement';
import type { ModelAgreement, ModelReasonAgreement } from '../../domain/results/model-agreement';
import { AgreementShareType } from './coder-result.type';

@ObjectType('ModelReasonResult', {
  description: 'How a model and the people of a session agree on one reason.',
})
export class ModelReasonResultType {
  constructor(
    private readonly found: ModelReasonAgreement,
    private readonly view: ContentView,
  ) {}

  @Field(() => ReasonStateType, { nullable: true, description: 'The reason; null where it is not there.' })
  get reason(): ReasonStateType | null {
    return this.view.viewById(this.found.reasonId);
  }

  @Field(() => Int, { description: 'Items on which the model or one of the people chose it.' })
  get items(): number {
    return this.found.items;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Specific agreement (0 to 1): of the choices of it, those that met; null where there is none.',
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

@ObjectType('ModelResult', { description: 'How a model coded beside the people of a session.' })
export class ModelResultType {
  constructor(
    readonly found: ModelAgreement,
    private readonly view: ContentView,
  ) {}

  @Field(() => AgreementShareType, {
    description: 'The mean over items of the share of people who chose the same reason.',
  })
  get withPeople(): AgreementShare {
    return this.found.withPeople;
  }

  @Field(() => [ModelReasonResultType], {
    description: 'On each reason that the model or one of the people chose, in the order of the tree.',
  })
  get reasons(): ModelReasonResultType[] {
    return this.found.reasons.map((reason) => new ModelReasonResultType(reason, this.view));
  }
}
