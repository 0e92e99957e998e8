import { foldLabel } from '../../../platform/text';
import { isActive } from '../reason-tree';
import type { FindingScene, Observation } from './finding';

/** What a label says to be narrower than another that has all of its words, and more. */
type Tendency = 'narrower' | 'wider' | null;

/**
 * Active reasons whose label got more words, or fewer, while what they count was said to be as it was: "Boom" that becomes
 * "Boom - dood" counts dead trees only, under an unchanged code. Not told where the edit was declared, or a scope change was
 * declared otherwise. A content that is compared with none has nothing to say here.
 */
export function* labelScope({ tree, before }: FindingScene): Iterable<Observation> {
  if (before === undefined || before === null) return;
  for (const { id, code, labels, scopeRevision } of tree.depthFirst()) {
    const earlier = before.tree.get(id);
    const isTold =
      earlier === undefined || earlier.scopeRevision !== scopeRevision || before.declared.has(id);
    if (isTold || !isActive(earlier) || earlier.labels === labels) continue;
    for (const [language, observed] of Object.entries(labels)) {
      const limit = earlier.labels[language];
      const tendency = limit === undefined ? null : tendencyOf(limit, observed);
      if (limit === undefined || tendency === null) continue;
      const message = `expected to be told whether "${code}" counts the same now that "${limit}" is "${observed}" (${language}), which is ${tendency}: declare the label EDITORIAL or SCOPE_CHANGE`;
      yield { reasonIds: [id], language, observed, limit, message };
    }
  }
}

/**
 * Which way a label leads from another by its words alone, their order and marks left out.
 *
 * @example tendencyOf('Boom', 'Boom - dood') // 'narrower'
 * @example tendencyOf('Refund', 'Refunds') // null: another word
 */
export function tendencyOf(before: string, after: string): Tendency {
  const [earlier, later] = [wordsOf(before), wordsOf(after)];
  if (earlier.size === later.size || earlier.size === 0 || later.size === 0) return null;
  const [fewer, more] = earlier.size < later.size ? [earlier, later] : [later, earlier];
  const isWithin = [...fewer].every((word) => more.has(word));
  if (!isWithin) return null;
  return fewer === earlier ? 'narrower' : 'wider';
}

const wordsOf = (label: string): ReadonlySet<string> =>
  new Set(foldLabel(label).match(/[\p{L}\p{N}]+/gu) ?? []);
