import { Field, Float, Int, ObjectType } from 'type-graphql';
import { AgreementIntervalType } from '../../../agreement/graphql';
import { ReasonStateType, type ContentView } from '../../../taxonomy/graphql';
import type { MeasuredAssociation, MeasuredTarget } from '../../domain/results/measured-correspondence';

@ObjectType('MeasuredTarget', {
  description: 'A reason of the second content that codings of the first became.',
})
export class MeasuredTargetType {
  constructor(
    private readonly found: MeasuredTarget,
    private readonly view: ContentView,
  ) {}

  @Field(() => ReasonStateType, { nullable: true, description: 'The reason; null where it is not there.' })
  get reason(): ReasonStateType | null {
    return this.view.viewById(this.found.target);
  }

  @Field(() => Float, { description: 'The share (0 to 1) of the codings that became it.' })
  get share(): number {
    return this.found.share;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Its standard error, by the jackknife over items; null where there is none.',
  })
  get standardError(): number | null {
    return this.found.standardError;
  }

  @Field(() => AgreementIntervalType, {
    nullable: true,
    description: 'Its interval; null where there is no item.',
  })
  get interval(): AgreementIntervalType | null {
    return this.found.interval;
  }

  @Field(() => Int, { description: 'Codings that became it.' })
  get codings(): number {
    return this.found.codings;
  }
}

@ObjectType('MeasuredAssociation', {
  description:
    'Where the codings with one reason went in the other content, by the same coder on the same item.',
})
export class MeasuredAssociationType {
  constructor(
    private readonly found: MeasuredAssociation,
    private readonly views: { readonly from: ContentView; readonly to: ContentView },
  ) {}

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The reason of the first content; null where it is not there.',
  })
  get source(): ReasonStateType | null {
    return this.views.from.viewById(this.found.source);
  }

  @Field(() => Int, { description: 'Items that count.' })
  get items(): number {
    return this.found.items;
  }

  @Field(() => Int, { description: 'Codings that count.' })
  get codings(): number {
    return this.found.codings;
  }

  @Field(() => Float, { description: 'The share (0 to 1) for which no reason of the second content fitted.' })
  get withoutTarget(): number {
    return this.found.withoutTarget;
  }

  @Field(() => [MeasuredTargetType], { description: 'What they became, the commonest first.' })
  get targets(): MeasuredTargetType[] {
    return this.found.targets.map((target) => new MeasuredTargetType(target, this.views.to));
  }
}
