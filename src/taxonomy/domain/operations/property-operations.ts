import { err, ok } from '../../../platform/result';
import type { OperationOf } from '../operation';
import { ofReason } from '../operation-problems';
import type { KnowledgeArticle, ReasonState } from '../reason';
import { mustBeText, textLimits } from '../../../platform/text';
import type { Edited } from './edit';
import { eachOf, sortedSet, storedTarget, storedWord, type Stored } from './stored-values';

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
