import { unreachable } from '../../../platform/result';
import type { EscalationTrigger, GivenTrigger, PlainConditions, ResolutionTarget } from '../reason';
import { inOneForm, type Clause, type Condition } from './condition';
import { parseCondition } from './parse-condition';
import { printCondition } from './print-condition';

/** What a trigger says, whichever of its forms it is kept in. */
export interface TriggerContent {
  readonly condition: Condition;
  /** The code of the department that takes over. */
  readonly department: string;
  readonly deadline: ResolutionTarget;
}

/**
 * The plain conditions as one; null where none is given.
 *
 * @example printCondition(plainCondition({ ...none, repeatCountAtLeast: 2 })) // 'repeats >= 2'
 */
export function plainCondition(plain: PlainConditions): Condition | null {
  const { sentimentAtMost, priorityAtLeast, repeatCountAtLeast, keywords } = plain;
  const clauses: readonly (Clause | null)[] = [
    sentimentAtMost && { kind: 'SENTIMENT', comparison: 'AT_MOST', value: sentimentAtMost },
    priorityAtLeast && { kind: 'PRIORITY', comparison: 'AT_LEAST', value: priorityAtLeast },
    repeatCountAtLeast === null
      ? null
      : { kind: 'REPEATS', comparison: 'AT_LEAST', value: repeatCountAtLeast },
    keywords.length === 0 ? null : { kind: 'NOTE', anyOf: keywords },
  ];
  const given = clauses.filter((clause) => clause !== null);
  return given.length === 0 ? null : inOneForm({ kind: 'ALL', of: given });
}

const none: PlainConditions = {
  ...{ sentimentAtMost: null, priorityAtLeast: null, repeatCountAtLeast: null, keywords: [] },
};

/**
 * The plain conditions that say all that a condition says; null where it says what they cannot: an `or`, a `not`, a channel, the
 * same thing twice.
 *
 * @example plainConditions(parsed('repeats >= 2')) // { ...none, repeatCountAtLeast: 2 }
 */
export function plainConditions(condition: Condition): PlainConditions | null {
  const parts = condition.kind === 'ALL' ? condition.of : [condition];
  const kinds = new Set(parts.map(({ kind }) => kind));
  if (kinds.size < parts.length) return null;
  let plain: PlainConditions | null = none;
  for (const part of parts) {
    const own = plainPart(part);
    plain = plain === null || own === null ? null : { ...plain, ...own };
  }
  return plain;
}

function plainPart(part: Condition): Partial<PlainConditions> | null {
  switch (part.kind) {
    case 'SENTIMENT':
      return part.comparison === 'AT_MOST' ? { sentimentAtMost: part.value } : null;
    case 'PRIORITY':
      return part.comparison === 'AT_LEAST' ? { priorityAtLeast: part.value } : null;
    case 'REPEATS':
      return part.comparison === 'AT_LEAST' ? { repeatCountAtLeast: part.value } : null;
    case 'NOTE':
      return { keywords: part.anyOf };
    case 'CHANNEL':
    case 'ALL':
    case 'ANY':
    case 'NOT':
      return null;
    default:
      return unreachable(part);
  }
}

/**
 * The form in which a trigger is kept and sealed: the plain one wherever that says it, so that equal triggers are equal bytes,
 * whichever way they were said, and what was sealed before there was a language stays what it was.
 *
 * @example keptTrigger({ condition: repeatsTwice, department: 'FIN', deadline: { amount: 60, unit: 'MINUTE', clock: 'CALENDAR' } })
 * // { ..., repeatCountAtLeast: 2, department: 'FIN', deadlineMinutes: 60 }
 */
export function keptTrigger({ condition, department, deadline }: TriggerContent): EscalationTrigger {
  const plain = plainConditions(condition);
  const isInMinutes = deadline.unit === 'MINUTE' && deadline.clock === 'CALENDAR';
  return plain !== null && isInMinutes
    ? { ...plain, department, deadlineMinutes: deadline.amount }
    : { when: printCondition(condition), department, deadline };
}

/**
 * What a trigger says that an operation took. Throws for one that none can have taken.
 *
 * @example contentOf({ when: 'repeats >= 2', department: 'FIN', deadline }).condition.kind // 'REPEATS'
 */
export function contentOf(trigger: GivenTrigger): TriggerContent {
  const { department } = trigger;
  const deadline: ResolutionTarget =
    'deadline' in trigger
      ? trigger.deadline
      : { amount: trigger.deadlineMinutes, unit: 'MINUTE', clock: 'CALENDAR' };
  return { condition: conditionOf(trigger), department, deadline };
}

function conditionOf(trigger: GivenTrigger): Condition {
  if ('when' in trigger) {
    const parsed = parseCondition(trigger.when);
    if (!parsed.ok) throw new Error(`a trigger was kept that says nothing: ${parsed.problem.message}`);
    return parsed.value;
  }
  const condition = plainCondition(trigger);
  if (condition === null) throw new Error('a trigger was kept that always fires');
  return condition;
}

/**
 * A trigger in words.
 *
 * @example triggerSentence(trigger) // 'FIN within 2 working days when repeats >= 2'
 */
export function triggerSentence(trigger: GivenTrigger): string {
  const { condition, department, deadline } = contentOf(trigger);
  return `${department} within ${spanInWords(deadline)} when ${printCondition(condition)}`;
}

/** A span of time in words: "2 working days", "60 minutes". */
function spanInWords({ amount, unit, clock }: ResolutionTarget): string {
  const clockWord = clock === 'WORKING' ? 'working ' : '';
  return `${amount} ${clockWord}${unit.toLowerCase()}${amount === 1 ? '' : 's'}`;
}

const mostTold = 3;

/** Triggers in words, the first of them; null where there are none. */
export function triggersInWords(triggers: readonly GivenTrigger[]): string | null {
  if (triggers.length === 0) return null;
  const told = triggers.slice(0, mostTold).map(triggerSentence);
  const more = triggers.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
