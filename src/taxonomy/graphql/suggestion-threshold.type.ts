import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { wordEnum } from '../../platform/graphql/schema-enum';
import type { SuggestionThreshold, SuggestionThresholds } from '../domain';

export const SuggestionThresholdEnum = wordEnum<SuggestionThreshold>(
  'SuggestionThreshold',
  'From which evidence on something is suggested about reasons. Shares are 0 to 1.',
  {
    windowMonths: 'Whole months whose contacts are looked at; 12 by default.',
    cycleMonths: 'RETIRE: months with contacts that are a whole business cycle; 12 by default.',
    retireBelow: 'RETIRE: what the upper limit of the share of contacts stays below; 0.001 by default.',
    minCodings: 'Codings by pairs of coders below which nothing is said of a reason; 20 by default.',
    confusionFrom: 'MERGE, CLARIFY, COACH: what the lower limit of a confusion is above; 0.25 by default.',
    divergenceBelow: 'MERGE: bits that the difference of the resolutions stays below; 0.05 by default.',
    mergeCoders: 'MERGE: coders who must have coded the two; 4 by default.',
    minResolved: 'Contacts with a resolution, or a department, that a reason must have; 30 by default.',
    splitVolume: 'SPLIT: the part of the leaves, by volume, that are looked at; 0.1 by default.',
    splitAgreement: 'SPLIT: what the lower limit of the agreement on the reason reaches; 0.6 by default.',
    residualUpTo: 'PROMOTE_FROM_OTHER: the share of its menu a residual reason may have; 0.1 by default.',
    missingFrom: 'PROMOTE_FROM_OTHER: the share of adjudicated contacts that fit no reason; 0.3 by default.',
    minAdjudicated: 'PROMOTE_FROM_OTHER: contacts that must have been adjudicated; 20 by default.',
    handledFrom: 'ASSIGN_OWNER: the share of its contacts that one department handles; 0.5 by default.',
    expectedFrom: 'MAP_RESOLUTION: the share from which on a resolution is expected; 0.5 by default.',
    allowedFrom: 'MAP_RESOLUTION: the share from which on a resolution is allowed; 0.05 by default.',
    newEvidence: 'By how much more evidence a dismissed suggestion returns; 0.5 (half as much) by default.',
  },
);

@ObjectType('SuggestionThresholdValue', { description: 'A threshold of suggestions and its value.' })
export class SuggestionThresholdValueType {
  @Field(() => SuggestionThresholdEnum, { description: 'The threshold.' })
  threshold!: SuggestionThreshold;

  @Field(() => Float, { description: 'Its value.' })
  value!: number;

  static all(thresholds: SuggestionThresholds): SuggestionThresholdValueType[] {
    const entries = Object.entries(thresholds) as [SuggestionThreshold, number][];
    return entries.map(([threshold, value]) =>
      Object.assign(new SuggestionThresholdValueType(), { threshold, value }),
    );
  }
}

@InputType('SuggestionThresholdInput', { description: 'A threshold of suggestions and what it is to be.' })
export class SuggestionThresholdInput {
  @Field(() => SuggestionThresholdEnum, { description: 'The threshold.' })
  threshold!: SuggestionThreshold;

  @Field(() => Float, { description: 'What it is to be.' })
  value!: number;
}
