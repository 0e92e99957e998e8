import { err, ok, type Result } from '../../../platform/result';
import type { OperationOf } from '../operation';
import { ofReason, outOfRange, tooMany, type OperationProblem } from '../operation-problems';
import type { EscalationTrigger, KnowledgeArticle, ReasonState, ResolutionTarget } from '../reason';
import { byCodeUnits, mustBeText, textLimits } from '../../../platform/text';
import type { Edited } from './edit';

const maxEntries = 200;
const maxTargetAmount = 100_000;
const maxDeadlineMinutes = 1_000_000;
const maxRepeatCount = 1_000;

export const setResidual = (reason: ReasonState, { residual }: OperationOf<'SetResidual'>): Edited =>
  ok({ ...reason, residual });

export const setKind = (reason: ReasonState, { contactKind }: OperationOf<'SetKind'>): Edited =>
  ok({ ...reason, kind: contactKind });

export const setUseCaseGroups = (
  reason: ReasonState,
  { useCaseGroups }: OperationOf<'SetUseCaseGroups'>,
): Edited => ok({ ...reason, useCaseGroups: sortedSet(useCaseGroups) });

export const setPriority = (reason: ReasonState, { priority }: OperationOf<'SetPriority'>): Edited =>
  ok({ ...reason, priority });

/** Refuses an amount that is no whole number from 1 to 100,000. */
export function setTarget(reason: ReasonState, { target }: OperationOf<'SetTarget'>): Edited {
  const stored = storedTarget(reason, 'target', target);
  return stored.ok ? ok({ ...reason, target: stored.value }) : stored;
}

/** A span of time as it is kept; null is none. */
export function storedTarget(
  { id }: ReasonState,
  field: string,
  target: ResolutionTarget | null,
): Stored<ResolutionTarget | null> {
  if (target === null) return ok(null);
  const { amount, unit, clock } = target;
  if (!isCount(amount, maxTargetAmount))
    return err(outOfRange(id, `${field}.amount`, { observed: amount, limit: maxTargetAmount }));
  return ok({ amount, unit, clock });
}

/**
 * Refuses a trigger without a condition (it would fire always), a malformed word or a number out of range.
 */
export function setEscalation(reason: ReasonState, { escalations }: OperationOf<'SetEscalation'>): Edited {
  const stored = eachOf({ reason, field: 'escalations', items: escalations }, storedTrigger);
  return stored.ok ? ok({ ...reason, escalations: stored.value }) : stored;
}

/** Null is every channel. Which channels exist is the taxonomy's business: an unknown one is a finding. */
export function setChannels(reason: ReasonState, { channels }: OperationOf<'SetChannels'>): Edited {
  if (channels === null) return ok({ ...reason, channels });
  const stored = eachOf({ reason, field: 'channels', items: channels }, (_, channel) =>
    storedWord(reason, 'channels', channel),
  );
  return stored.ok ? ok({ ...reason, channels: sortedSet(stored.value) }) : stored;
}

/** Refuses a malformed title and an address that is not an absolute http or https URL. */
export function setArticles(reason: ReasonState, { articles }: OperationOf<'SetArticles'>): Edited {
  const stored = eachOf({ reason, field: 'articles', items: articles }, storedArticle);
  return stored.ok ? ok({ ...reason, articles: stored.value }) : stored;
}

const isCount = (value: number, limit: number): boolean =>
  Number.isSafeInteger(value) && value >= 1 && value <= limit;

const sortedSet = <Word extends string>(words: readonly Word[]): readonly Word[] =>
  [...new Set(words)].sort(byCodeUnits);

type Stored<Item> = Result<Item, OperationProblem>;

interface Entries<Item> {
  readonly reason: ReasonState;
  readonly field: string;
  readonly items: readonly Item[];
}

function eachOf<Item>(
  { reason, field, items }: Entries<Item>,
  store: (reason: ReasonState, item: Item) => Stored<Item>,
): Stored<readonly Item[]> {
  if (items.length > maxEntries) {
    return err(tooMany(reason.id, field, { observed: items.length, limit: maxEntries }));
  }
  const all: Item[] = [];
  for (const item of items) {
    const stored = store(reason, item);
    if (!stored.ok) return stored;
    all.push(stored.value);
  }
  return ok(all);
}

function storedWord(reason: ReasonState, field: string, word: string): Stored<string> {
  const stored = mustBeText(word, { field, maxLength: textLimits.name });
  return stored.ok ? stored : err(ofReason(stored.problem, reason.id));
}

function storedTrigger(reason: ReasonState, trigger: EscalationTrigger): Stored<EscalationTrigger> {
  const { sentimentAtMost, priorityAtLeast, repeatCountAtLeast, deadlineMinutes } = trigger;
  const outside = numberOutside(reason, trigger);
  if (outside !== null) return err(outside);
  const department = storedWord(reason, 'escalations.department', trigger.department);
  if (!department.ok) return department;
  const keywords = eachOf({ reason, field: 'escalations.keywords', items: trigger.keywords }, (_, keyword) =>
    storedWord(reason, 'escalations.keywords', keyword),
  );
  if (!keywords.ok) return keywords;

  const isAlways =
    sentimentAtMost === null &&
    priorityAtLeast === null &&
    repeatCountAtLeast === null &&
    keywords.value.length === 0;
  if (isAlways) {
    const message = 'escalations: expected at least one condition, but got a trigger that always fires';
    return err({ code: 'CONDITION_MISSING', message, reasonId: reason.id, field: 'escalations' });
  }
  return ok({
    sentimentAtMost,
    priorityAtLeast,
    repeatCountAtLeast,
    keywords: sortedSet(keywords.value),
    department: department.value,
    deadlineMinutes,
  });
}

function numberOutside(reason: ReasonState, trigger: EscalationTrigger): OperationProblem | null {
  const { repeatCountAtLeast: repeats, deadlineMinutes: deadline } = trigger;
  if (!isCount(deadline, maxDeadlineMinutes)) {
    const bounds = { observed: deadline, limit: maxDeadlineMinutes };
    return outOfRange(reason.id, 'escalations.deadlineMinutes', bounds);
  }
  if (repeats === null || isCount(repeats, maxRepeatCount)) return null;
  return outOfRange(reason.id, 'escalations.repeatCountAtLeast', {
    observed: repeats,
    limit: maxRepeatCount,
  });
}

function storedArticle(reason: ReasonState, article: KnowledgeArticle): Stored<KnowledgeArticle> {
  const title = storedWord(reason, 'articles.title', article.title);
  if (!title.ok) return title;
  const url = mustBeText(article.url, { field: 'articles.url', maxLength: textLimits.url });
  if (!url.ok) return err(ofReason(url.problem, reason.id));
  const isWebAddress = /^https?:\/\//i.test(url.value) && URL.canParse(url.value);
  if (!isWebAddress) {
    const message = `articles.url: expected an http or https address, but got "${url.value.slice(0, 100)}"`;
    return err({ code: 'MALFORMED_URL', message, reasonId: reason.id, observed: url.value });
  }
  return ok({ title: title.value, url: url.value });
}
