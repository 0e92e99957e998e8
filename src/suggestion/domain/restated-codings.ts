import { scoredWeights, statedChoices, type CodedAlike, type StatedChoices } from '../../consistency/domain';
import type { CoderId } from '../../contact/domain';
import { add, type BreakCause, type Correspondence } from '../../figures/domain';
import type { ReasonId } from '../../platform/ids';
import type { ReasonTree } from '../../taxonomy/domain';
import type { CodingPattern, DoubleCodings } from './suggestion-scene';

/**
 * What people coded twice, as it stands in the version that suggestions are made for: each reason as what all its contacts
 * became. A contact with a code that is no single reason of that version any more is left out, and counted by why: what it says
 * of its other codes is half of a comparison.
 *
 * @example restatedCodings(evidence, { tree, correspondence }).leftOut // [{ cause: 'SCOPE_CHANGED', contacts: 12 }]
 */
export function restatedCodings(
  evidence: readonly CodedAlike[],
  known: { readonly tree: ReasonTree; readonly correspondence: Correspondence },
): Required<Omit<DoubleCodings, 'basis'>> {
  const choices = statedChoices({ ...known, level: null });
  const weightOf = scoredWeights(evidence);
  const causes = new Map<BreakCause, number>();
  const patterns: CodingPattern[] = [];
  for (const given of evidence) {
    const cause = choices.causeOf(given);
    if (cause === null)
      patterns.push({ codes: codesOf(given, choices), contacts: given.contacts, weight: weightOf(given) });
    else add(causes, cause, given.contacts);
  }
  const leftOut = Array.from(causes, ([cause, contacts]) => ({ cause, contacts }));
  return { patterns, leftOut: leftOut.sort((one, other) => other.contacts - one.contacts) };
}

/** What people chose. There are as many of them as contacts were coded twice, nearly: each is made in one go. */
function codesOf({ codes, version }: CodedAlike, { choiceOf }: StatedChoices): CodingPattern['codes'] {
  const chosen: { readonly coderId: CoderId | null; readonly reasonId: ReasonId }[] = [];
  for (const { part, coderId, reasonId } of codes)
    if (part !== 'MODEL' && reasonId !== null)
      chosen.push({ coderId, reasonId: choiceOf(reasonId, version) as ReasonId });
  return chosen;
}
