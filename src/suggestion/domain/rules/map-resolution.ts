import { mappingProposals, type MappingProposal } from '../../../figures/domain';
import { groupBy, nameOfReason, type ReasonState, type SuggestionThresholds } from '../../../taxonomy/domain';
import { keyOf, row, type NotSuggested, type Suggestion, type Suggestions } from '../suggestion';
import type { SuggestionScene } from '../suggestion-scene';
import { inWords, percent } from '../words';

/**
 * MAP_RESOLUTION: leaves whose contacts are resolved in ways that are not mapped, each with all that what was observed speaks
 * for. What is mapped, also as forbidden, is left as it is.
 */
export function mappings({ tree, use }: SuggestionScene, thresholds: SuggestionThresholds): Suggestions {
  const { minResolved, expectedFrom, allowedFrom } = thresholds;
  const rule = { minContacts: minResolved, expectedFrom, allowedFrom };
  const proposals = groupBy(mappingProposals(tree, use.resolutions, rule), ({ reasonId }) => reasonId);
  const made: Suggestion[] = [];
  const notMade: NotSuggested[] = [];
  for (const reason of tree.leaves()) {
    const own = proposals.get(reason.id) ?? [];
    const resolved = use.resolutions.rowTotals.get(reason.id) ?? 0;
    if (own.length > 0) made.push(suggested(reason, own, thresholds));
    else if (reason.resolutions.length === 0 && resolved > 0 && resolved < minResolved)
      notMade.push(withheld(reason, resolved, thresholds));
  }
  return { made, notMade };
}

function suggested(
  reason: ReasonState,
  proposals: readonly MappingProposal[],
  { expectedFrom, allowedFrom }: SuggestionThresholds,
): Suggestion {
  const [first] = proposals;
  const isMissingDefault = proposals.some(({ isDefault }) => isDefault);
  const told = proposals
    .map(({ resolution, evidence }) => `${resolution} in ${percent(evidence.value ?? 0)}`)
    .join(', ');
  return {
    ...{ key: keyOf('MAP_RESOLUTION', [reason.id]), kind: 'MAP_RESOLUTION', reasonIds: [reason.id] },
    proposal: {
      ...{ kind: 'MAP_RESOLUTION', reasonId: reason.id },
      mappings: proposals.map(({ resolution, use, isDefault }) => ({ resolution, use, isDefault })),
    },
    evidence: proposals.map(({ resolution, use, evidence }) =>
      row({
        ...{ measure: 'SHARE_OF_RESOLUTION', reasonId: reason.id, of: resolution, value: evidence.value },
        ...{ interval: evidence.interval, n: evidence.of },
        threshold: use === 'EXPECTED' ? expectedFrom : allowedFrom,
      }),
    ),
    confidence: isMissingDefault ? 'HIGH' : 'MEDIUM',
    sentence: `${nameOfReason(reason)} is resolved by what it is not mapped to: ${told} of ${inWords(first?.evidence.of ?? 0)} contacts.`,
    alternatives: ['Forbid what should not be, so that it is told as unexpected.'],
  };
}

const withheld = (
  reason: ReasonState,
  resolved: number,
  { minResolved }: SuggestionThresholds,
): NotSuggested => ({
  ...{ key: keyOf('MAP_RESOLUTION', [reason.id]), kind: 'MAP_RESOLUTION', reasonIds: [reason.id] },
  ...{ evidence: [], missing: ['TOO_FEW_RESOLVED'] },
  sentence: `${nameOfReason(reason)} is mapped to no resolution, but only ${resolved === 1 ? '1 contact of it is' : `${inWords(resolved)} contacts of it are`} resolved, where ${minResolved} are the least.`,
});
