import { Field, Float, Int, ObjectType } from 'type-graphql';
import {
  AgreementIntervalType,
  AgreementStatisticType,
  UndefinedCauseEnum,
} from '../../../agreement/graphql';
import type { UndefinedCause } from '../../../agreement/statistics';
import { ReasonStateType, type ContentView } from '../../../taxonomy/graphql';
import type { ChosenInstead, ReasonAgreement } from '../../domain/results/reason-agreement';

@ObjectType('ChosenInstead', { description: 'What others chose where one coder chose a reason.' })
export class ChosenInsteadType {
  constructor(
    private readonly found: ChosenInstead,
    private readonly view: ContentView,
  ) {}

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The other reason; null where it is not there.',
  })
  get reason(): ReasonStateType | null {
    return this.view.viewById(this.found.reasonId);
  }

  @Field(() => Float, { description: 'The share (0 to 1) of other coders of the item who chose it.' })
  get share(): number {
    return this.found.share;
  }
}

@ObjectType('ReasonResult', { description: 'How far coders agree on one reason.' })
export class ReasonResultType {
  constructor(
    private readonly found: ReasonAgreement,
    private readonly view: ContentView,
  ) {}

  @Field(() => ReasonStateType, { nullable: true, description: 'The reason; null where it is not there.' })
  get reason(): ReasonStateType | null {
    return this.view.viewById(this.found.reasonId);
  }

  @Field(() => Int, { description: 'Codings with it on items that somebody else coded too.' })
  get codings(): number {
    return this.found.codings;
  }

  @Field(() => Int, { description: 'Items on which somebody chose it.' })
  get items(): number {
    return this.found.items;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Specific agreement (0 to 1): where one coder chose it, how often another did too; null for the reason in undefinedBecause.',
  })
  get agreement(): number | null {
    return this.found.agreement;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Its standard error, by the jackknife; null where there is none.',
  })
  get standardError(): number | null {
    return this.found.standardError;
  }

  @Field(() => AgreementIntervalType, {
    nullable: true,
    description: 'Its interval; null where there is no value.',
  })
  get interval(): AgreementIntervalType | null {
    return this.found.interval;
  }

  @Field(() => UndefinedCauseEnum, {
    nullable: true,
    description: 'Why there is no value; null where there is one.',
  })
  get undefinedBecause(): UndefinedCause | null {
    return this.found.undefinedBecause;
  }

  @Field(() => AgreementStatisticType, { description: 'Alpha of this reason against all others.' })
  get alpha(): AgreementStatisticType {
    return new AgreementStatisticType(this.found.alpha);
  }

  @Field(() => [ChosenInsteadType], {
    description: 'What others chose instead, the commonest first; three at most.',
  })
  get chosenInstead(): ChosenInsteadType[] {
    return this.found.chosenInstead.map((other) => new ChosenInsteadType(other, this.view));
  }
}
