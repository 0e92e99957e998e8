import { byCodeUnits } from '../../../platform/text';
import { printCondition } from '../escalation/print-condition';
import { contentOf } from '../escalation/trigger';
import { maxEntries } from '../operations/stored-values';
import type { EscalationTrigger, ReasonState } from '../reason';
import { sameValue } from '../reason-state';

type Triggers = ReasonState['escalations'];

/** Whose triggers are merged. */
export interface ThreeOfTriggers {
  readonly base: Pick<ReasonState, 'escalations'> | undefined;
  readonly ours: Pick<ReasonState, 'escalations'>;
  readonly theirs: Pick<ReasonState, 'escalations'>;
}

/**
 * Triggers by what they are known by in a merge: the department and the condition. The time is what such a trigger says, so that
 * two sides which set it differently are in conflict. Of several that are alike in both each has its number.
 *
 * @example triggerParts([{ when: 'repeats >= 2', department: 'FIN', deadline }]).keys() // 'FIN when repeats >= 2'
 */
export function triggerParts(triggers: Triggers): ReadonlyMap<string, EscalationTrigger> {
  const parts = new Map<string, EscalationTrigger>();
  for (const trigger of triggers) {
    const { department, condition } = contentOf(trigger);
    const name = `${department} when ${printCondition(condition)}`;
    let part = name;
    for (let number = 2; parts.has(part); number += 1) part = `${name} (${number})`;
    parts.set(part, trigger);
  }
  return parts;
}

/** Whether two sides have more between them than one reason may: then one of the two lists is to be chosen. */
export const areTooMany = ({ ours, theirs }: ThreeOfTriggers): boolean => {
  const keys = [...triggerParts(ours.escalations).keys(), ...triggerParts(theirs.escalations).keys()];
  return new Set(keys).size > maxEntries;
};

/**
 * Merged triggers in their order: that of the side which alone changed them, since it is no conflict, and by what they are known
 * by where both did, whichever side is called ours.
 */
export function orderedTriggers(merged: Triggers, { base, ours, theirs }: ThreeOfTriggers): Triggers {
  const before = base?.escalations ?? [];
  if (sameValue(before, ours.escalations)) return theirs.escalations;
  if (sameValue(before, theirs.escalations) || sameValue(ours.escalations, theirs.escalations))
    return ours.escalations;
  return [...triggerParts(merged)]
    .sort(([one], [other]) => byCodeUnits(one, other))
    .map(([, trigger]) => trigger);
}
