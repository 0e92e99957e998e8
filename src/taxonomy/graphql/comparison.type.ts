import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/graphql/connection.type';
import { type Compatibility, type VersionDiff } from '../domain';
import { CompatibilityEnum, ReasonChangeType, Sides } from './reason-change.type';

@ObjectType('ComparisonSummary', {
  description: 'How many reasons differ in which way; one reason may count in several.',
})
export class ComparisonSummaryType {
  @Field(() => Int, { description: 'New reasons.' })
  added!: number;

  @Field(() => Int, {
    description: 'Reasons that are not there: only when a later content is compared with an earlier one.',
  })
  removed!: number;

  @Field(() => Int, { description: 'Reasons no longer used.' })
  retired!: number;

  @Field(() => Int, { description: 'Reasons used again.' })
  reactivated!: number;

  @Field(() => Int, { description: 'Retirements that say something else.' })
  retirementRevised!: number;

  @Field(() => Int, { description: 'Reasons with another label in some language.' })
  renamed!: number;

  @Field(() => Int, { description: 'Reasons with another code.' })
  recoded!: number;

  @Field(() => Int, { description: 'Reasons under another parent; those below a moved one do not count.' })
  moved!: number;

  @Field(() => Int, { description: 'Reasons of which what they count was declared changed.' })
  scopeChanged!: number;

  @Field(() => Int, { description: 'Reasons with other synonyms.' })
  synonymsChanged!: number;

  @Field(() => Int, { description: 'Reasons with other notes.' })
  notesChanged!: number;

  @Field(() => Int, { description: 'Reasons with other properties.' })
  propertiesChanged!: number;

  @Field(() => Int, { description: 'Menus in another order.' })
  reordered!: number;
}

@ObjectType('VersionComparison', {
  description: 'What differs between two contents, by the stable ids of reasons.',
})
export class VersionComparisonType {
  constructor(
    readonly diff: VersionDiff,
    readonly sides: Sides,
  ) {}

  @Field(() => CompatibilityEnum, {
    nullable: true,
    description: 'The gravest of the differences; null where nothing differs.',
  })
  get compatibility(): Compatibility | null {
    return this.diff.compatibility;
  }

  @Field(() => ComparisonSummaryType, { description: 'The counts.' })
  get summary(): ComparisonSummaryType {
    return this.diff.summary;
  }
}

export const ReasonChangeConnection = connectionType(
  'ReasonChange',
  () => ReasonChangeType as never,
  'A page of differences, grouped by reason.',
);
