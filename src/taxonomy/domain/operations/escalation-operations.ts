import { err, ok } from '../../../platform/result';
import { conditionLimits, type Condition } from '../escalation/condition';
import type { ConditionProblem } from '../escalation/condition-tokens';
import { parseCondition } from '../escalation/parse-condition';
import { keptTrigger, plainCondition } from '../escalation/trigger';
import { unknownName, type UnknownName } from '../escalation/trigger-names';
import type { OperationOf } from '../operation';
import { outOfRange, type OperationProblem } from '../operation-problems';
import type {
  EscalationTrigger,
  GivenTrigger,
  PlainConditions,
  ReasonState,
  ResolutionTarget,
} from '../reason';
import type { Edited, Scene } from './edit';
import { eachOf, isCount, sortedSet, storedTarget, storedWord, type Stored } from './stored-values';

const maxDeadlineMinutes = 1_000_000;

/**
 * Refuses a trigger without a condition (it would fire always), a condition that says nothing, a malformed word, a number out of
 * range and, where it is known who there is, a department or channel that is not.
 */
export function setEscalation(
  reason: ReasonState,
  { escalations }: OperationOf<'SetEscalation'>,
  { context }: Scene,
): Edited {
  const stored = eachOf({ reason, field: 'escalations', items: escalations }, storedTrigger);
  if (!stored.ok) return stored;
  const { names } = context;
  if (names === undefined) return ok({ ...reason, escalations: stored.value });
  for (const trigger of stored.value) {
    const unknown = unknownName(trigger, names);
    if (unknown !== null) return err(namesNobody(reason, unknown));
  }
  return ok({ ...reason, escalations: stored.value });
}

function storedTrigger(reason: ReasonState, trigger: GivenTrigger): Stored<EscalationTrigger> {
  const deadline = storedDeadline(reason, trigger);
  if (!deadline.ok) return deadline;
  const department = storedWord(reason, 'escalations.department', trigger.department);
  if (!department.ok) return department;
  const condition = 'when' in trigger ? writtenCondition(reason, trigger.when) : storedPlain(reason, trigger);
  if (!condition.ok) return condition;
  const kept = keptTrigger({
    ...{ condition: condition.value, department: department.value, deadline: deadline.value },
  });
  if (!('when' in kept)) return ok(kept);
  // Many long keywords with a deadline in days would be more than the language takes.
  const readBack = writtenCondition(reason, kept.when);
  return readBack.ok ? ok(kept) : readBack;
}

function storedDeadline(reason: ReasonState, trigger: GivenTrigger): Stored<ResolutionTarget> {
  if ('deadline' in trigger) {
    const stored = storedTarget(reason, 'escalations.deadline', trigger.deadline);
    return stored.ok ? ok(stored.value ?? trigger.deadline) : stored;
  }
  const { deadlineMinutes: amount } = trigger;
  if (isCount(amount, maxDeadlineMinutes)) return ok({ amount, unit: 'MINUTE', clock: 'CALENDAR' });
  const bounds = { observed: amount, limit: maxDeadlineMinutes };
  return err(outOfRange(reason.id, 'escalations.deadlineMinutes', bounds));
}

function writtenCondition(reason: ReasonState, text: string): Stored<Condition> {
  const parsed = parseCondition(text);
  return parsed.ok ? parsed : err(malformed(reason, parsed.problem));
}

function storedPlain(reason: ReasonState, plain: PlainConditions): Stored<Condition> {
  const { repeatCountAtLeast: observed } = plain;
  const { repeats: limit } = conditionLimits;
  if (observed !== null && !isCount(observed, limit))
    return err(outOfRange(reason.id, 'escalations.repeatCountAtLeast', { observed, limit }));
  const field = 'escalations.keywords';
  const keywords = eachOf({ reason, field, items: plain.keywords }, (_, keyword) =>
    storedWord(reason, field, keyword),
  );
  if (!keywords.ok) return keywords;
  const condition = plainCondition({ ...plain, keywords: sortedSet(keywords.value) });
  if (condition !== null) return ok(condition);
  const message = 'escalations: expected at least one condition, but got a trigger that always fires';
  return err({ code: 'CONDITION_MISSING', message, reasonId: reason.id, field: 'escalations' });
}

const malformed = (reason: ReasonState, problem: ConditionProblem): OperationProblem => ({
  ...problem,
  ...{ reasonId: reason.id, field: 'escalations.when', message: `escalations.when: ${problem.message}` },
});

function namesNobody(reason: ReasonState, { kind, observed, candidates }: UnknownName): OperationProblem {
  const field = kind === 'DEPARTMENT' ? 'escalations.department' : 'escalations.when';
  const what =
    kind === 'DEPARTMENT' ? 'the code of a department that is not dissolved' : 'a channel of the taxonomy';
  const near = candidates.length === 0 ? '' : ` (nearest: ${candidates.join(', ')})`;
  const came = JSON.stringify(observed.slice(0, 100));
  const message = `${field}: expected ${what}${near}, but got ${came}`;
  return { code: 'UNKNOWN_NAME', message, reasonId: reason.id, field, observed, candidates };
}
