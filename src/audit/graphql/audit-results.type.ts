import { Field, Float, Int, ObjectType } from 'type-graphql';
import { AgreementIntervalType, AgreementStatisticType, UndefinedCauseEnum } from '../../agreement/graphql';
import type { UndefinedCause } from '../../agreement/statistics';
import { ChosenInsteadType } from '../../calibration/graphql';
import { ReasonStateType, type ContentView } from '../../taxonomy/graphql';
import type { AuditedReason, AuditMeasure, AuditResults, AuditVerdict, VerdictOutcome } from '../domain';
import type { SealedResults } from '../queries/audit-reader';
import { AuditComparisonType } from './audit-comparison.type';
import { AuditMeasureEnum, VerdictEnum } from './audit.enums';
import { AuditModelDifferenceType, AuditModelResultType } from './model-results.type';
import { statisticOf } from './statistic-of';

@ObjectType('AuditBasis', { description: 'What the numbers of an audit rest on.' })
export class AuditBasisType {
  @Field(() => Int, { description: 'Contacts that were drawn.' })
  contacts!: number;

  @Field(() => Int, { description: 'Of them, those that the second coder put under a reason.' })
  doubleCoded!: number;

  @Field(() => Int, { description: 'Of them, those that the second coder could not code.' })
  cannotCode!: number;

  @Field(() => Int, { description: 'Of them, those for which the second coder found no reason.' })
  noReasonFits!: number;

  @Field(() => Int, { description: 'Of them, those that the second coder did not come to.' })
  notCoded!: number;

  @Field(() => Int, { description: 'Contacts on which the two codes differ.' })
  disagreeing!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Clusters among the contacts with both codes: those of one stratum that share a customer or thread are one, and are left out together where the error is computed; null in audits closed before clusters were looked at.',
  })
  clusters?: number | null;

  @Field(() => Float, {
    description: 'As many contacts drawn with equal probability would say as much (Kish).',
  })
  effectiveContacts!: number;

  @Field(() => Int, {
    description: 'Contacts of the frame in strata of which nothing was coded: nothing here speaks of them.',
  })
  unseen!: number;

  @Field(() => Boolean, {
    description: 'Whether there is too little for an interval by t: it is by wilson then, and wide.',
  })
  tooFew!: boolean;

  @Field(() => Int, { description: 'Reasons there were to choose from.' })
  reasons!: number;
}

@ObjectType('AuditVerdict', { description: 'Where the measure of an audit lies against its threshold.' })
export class AuditVerdictType {
  constructor(private readonly verdict: AuditVerdict) {}

  @Field(() => VerdictEnum, { description: 'By the whole interval, not by the value alone.' })
  get outcome(): VerdictOutcome {
    return this.verdict.outcome;
  }

  @Field(() => AuditMeasureEnum, { description: 'What is held against the threshold.' })
  get measure(): AuditMeasure {
    return this.verdict.measure;
  }

  @Field(() => Float, { description: 'The threshold.' })
  get threshold(): number {
    return this.verdict.threshold;
  }

  @Field(() => Float, { nullable: true, description: 'The value; null where there is none.' })
  get value(): number | null {
    return this.verdict.value;
  }

  @Field(() => AgreementIntervalType, {
    nullable: true,
    description: 'Its interval; null where there is none.',
  })
  get interval(): AgreementIntervalType | null {
    return this.verdict.interval;
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'Where it is inconclusive: as many contacts more would decide if the value stayed; null where it is decided, or none would.',
  })
  get moreContacts(): number | null {
    return this.verdict.moreContacts;
  }
}

@ObjectType('AuditedReason', { description: 'How far two coders agree on one reason.' })
export class AuditedReasonType {
  constructor(
    private readonly found: AuditedReason,
    private readonly view: ContentView,
  ) {}

  @Field(() => ReasonStateType, { nullable: true, description: 'The reason; null where it is not there.' })
  get reason(): ReasonStateType | null {
    return this.view.viewById(this.found.reasonId);
  }

  @Field(() => Int, { description: 'Contacts that one of the two put there: what the interval rests on.' })
  get contacts(): number {
    return this.found.contacts;
  }

  @Field(() => Int, { description: 'Contacts that were put there in production.' })
  get firstCodings(): number {
    return this.found.firstCodings;
  }

  @Field(() => Int, { description: 'Contacts that the second coder put there.' })
  get secondCodings(): number {
    return this.found.secondCodings;
  }

  @Field(() => Float, {
    description: "The estimated share (0 to 1) of the frame's contacts that were put there in production.",
  })
  get share(): number {
    return this.found.share;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Specific agreement (0 to 1): where one coder chose it, how often the other did too; null for the reason in undefinedBecause.',
  })
  get agreement(): number | null {
    return this.found.agreement;
  }

  @Field(() => Float, { nullable: true, description: 'Its standard error; null where there is none.' })
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

  @Field(() => [ChosenInsteadType], {
    description: 'What the other one chose instead, the commonest first; three at most.',
  })
  get chosenInstead(): ChosenInsteadType[] {
    return this.found.chosenInstead.map((other) => new ChosenInsteadType(other, this.view));
  }
}

@ObjectType('AuditResults', {
  description:
    'What a closed audit found, weighted by the inverse of the inclusion probabilities, as it was sealed.',
})
export class AuditResultsType {
  private readonly results: AuditResults;

  constructor(
    private readonly sealed: SealedResults,
    private readonly view: ContentView,
  ) {
    this.results = sealed.results;
  }

  @Field(() => String, { description: 'The version of the formulas that it was computed by.' })
  get formula(): string {
    return this.sealed.formula;
  }

  @Field(() => AuditBasisType, { description: 'What the numbers rest on.' })
  get basis(): AuditBasisType {
    return this.results.basis;
  }

  @Field(() => AuditVerdictType, { description: 'Whether the threshold is met.' })
  get verdict(): AuditVerdictType {
    return new AuditVerdictType(this.results.verdict);
  }

  @Field(() => AgreementStatisticType, { description: "Krippendorff's alpha at the leaves, nominal." })
  get alpha(): AgreementStatisticType {
    return statisticOf('krippendorff_alpha', this.results.alpha);
  }

  @Field(() => AgreementStatisticType, {
    description: 'Alpha by distance in the tree: a wrong leaf of the right branch counts for less.',
  })
  get alphaByPath(): AgreementStatisticType {
    return statisticOf('krippendorff_alpha_path', this.results.alphaByPath);
  }

  @Field(() => AgreementStatisticType, { description: 'Percent agreement at the leaves.' })
  get percentAgreement(): AgreementStatisticType {
    return statisticOf('percent_agreement', this.results.percentAgreement);
  }

  @Field(() => AgreementStatisticType, {
    description: "Gwet's AC1 at the leaves: far above alpha where few reasons dominate.",
  })
  get gwetAc(): AgreementStatisticType {
    return statisticOf('gwet_ac', this.results.gwetAc);
  }

  @Field(() => [AuditedReasonType], {
    description: 'Agreement on each reason that one of the two chose, in the order of the tree.',
  })
  get reasons(): AuditedReasonType[] {
    return this.results.reasons.map((reason) => new AuditedReasonType(reason, this.view));
  }

  @Field(() => [AuditModelResultType], { description: 'Each model beside the people, 5 at most.' })
  get models(): AuditModelResultType[] {
    return this.results.models.map((model) => new AuditModelResultType(model, this.view));
  }

  @Field(() => [AuditModelDifferenceType], {
    description: 'Each two models, on the contacts that both of them and a second coder coded.',
  })
  get modelDifferences(): AuditModelDifferenceType[] {
    return this.results.modelDifferences.map((difference) => new AuditModelDifferenceType(difference));
  }

  @Field(() => AuditComparisonType, {
    nullable: true,
    description: 'How it differs from the earlier audit that was named; null where none was.',
  })
  get comparison(): AuditComparisonType | null {
    const { comparison } = this.sealed;
    return comparison === null ? null : new AuditComparisonType(comparison);
  }
}
