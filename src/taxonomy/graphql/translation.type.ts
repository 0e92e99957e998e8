import { Field, Float, ObjectType } from 'type-graphql';
import type { LossCause, Passage, TranslatedCode, TranslationLoss, TranslationTarget } from '../domain';
import type { Route } from '../queries/correspondence-reader';
import { LinkKindEnum, LossCauseEnum, TargetsAreEnum } from './correspondence.enums';
import type { CorrespondenceSides } from './correspondence.type';
import { ReasonStateType } from './reason-state.type';
import { ReasonType } from './reason.type';
import { TaxonomyVersionType } from './version.type';

/** A way between versions, and the contents at its two ends. */
export interface ShownRoute extends CorrespondenceSides {
  readonly route: Route;
}

export const versionAt = ({ route }: ShownRoute, at: number): TaxonomyVersionType | null => {
  const version = route.versions[at];
  return version === undefined ? null : new TaxonomyVersionType(version);
};

@ObjectType('TranslationPassage', {
  description: 'A step in which a reason became another, or counted something else.',
})
export class TranslationPassageType {
  constructor(
    private readonly passage: Passage,
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => ReasonType, { description: 'The reason before.' })
  get from(): ReasonType {
    return new ReasonType(this.passage.from);
  }

  @Field(() => ReasonType, { description: 'The reason after.' })
  get to(): ReasonType {
    return new ReasonType(this.passage.to);
  }

  @Field(() => LinkKindEnum, { description: 'How the two stand to each other.' })
  get kind(): Passage['kind'] {
    return this.passage.kind;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The part (0 to 1) that took this step; null where it is not known.',
  })
  get share(): number | null {
    return this.passage.share;
  }

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version that the step arrives at; null where it cannot be read now.',
  })
  get version(): TaxonomyVersionType | null {
    return versionAt(this.shown, this.passage.arrivesAt);
  }
}

@ObjectType('TranslationTarget', { description: 'A reason where contacts of a code are found.' })
export class TranslationTargetType {
  constructor(
    private readonly target: TranslationTarget,
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => ReasonStateType, {
    nullable: true,
    description: 'The reason; null where it cannot be read now.',
  })
  get reason(): ReasonStateType | null {
    return this.shown.to.viewById(this.target.reasonId);
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The part (0 to 1) of the contacts of the code; null where a share on the way is not known.',
  })
  get share(): number | null {
    return this.target.share;
  }

  @Field(() => Boolean, { description: 'Whether it counts just what the code counted.' })
  get exact(): boolean {
    return this.target.exact;
  }

  @Field(() => [TranslationPassageType], {
    description: 'The steps on the way that made a difference; of more than 100 the first.',
  })
  get passages(): readonly TranslationPassageType[] {
    return this.target.passages.map((passage) => new TranslationPassageType(passage, this.shown));
  }
}

@ObjectType('TranslationLoss', { description: 'Contacts of a code that are found nowhere.' })
export class TranslationLossType {
  constructor(
    private readonly loss: Pick<TranslationLoss, 'share' | 'arrivesAt'> & {
      readonly cause: LossCause;
      readonly reasonId: TranslationLoss['reasonId'] | null;
    },
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => LossCauseEnum, { description: 'Why.' })
  get cause(): LossCause {
    return this.loss.cause;
  }

  @Field(() => ReasonType, {
    nullable: true,
    description: 'The last reason that counted them; null for an unknown code.',
  })
  get reason(): ReasonType | null {
    return this.loss.reasonId === null ? null : new ReasonType(this.loss.reasonId);
  }

  @Field(() => Float, {
    nullable: true,
    description: 'The part (0 to 1) of the contacts of the code; null where a share on the way is not known.',
  })
  get share(): number | null {
    return this.loss.share;
  }

  @Field(() => TaxonomyVersionType, {
    nullable: true,
    description: 'The version in which they are found nowhere any more; null where it cannot be read now.',
  })
  get version(): TaxonomyVersionType | null {
    return versionAt(this.shown, this.loss.arrivesAt);
  }
}

@ObjectType('TranslatedCode', {
  description: 'What one code stands for in another version: all of it, none picked.',
})
export class TranslatedCodeType {
  constructor(
    private readonly translated: TranslatedCode,
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => String, { description: 'The code as it was given.' })
  get code(): string {
    return this.translated.code;
  }

  @Field(() => ReasonType, {
    nullable: true,
    description: 'The reason it stands for; null for an unknown code.',
  })
  get reason(): ReasonType | null {
    return this.translated.reasonId === null ? null : new ReasonType(this.translated.reasonId);
  }

  @Field(() => Boolean, { description: 'Whether one target counts just what the code counted.' })
  get exact(): boolean {
    return this.translated.exact;
  }

  @Field(() => TargetsAreEnum, {
    nullable: true,
    description: 'How several targets are to be read; null where there is at most one.',
  })
  get targetsAre(): TranslatedCode['targetsAre'] {
    return this.translated.targetsAre;
  }

  @Field(() => [TranslationTargetType], { description: 'Every target.' })
  get targets(): readonly TranslationTargetType[] {
    return this.translated.translation.targets.map((target) => new TranslationTargetType(target, this.shown));
  }

  @Field(() => [TranslationLossType], { description: 'What is found nowhere, with its cause.' })
  get unmapped(): readonly TranslationLossType[] {
    const { unmappedBecause: cause, translation } = this.translated;
    if (cause !== null)
      return [new TranslationLossType({ cause, reasonId: null, share: 1, arrivesAt: 0 }, this.shown)];
    return translation.losses.map((loss) => new TranslationLossType(loss, this.shown));
  }
}

@ObjectType('CodeTranslation', { description: 'Codes of one version in the terms of another.' })
export class CodeTranslationType {
  constructor(
    private readonly translated: readonly TranslatedCode[],
    private readonly shown: ShownRoute,
  ) {}

  @Field(() => [TaxonomyVersionType], { description: 'The versions on the way, both ends included.' })
  get path(): readonly TaxonomyVersionType[] {
    return this.shown.route.versions.map((version) => new TaxonomyVersionType(version));
  }

  @Field(() => [TranslatedCodeType], { description: 'Each code, in the order in which they were given.' })
  get codes(): readonly TranslatedCodeType[] {
    return this.translated.map((code) => new TranslatedCodeType(code, this.shown));
  }
}
