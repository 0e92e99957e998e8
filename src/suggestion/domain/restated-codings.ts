import { scoredUnits, statedChoices, type CodedAlike } from '../../consistency/domain';
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
  const units = scoredUnits(evidence, choices.choiceOf);
  const causes = new Map<BreakCause, number>();
  const patterns = evidence.flatMap((given, at): readonly CodingPattern[] => {
    const unit = units[at];
    if (unit === undefined) return [];
    const cause = choices.causeOf(given);
    if (cause !== null) {
      add(causes, cause, given.contacts);
      return [];
    }
    const codes = unit.people.map(({ coderId, choice }) => ({ coderId, reasonId: choice as ReasonId }));
    return [{ codes, contacts: given.contacts, weight: unit.weight }];
  });
  const leftOut = Array.from(causes, ([cause, contacts]) => ({ cause, contacts }));
  return { patterns, leftOut: leftOut.sort((one, other) => other.contacts - one.contacts) };
}
