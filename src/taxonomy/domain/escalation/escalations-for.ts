import type { LocalClock } from '../../../platform/local-clock';
import type { EscalationTrigger, ReasonState, ResolutionTarget } from '../reason';
import {
  clauseOutcomes,
  holds,
  type ClauseOutcome,
  type EscalationFacts,
  type Outcome,
} from './evaluate-condition';
import { printCondition } from './print-condition';
import { contentOf } from './trigger';
import { endOfSpan, type WorkingHours } from './working-hours';

export const triggerVerdicts = ['FIRES', 'DOES_NOT_FIRE', 'CANNOT_TELL'] as const;
export type TriggerVerdict = (typeof triggerVerdicts)[number];

/** One trigger of a reason against the facts of a contact. */
export interface Escalation {
  readonly trigger: EscalationTrigger;
  readonly verdict: TriggerVerdict;
  /** Its condition in words. */
  readonly when: string;
  readonly clauses: readonly ClauseOutcome[];
  /** The code of the department that it names. */
  readonly department: string;
  readonly deadline: ResolutionTarget;
  /** By when that must have taken over; null where the trigger does not fire, or after the year 9999. */
  readonly dueAt: Date | null;
}

const verdictOf: Readonly<Record<Outcome, TriggerVerdict>> = {
  HELD: 'FIRES',
  NOT_HELD: 'DOES_NOT_FIRE',
  NOT_KNOWN: 'CANNOT_TELL',
};

/**
 * Which triggers of a reason fire for a contact and why, all of them in their order. A contact whose priority is not said has
 * that of the reason.
 *
 * @example escalationsFor(refund, { ...unknown, repeats: 3 }, { at, clock, hours })[0].verdict // 'FIRES'
 */
export function escalationsFor(
  { escalations, priority }: Pick<ReasonState, 'escalations' | 'priority'>,
  given: EscalationFacts,
  { at, ...time }: { readonly at: Date; readonly clock: LocalClock; readonly hours: WorkingHours },
): readonly Escalation[] {
  const facts = { ...given, priority: given.priority ?? priority };
  return escalations.map((trigger) => {
    const { condition, department, deadline } = contentOf(trigger);
    const verdict = verdictOf[holds(condition, facts)];
    return {
      ...{ trigger, verdict, department, deadline, when: printCondition(condition) },
      clauses: clauseOutcomes(condition, facts),
      dueAt: verdict === 'FIRES' ? endOfSpan(deadline, at, time) : null,
    };
  });
}
