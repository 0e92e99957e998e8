import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/graphql/connection.type';
import { schemaEnum } from '../../platform/graphql/schema-enum';
import { ReasonStateType, ResolutionMappingType, ResolutionUseEnum } from '../../taxonomy/graphql';
import {
  shareOf,
  type Concentration,
  type MappingProposal,
  type Share,
  type UnexpectedResolution,
} from '../domain';
import type { ObservedResolutions } from '../queries/resolution-figures';
import type { UsageFigures } from '../queries/usage-figures';
import { FigureShareType, FigureValueType } from './share.type';

@ObjectType('ObservedResolution', { description: 'How many contacts of a reason ended with one resolution.' })
export class ObservedResolutionType {
  constructor(
    readonly code: string,
    private readonly observed: Share,
    private readonly mappedAs: keyof typeof ResolutionUseEnum | null,
  ) {}

  @Field(() => String, { name: 'code', description: 'The code of the resolution.' })
  get shownCode(): string {
    return this.code;
  }

  @Field(() => Float, { description: 'The contacts; whole unless shares of a split were used.' })
  get contacts(): number {
    return this.observed.count;
  }

  @Field(() => FigureShareType, {
    description: 'Their part of the contacts of the reason with a resolution.',
  })
  get share(): FigureShareType {
    return new FigureShareType(this.observed);
  }

  @Field(() => ResolutionUseEnum, {
    nullable: true,
    description: 'What the reason itself is mapped to it as; null: it is not.',
  })
  get use(): keyof typeof ResolutionUseEnum | null {
    return this.mappedAs;
  }
}

export const ObservedResolutionConnection = connectionType(
  'ObservedResolution',
  () => ObservedResolutionType,
  'A page of resolutions, the most contacts first.',
);

@ObjectType('ObservedReason', { description: 'How the contacts of a reason, or of all below it, ended.' })
export class ObservedReasonType {
  constructor(
    readonly state: ReasonStateType,
    readonly counts: ReadonlyMap<string, number>,
    private readonly concentration: Concentration<string>,
  ) {}

  @Field(() => ReasonStateType, {
    description: 'The reason as it stands in the version that figures are stated in.',
  })
  get reason(): ReasonStateType {
    return this.state;
  }

  @Field(() => Float, { description: 'Its contacts with a resolution.' })
  get contacts(): number {
    return this.concentration.total;
  }

  @Field(() => Int, { description: 'How many different resolutions they ended with.' })
  get distinct(): number {
    return this.concentration.distinct;
  }

  @Field(() => String, { nullable: true, description: 'The commonest resolution; null where there is none.' })
  get modal(): string | null {
    return this.concentration.modal;
  }

  @Field(() => FigureShareType, { description: 'The part of the commonest resolution.' })
  get modalShare(): FigureShareType {
    return new FigureShareType(this.concentration.modalShare);
  }

  @Field(() => FigureValueType, {
    description: 'How evenly they spread over resolutions, in bits: 0 where all end alike.',
  })
  get entropy(): FigureValueType {
    return new FigureValueType(this.concentration.entropy);
  }
}

export const ObservedReasonConnection = connectionType(
  'ObservedReason',
  () => ObservedReasonType,
  'A page of reasons, the most contacts with a resolution first.',
);

export const UnexpectedBecauseEnum = schemaEnum('UnexpectedBecause', 'Why a resolution is not expected.', {
  FORBIDDEN: 'The reason is mapped to it as forbidden.',
  NOT_MAPPED: 'The reason is not mapped to it.',
} satisfies Readonly<Record<UnexpectedResolution['because'], string>>);

@ObjectType('UnexpectedResolution', {
  description: 'Contacts of a reason that ended as its mappings do not foresee.',
})
export class UnexpectedResolutionType {
  @Field(() => ReasonStateType, { description: 'The reason.' })
  reason!: ReasonStateType;

  @Field(() => String, { description: 'The code of the resolution.' })
  code!: string;

  @Field(() => UnexpectedBecauseEnum, { description: 'Why it is not expected.' })
  because!: keyof typeof UnexpectedBecauseEnum;

  @Field(() => FigureShareType, {
    description: 'Their part of the contacts of the reason with a resolution.',
  })
  share!: FigureShareType;
}

export const UnexpectedResolutionConnection = connectionType(
  'UnexpectedResolution',
  () => UnexpectedResolutionType,
  'A page of unexpected resolutions, the most contacts first.',
);

@ObjectType('UnusedMapping', { description: 'A mapping that no contact of the period used.' })
export class UnusedMappingType {
  @Field(() => ReasonStateType, { description: 'The reason.' })
  reason!: ReasonStateType;

  @Field(() => ResolutionMappingType, { description: 'The mapping.' })
  mapping!: ResolutionMappingType;

  @Field(() => Float, { description: 'The contacts of the reason with a resolution.' })
  contacts!: number;
}

export const UnusedMappingConnection = connectionType(
  'UnusedMapping',
  () => UnusedMappingType,
  'A page of mappings that were not used, those of the reasons with the most contacts first.',
);

@ObjectType('MappingProposal', { description: 'A mapping that what was observed speaks for.' })
export class MappingProposalType {
  constructor(
    readonly state: ReasonStateType,
    private readonly proposal: MappingProposal,
  ) {}

  @Field(() => ReasonStateType, { description: 'The reason.' })
  get reason(): ReasonStateType {
    return this.state;
  }

  @Field(() => String, { description: 'The code of the resolution.' })
  get code(): string {
    return this.proposal.resolution;
  }

  @Field(() => ResolutionUseEnum, { description: 'What it would be.' })
  get use(): keyof typeof ResolutionUseEnum {
    return this.proposal.use;
  }

  @Field(() => Boolean, { description: 'Whether it would be the default.' })
  get isDefault(): boolean {
    return this.proposal.isDefault;
  }

  @Field(() => FigureShareType, {
    description: 'What speaks for it: its part of the contacts of the reason with a resolution.',
  })
  get evidence(): FigureShareType {
    return new FigureShareType(this.proposal.evidence);
  }
}

export const MappingProposalConnection = connectionType(
  'MappingProposal',
  () => MappingProposalType,
  'A page of proposals, the most contacts first.',
);

@ObjectType('ObservedResolutions', {
  description: 'Reasons against resolutions, as observed; contacts without a resolution are counted beside.',
})
export class ObservedResolutionsType {
  constructor(
    readonly figures: UsageFigures,
    readonly observed: ObservedResolutions,
  ) {}

  @Field(() => Float, { description: 'The contacts with a reason and a resolution.' })
  get contacts(): number {
    return this.observed.table.total;
  }

  @Field(() => Float, { description: 'The contacts with a reason and no resolution that is known.' })
  get withoutResolution(): number {
    return this.observed.withoutResolution;
  }

  @Field(() => Int, { description: 'The reasons at that level that had such a contact.' })
  get rows(): number {
    return this.observed.association.rows;
  }

  @Field(() => Int, { description: 'The resolutions that were used.' })
  get columns(): number {
    return this.observed.association.columns;
  }

  @Field(() => FigureValueType, { description: "Pearson's, of the independence of reason and resolution." })
  get chiSquare(): FigureValueType {
    return new FigureValueType(this.observed.association.chiSquare);
  }

  @Field(() => Int, { description: 'Of the chi-square.' })
  get degreesOfFreedom(): number {
    return this.observed.association.degreesOfFreedom;
  }

  @Field(() => FigureValueType, {
    description: 'How likely a chi-square at least this large is where the two do not depend on each other.',
  })
  get pValue(): FigureValueType {
    return new FigureValueType(this.observed.association.pValue);
  }

  @Field(() => FigureValueType, {
    description: "Cramér's: 0 where the reason says nothing of the resolution, 1 where it tells it.",
  })
  get cramersV(): FigureValueType {
    return new FigureValueType(this.observed.association.cramersV);
  }

  @Field(() => FigureValueType, {
    description:
      'The part of the cells in which fewer than five contacts are expected: with many of them the p-value says little.',
  })
  get sparseCells(): FigureValueType {
    return new FigureValueType(this.observed.association.sparseCells);
  }

  @Field(() => FigureShareType, {
    description: 'The part of the contacts that ended with the commonest resolution of their reason.',
  })
  get modalShare(): FigureShareType {
    const { cells, total } = this.observed.table;
    let modal = 0;
    for (const inRow of cells.values()) modal += Math.max(...inRow.values());
    return new FigureShareType(shareOf(modal, total));
  }
}
