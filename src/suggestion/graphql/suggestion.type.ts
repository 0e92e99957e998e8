import { Field, Float, Int, ObjectType } from 'type-graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { connectionType } from '../../platform/graphql/connection.type';
import { ReasonType, ResolutionUseEnum } from '../../taxonomy/graphql';
import type {
  BreakKind,
  Confidence,
  EvidenceRow,
  Measure,
  MissingEvidence,
  NotSuggested,
  Proposal,
  Standing,
  SuggestedMapping,
  SuggestedPart,
  Suggestion,
  SuggestionKind,
  SuggestionScene,
  WouldBreak,
} from '../domain';
import type { SuggestionBasis } from '../queries/suggestion-reader';
import {
  BreakKindEnum,
  ConfidenceEnum,
  MeasureEnum,
  MissingEvidenceEnum,
  PartDimensionEnum,
  StandingEnum,
  SuggestionKindEnum,
} from './suggestion.enums';

@ObjectType('SuggestionEvidence', {
  description: 'One thing that was measured, with its limits and on how much it rests.',
})
export class SuggestionEvidenceType {
  constructor(private readonly row: EvidenceRow) {}

  @Field(() => MeasureEnum, { description: 'What was measured.' })
  get measure(): Measure {
    return this.row.measure;
  }

  @Field(() => ReasonType, { nullable: true, description: 'Of which reason; null: of no single one.' })
  get reason(): ReasonType | null {
    return this.row.reasonId === null ? null : new ReasonType(this.row.reasonId);
  }

  @Field(() => String, {
    nullable: true,
    description:
      'Which of several such things: a resolution, a channel, a department, half of a window; null: there is one.',
  })
  get of(): string | null {
    return this.row.of;
  }

  @Field(() => Float, { nullable: true, description: 'The value; null: it is not known.' })
  get value(): number | null {
    return this.row.value;
  }

  @Field(() => Float, { nullable: true, description: 'The lower limit at 95 %; null: it has none.' })
  get lower(): number | null {
    return this.row.lower;
  }

  @Field(() => Float, { nullable: true, description: 'The upper limit at 95 %; null: it has none.' })
  get upper(): number | null {
    return this.row.upper;
  }

  @Field(() => Int, { description: 'The contacts, or codings, that it was counted over.' })
  get n(): number {
    return Math.round(this.row.n);
  }

  @Field(() => Float, {
    nullable: true,
    description: 'What it was held against; null: it stands beside the others for whoever decides.',
  })
  get threshold(): number | null {
    return this.row.threshold;
  }
}

@ObjectType('SuggestedMapping', { description: 'A resolution that a reason is to be mapped to.' })
export class SuggestedMappingType {
  constructor(private readonly mapping: SuggestedMapping) {}

  @Field(() => String, { description: 'The code of the resolution.' })
  get resolution(): string {
    return this.mapping.resolution;
  }

  @Field(() => ResolutionUseEnum, { description: 'What it is to be.' })
  get use(): SuggestedMapping['use'] {
    return this.mapping.use;
  }

  @Field(() => Boolean, { description: 'Whether it is to be the default.' })
  get isDefault(): boolean {
    return this.mapping.isDefault;
  }
}

@ObjectType('SuggestedPart', { description: 'Contacts of one reason that are resolved alike.' })
export class SuggestedPartType {
  constructor(private readonly part: SuggestedPart) {}

  @Field(() => PartDimensionEnum, { description: 'By what they are told apart.' })
  get dimension(): SuggestedPart['dimension'] {
    return this.part.dimension;
  }

  @Field(() => [String], { description: 'The channels, or segments, that they come from.' })
  get values(): readonly string[] {
    return this.part.values;
  }

  @Field(() => String, { description: 'The code of the resolution that most of them have.' })
  get resolution(): string {
    return this.part.resolution;
  }

  @Field(() => Float, { description: 'The part (0 to 1) of the contacts of the reason.' })
  get share(): number {
    return this.part.share;
  }
}

@ObjectType('WouldBreak', { description: 'Something that needs a reason as it is, or sends people to it.' })
export class WouldBreakType {
  constructor(private readonly needs: WouldBreak) {}

  @Field(() => BreakKindEnum, { description: 'What it is.' })
  get kind(): BreakKind {
    return this.needs.kind;
  }

  @Field(() => ReasonType, { description: 'The reason that it needs.' })
  get reason(): ReasonType {
    return new ReasonType(this.needs.reasonId);
  }

  @Field(() => String, { description: 'What people know it by.' })
  get name(): string {
    return this.needs.name;
  }
}

@ObjectType('Suggestion', {
  description: 'What the use of a list speaks for, with its evidence. It is never followed by itself.',
})
export class SuggestionType {
  constructor(
    readonly suggestion: Suggestion,
    readonly basis: SuggestionBasis,
    /** Null: it is shown as it was when it was decided on. */
    readonly now: {
      readonly scene: SuggestionScene;
      readonly standing: Standing;
      readonly taxonomyId: string;
    } | null,
  ) {}

  get proposal(): Proposal {
    return this.suggestion.proposal;
  }

  @Field(() => String, {
    description: 'What it is known by from one time to another; given to accept, dismiss or snooze it.',
  })
  get key(): string {
    return this.suggestion.key;
  }

  @Field(() => SuggestionKindEnum, { description: 'What is suggested.' })
  get kind(): SuggestionKind {
    return this.suggestion.kind;
  }

  @Field(() => StandingEnum, {
    nullable: true,
    description: 'Whether somebody decided on it; null where it is shown as it was when it was decided on.',
  })
  get standing(): Standing | null {
    return this.now?.standing ?? null;
  }

  @Field(() => ConfidenceEnum, { description: 'How sure it is.' })
  get confidence(): Confidence {
    return this.suggestion.confidence;
  }

  @Field(() => String, { description: 'Why, in one sentence.' })
  get sentence(): string {
    return this.suggestion.sentence;
  }

  @Field(() => [ReasonType], { description: 'The reasons that it is about.' })
  get reasons(): ReasonType[] {
    return this.suggestion.reasonIds.map((id) => new ReasonType(id));
  }

  @Field(() => [SuggestionEvidenceType], { description: 'What speaks for it, and what stands beside it.' })
  get evidence(): SuggestionEvidenceType[] {
    return this.suggestion.evidence.map((row) => new SuggestionEvidenceType(row));
  }

  @Field(() => [String], { description: 'What could be done in its place, each in a sentence.' })
  get alternatives(): readonly string[] {
    return this.suggestion.alternatives;
  }

  @Field(() => GraphQLDateTime, { description: 'The moment as of which it was made.' })
  get asOf(): Date {
    return this.basis.asOf;
  }

  @Field(() => GraphQLLocalDate, { description: 'The first day of the contacts that it rests on.' })
  get windowFrom(): string {
    return this.basis.windowFrom;
  }

  @Field(() => GraphQLLocalDate, { description: 'The day after the last one.' })
  get windowUntil(): string {
    return this.basis.windowUntil;
  }

  @Field(() => Int, { description: 'The number of the version that it was made for.' })
  get version(): number {
    return this.basis.version;
  }

  @Field(() => ReasonType, {
    nullable: true,
    description: 'Which reason its contacts go to, of RETIRE and MERGE; null for the other kinds.',
  })
  get successor(): ReasonType | null {
    if (this.proposal.kind === 'RETIRE') return new ReasonType(this.proposal.successorId);
    return this.proposal.kind === 'MERGE' ? new ReasonType(this.proposal.intoId) : null;
  }

  @Field(() => [ReasonType], { description: 'Others that they could go to, of RETIRE, the nearest first.' })
  get otherSuccessors(): ReasonType[] {
    const ids = this.proposal.kind === 'RETIRE' ? this.proposal.otherSuccessorIds : [];
    return ids.map((id) => new ReasonType(id));
  }

  @Field(() => [SuggestedPartType], { description: 'What a reason falls into, of SPLIT.' })
  get parts(): SuggestedPartType[] {
    const parts = this.proposal.kind === 'SPLIT' ? this.proposal.parts : [];
    return parts.map((part) => new SuggestedPartType(part));
  }

  @Field(() => [SuggestedMappingType], {
    description: 'What a reason is to be mapped to, of MAP_RESOLUTION.',
  })
  get mappings(): SuggestedMappingType[] {
    const mappings = this.proposal.kind === 'MAP_RESOLUTION' ? this.proposal.mappings : [];
    return mappings.map((mapping) => new SuggestedMappingType(mapping));
  }

  @Field(() => ReasonType, {
    nullable: true,
    description:
      'Under which reason a new one would stand, of PROMOTE_FROM_OTHER; null for the other kinds, and at the root.',
  })
  get under(): ReasonType | null {
    const parentId = this.proposal.kind === 'PROMOTE_FROM_OTHER' ? this.proposal.parentId : null;
    return parentId === null ? null : new ReasonType(parentId);
  }
}

@ObjectType('NotSuggested', {
  description: 'What was looked at and is not suggested, and which evidence is missing.',
})
export class NotSuggestedType {
  constructor(private readonly not: NotSuggested) {}

  @Field(() => SuggestionKindEnum, { description: 'What is not suggested.' })
  get kind(): SuggestionKind {
    return this.not.kind;
  }

  @Field(() => [ReasonType], { description: 'The reasons that it would be about.' })
  get reasons(): ReasonType[] {
    return this.not.reasonIds.map((id) => new ReasonType(id));
  }

  @Field(() => String, { description: 'Why not, in one sentence.' })
  get sentence(): string {
    return this.not.sentence;
  }

  @Field(() => [MissingEvidenceEnum], { description: 'What is missing.' })
  get missing(): readonly MissingEvidence[] {
    return this.not.missing;
  }

  @Field(() => [SuggestionEvidenceType], { description: 'What was measured.' })
  get evidence(): SuggestionEvidenceType[] {
    return this.not.evidence.map((row) => new SuggestionEvidenceType(row));
  }
}

export const SuggestionConnection = connectionType(
  'Suggestion',
  () => SuggestionType,
  'A page of suggestions, by kind, the surest first.',
);

export const NotSuggestedConnection = connectionType(
  'NotSuggested',
  () => NotSuggestedType,
  'A page of what is not suggested, by kind.',
);
