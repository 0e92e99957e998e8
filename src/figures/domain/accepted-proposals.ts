import type { ReasonId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { Operation } from '../../taxonomy/domain';
import type { MappingProposal } from './mapping-proposals';

/** Which proposal somebody takes. */
export interface ChosenProposal {
  readonly reasonId: ReasonId;
  readonly resolution: string;
}

/** What is observed, or mapped by now, does not speak for what was chosen. */
export interface ProposalsGone extends Problem {
  readonly code: 'PROPOSALS_GONE';
  readonly gone: readonly ChosenProposal[];
}

export const mostChosen = 500;
const listed = 20;

/**
 * The proposals that were chosen, as they stand now. Refuses none and more than 500 of them, and what is not, or no more,
 * proposed: nobody accepts what the evidence does not say.
 *
 * @example chosenProposals(proposals, [{ reasonId: refund, resolution: 'PAID' }]) // ok: that one, with its evidence
 */
export function chosenProposals(
  proposals: readonly MappingProposal[],
  chosen: readonly ChosenProposal[],
): Result<readonly MappingProposal[], ProposalsGone> {
  const keyOf = ({ reasonId, resolution }: ChosenProposal): string => `${reasonId} ${resolution}`;
  const known = new Map(proposals.map((proposal) => [keyOf(proposal), proposal]));
  const gone = chosen.filter((one) => !known.has(keyOf(one)));
  const isCountable = chosen.length >= 1 && chosen.length <= mostChosen;
  if (gone.length === 0 && isCountable)
    return ok([...new Set(chosen.map(keyOf))].flatMap((key) => known.get(key) ?? []));
  const message = isCountable
    ? `expected proposals that what was observed speaks for, but got ${gone.length} that it does not, the first: ${gone[0]?.resolution.slice(0, 100) ?? ''}`
    : `expected 1 to ${mostChosen} proposals, but got ${chosen.length}`;
  return err({ code: 'PROPOSALS_GONE', message, gone: gone.slice(0, listed) });
}

/** A proposal as the operation of a draft. */
export const operationOf = ({ reasonId, resolution, use, isDefault }: MappingProposal): Operation => ({
  ...{ kind: 'MapResolution', reasonId, resolution, use, isDefault, followUpWithin: null },
});

/** What a history keeps of what spoke for a mapping. */
export const evidenceOf = ({ reasonId, resolution, use, isDefault, evidence }: MappingProposal) => ({
  ...{ reasonId, resolution, use, isDefault, contacts: evidence.count, of: evidence.of },
  ...{
    share: evidence.value,
    lower: evidence.interval?.lower ?? null,
    upper: evidence.interval?.upper ?? null,
  },
});
