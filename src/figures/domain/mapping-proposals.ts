import type { ReasonId } from '../../platform/ids';
import { byCodeUnits } from '../../platform/text';
import { isActive, type ReasonTree, type ResolutionMapping, type ResolutionUse } from '../../taxonomy/domain';
import type { CrossTable } from './cross-table';
import { shareOf, type Share } from './share';

/** When what is observed is enough for a proposal. */
export interface ProposalRule {
  /** Contacts with a resolution that a reason must have. */
  readonly minContacts: number;
  /** EXPECTED, and the default where there is none: the lower limit of the share is at least this. */
  readonly expectedFrom: number;
  /** ALLOWED: the lower limit of the share is at least this. */
  readonly allowedFrom: number;
}

export const defaultProposalRule: ProposalRule = { minContacts: 30, expectedFrom: 0.5, allowedFrom: 0.05 };

/** A mapping that what was observed speaks for. */
export interface MappingProposal {
  readonly reasonId: ReasonId;
  readonly resolution: string;
  readonly use: Exclude<ResolutionUse, 'FORBIDDEN'>;
  readonly isDefault: boolean;
  /** Of the contacts of the reason with a resolution, those with this one. */
  readonly evidence: Share;
}

/**
 * Mappings that the observed use of active leaves speaks for and that are not there yet; those with the most contacts first.
 * A share is judged by the lower limit of its interval, so that few contacts propose nothing. What is mapped already, also
 * as forbidden, is left as it is: whether it should be otherwise is told as unexpected or unused.
 *
 * @example mappingProposals(tree, table)[0] // { resolution: 'FIXED', use: 'EXPECTED', isDefault: true, evidence: ... }
 */
export function mappingProposals(
  tree: ReasonTree,
  table: CrossTable<ReasonId, string>,
  rule: ProposalRule = defaultProposalRule,
): readonly MappingProposal[] {
  const proposals: MappingProposal[] = [];
  for (const [reasonId, observed] of table.cells) {
    const of = table.rowTotals.get(reasonId) ?? 0;
    const state = tree.get(reasonId);
    if (state === undefined || !isActive(state) || of < rule.minContacts) continue;
    for (const [resolution, count] of observed) {
      const proposal = proposalOf({ resolution, evidence: shareOf(count, of) }, state.resolutions, rule);
      if (proposal !== null) proposals.push({ reasonId, ...proposal });
    }
  }
  return proposals.sort(
    (one, other) =>
      other.evidence.count - one.evidence.count ||
      byCodeUnits(one.reasonId, other.reasonId) ||
      byCodeUnits(one.resolution, other.resolution),
  );
}

function proposalOf(
  { resolution, evidence }: Pick<MappingProposal, 'resolution' | 'evidence'>,
  mappings: readonly ResolutionMapping[],
  { expectedFrom, allowedFrom }: ProposalRule,
): Omit<MappingProposal, 'reasonId'> | null {
  if (mappings.some(({ code }) => code === resolution)) return null;
  const lower = evidence.interval?.lower ?? 0;
  if (lower < allowedFrom) return null;
  const isExpected = lower >= expectedFrom;
  const hasDefault = mappings.some(({ isDefault }) => isDefault);
  return {
    ...{ resolution, use: isExpected ? 'EXPECTED' : 'ALLOWED', evidence },
    isDefault: isExpected && !hasDefault && lower > 0.5,
  };
}
