import { byCodeUnits } from '../../platform/text';
import type { SuggestionThresholds } from '../../taxonomy/domain';
import { MergeGains } from './measures/merge-gain';
import { PairCounts } from './measures/pair-counts';
import { ownerships } from './rules/assign-owner';
import { confusedPairs } from './rules/confused-pairs';
import { mappings } from './rules/map-resolution';
import { promotions } from './rules/promote-from-other';
import { retirements } from './rules/retire';
import { splits } from './rules/split';
import type { Suggestions } from './suggestion';
import type { SuggestionScene } from './suggestion-scene';
import { confidences, suggestionKinds, type Confidence, type SuggestionKind } from './suggestion-words';

/**
 * What is suggested of a list by the evidence of a moment, and what was looked at and is not suggested, with the evidence that
 * is missing. It is never more than a suggestion: nothing here changes anything. The same scene and thresholds give the same
 * answer, bootstraps being seeded by the reasons that they are about.
 *
 * In the order of the kinds, the surest first.
 *
 * @example suggest(scene, defaultSuggestionThresholds).made[0].sentence // '"Fax" (fax) was given to 2 of 40,000 contacts ...'
 */
export function suggest(scene: SuggestionScene, thresholds: SuggestionThresholds): Suggestions {
  const { patterns } = scene.codings;
  let gains: MergeGains | null = null;
  const counted = { pairs: new PairCounts(patterns), gains: () => (gains ??= new MergeGains(patterns)) };
  const all = [
    retirements(scene, thresholds, counted.pairs),
    confusedPairs(scene, thresholds, counted),
    splits(scene, thresholds, counted.pairs),
    promotions(scene, thresholds),
    ownerships(scene, thresholds),
    mappings(scene, thresholds),
  ];
  return {
    made: all
      .flatMap(({ made }) => made)
      .sort(
        (one, other) =>
          orderOf(one.kind) - orderOf(other.kind) ||
          sureness(one.confidence) - sureness(other.confidence) ||
          byCodeUnits(one.key, other.key),
      ),
    notMade: all
      .flatMap(({ notMade }) => notMade)
      .sort((one, other) => orderOf(one.kind) - orderOf(other.kind) || byCodeUnits(one.key, other.key)),
  };
}

const orderOf = (kind: SuggestionKind): number => suggestionKinds.indexOf(kind);
const sureness = (confidence: Confidence): number => confidences.indexOf(confidence);
