import { Field, Float, Int, ObjectType } from 'type-graphql';
import { AgreementStatisticType } from '../../../agreement/graphql';
import type { ContentView } from '../../../taxonomy/graphql';
import type { ContentAgreement } from '../../domain/results/content-agreement';
import type { AdjudicationCause } from '../../domain/results/session-data';
import type { ContentResults } from '../../domain/results/session-results';
import { AdjudicationCauseEnum } from '../session.enums';
import { CoderResultType } from './coder-result.type';
import { ConfusedPairType, ConfusionCellType } from './confusion.type';
import { MeasuredAssociationType } from './correspondence.type';
import { ModelResultType } from './model-result.type';
import { ReasonResultType } from './reason-result.type';
import { ReasonStateType } from '../../../taxonomy/graphql';

@ObjectType('ResultsBasis', { description: 'What the numbers of a content rest on.' })
export class ResultsBasisType {
  @Field(() => Int, { description: 'Items of the session.' })
  items!: number;

  @Field(() => Int, { description: 'Of them, those that two coders or more put under a reason.' })
  comparedItems!: number;

  @Field(() => Int, { description: 'Coders whose codings count.' })
  coders!: number;

  @Field(() => Int, { description: 'Codings that count.' })
  codings!: number;

  @Field(() => Int, { description: 'Of them, those that say the contact cannot be coded.' })
  cannotCode!: number;

  @Field(() => Int, { description: 'Of them, those that say no reason fits.' })
  noReasonFits!: number;

  @Field(() => Int, { description: 'Of them, those that came after the deadline.' })
  late!: number;

  @Field(() => Int, { description: 'Items that were adjudicated in this content.' })
  adjudicated!: number;

  @Field(() => Int, { description: 'Reasons there were to choose from.' })
  reasons!: number;
}

@ObjectType('SampleVerdict', { description: 'What so many items allow to be said of alpha.' })
export class SampleVerdictType {
  @Field(() => String, {
    nullable: true,
    description: 'FEW_ITEMS, FEW_DISAGREEMENTS or NOTHING_TO_COMPARE; null: there is enough to go by.',
  })
  tooFew!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many items would give alpha to within 0.10; null where the data do not even tell that.',
  })
  itemsForTenth!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many items would give alpha to within 0.05; null where the data do not even tell that.',
  })
  itemsForTwentieth!: number | null;
}

@ObjectType('LevelAgreement', { description: 'Agreement when the tree is cut below a level.' })
export class LevelAgreementType {
  constructor(private readonly found: ContentAgreement['levels'][number]) {}

  @Field(() => Int, { description: 'The level; 1 is the one below the root.' })
  get level(): number {
    return this.found.level;
  }

  @Field(() => AgreementStatisticType, { description: "Krippendorff's alpha, nominal." })
  get alpha(): AgreementStatisticType {
    return new AgreementStatisticType(this.found.alpha);
  }

  @Field(() => AgreementStatisticType, { description: 'Percent agreement.' })
  get percentAgreement(): AgreementStatisticType {
    return new AgreementStatisticType(this.found.percentAgreement);
  }
}

@ObjectType('BranchAgreement', { description: 'Right branch, wrong leaf.' })
export class BranchAgreementType {
  @Field(() => Int, { description: 'The level of the branch; 1 is the one below the root.' })
  level!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The share (0 to 1) of pairs of codings of an item that agree at this level and not at the leaves; null where nothing can be compared.',
  })
  share!: number | null;
}

@ObjectType('CauseCount', { description: 'How often a cause of disagreement was found.' })
export class CauseCountType {
  @Field(() => AdjudicationCauseEnum, { description: 'The cause.' })
  cause!: AdjudicationCause;

  @Field(() => Int, { description: 'On how many items.' })
  items!: number;
}

@ObjectType('ContentResults', { description: 'What a session shows of one content that was coded.' })
export class ContentResultsType {
  constructor(
    private readonly found: ContentResults,
    private readonly view: ContentView,
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  @Field(() => String, { description: 'The content, such as "version 3".' })
  get name(): string {
    return this.found.name;
  }

  @Field(() => String, { description: 'SHA-256 of its sealed bytes.' })
  get digest(): string {
    return this.found.digest;
  }

  @Field(() => ResultsBasisType, { description: 'What the numbers rest on.' })
  get basis(): ResultsBasisType {
    return this.found.basis;
  }

  @Field(() => SampleVerdictType, { description: 'What so many items allow to be said.' })
  get sample(): SampleVerdictType {
    const { tooFew, enough } = this.found.agreement.sample;
    return {
      tooFew,
      itemsForTenth: enough?.forTenth ?? null,
      itemsForTwentieth: enough?.forTwentieth ?? null,
    };
  }

  @Field(() => AgreementStatisticType, { description: "Krippendorff's alpha at the leaves, nominal." })
  get alpha(): AgreementStatisticType {
    return new AgreementStatisticType(this.found.agreement.alpha);
  }

  @Field(() => AgreementStatisticType, { description: 'Percent agreement at the leaves.' })
  get percentAgreement(): AgreementStatisticType {
    return new AgreementStatisticType(this.found.agreement.percentAgreement);
  }

  @Field(() => AgreementStatisticType, {
    description: "Gwet's AC1 at the leaves: far above alpha where few reasons dominate.",
  })
  get gwetAc(): AgreementStatisticType {
    return new AgreementStatisticType(this.found.agreement.gwetAc);
  }

  @Field(() => AgreementStatisticType, {
    description: 'Alpha by distance in the tree: a wrong leaf of the right branch counts for less.',
  })
  get alphaByPath(): AgreementStatisticType {
    return new AgreementStatisticType(this.found.agreement.alphaByPath);
  }

  @Field(() => [LevelAgreementType], { description: 'Agreement at each level, from the top.' })
  get levels(): LevelAgreementType[] {
    return this.found.agreement.levels.map((level) => new LevelAgreementType(level));
  }

  @Field(() => [BranchAgreementType], {
    description: 'Right branch, wrong leaf, at each level but the last.',
  })
  get rightBranchWrongLeaf(): readonly BranchAgreementType[] {
    return this.found.agreement.rightBranchWrongLeaf;
  }

  @Field(() => [ReasonResultType], {
    description: 'Agreement on each reason that was chosen, in the order of the tree.',
  })
  get reasons(): ReasonResultType[] {
    return this.found.reasons.map((reason) => new ReasonResultType(reason, this.view));
  }

  @Field(() => [ReasonStateType], {
    description: 'The reasons of the rows and columns of the confusion matrix.',
  })
  get confusionReasons(): ReasonStateType[] {
    return this.found.confusion.reasons.flatMap((id) => this.view.viewById(id) ?? []);
  }

  @Field(() => [ConfusionCellType], {
    description:
      'The cells of the confusion matrix that are not 0; at most as many as pairs of codings of an item.',
  })
  get confusionCells(): readonly ConfusionCellType[] {
    return this.found.confusion.cells;
  }

  @Field(() => [ConfusedPairType], { description: 'The pairs most confused, 20 at most.' })
  get confusedPairs(): ConfusedPairType[] {
    return this.found.confusion.pairs.map((pair) => new ConfusedPairType(pair, this.view));
  }

  @Field(() => [CoderResultType], {
    description: 'Each coder beside the others and beside the adjudication; empty while names are hidden.',
  })
  get coders(): CoderResultType[] {
    return this.found.coders.map((coder) => new CoderResultType(coder, this.names.get(coder.coderId) ?? ''));
  }

  @Field(() => [ModelResultType], {
    description: 'Each model beside the people of the session; empty while names are hidden.',
  })
  get models(): ModelResultType[] {
    return this.found.models.map((model) => new ModelResultType(model, this.view));
  }

  @Field(() => [CauseCountType], { description: 'Causes found in adjudication, the commonest first.' })
  get causes(): readonly CauseCountType[] {
    return this.found.causes;
  }
}

@ObjectType('ExcludedCodings', { description: 'Codings that were given and do not count.' })
export class ExcludedCodingsType {
  @Field(() => Int, { description: 'Taken back, or of a coder who was withdrawn.' })
  withdrawn!: number;

  @Field(() => Int, { description: 'Late, where the session excludes that.' })
  late!: number;
}

@ObjectType('SessionResults', { description: 'What a revealed session shows.' })
export class SessionResultsType {
  @Field(() => [ContentResultsType], { description: 'For each content that was coded.' })
  contents!: ContentResultsType[];

  @Field(() => [MeasuredAssociationType], {
    description:
      'Where two contents were coded: the shares by which reasons of the first became reasons of the second; else empty.',
  })
  correspondence!: MeasuredAssociationType[];

  @Field(() => ExcludedCodingsType, { description: 'Codings that do not count.' })
  excluded!: ExcludedCodingsType;
}
