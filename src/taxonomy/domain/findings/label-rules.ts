import { groupBy } from '../group-by';
import type { Language, ReasonState } from '../reason';
import type { ReasonTree } from '../reason-tree';
import { foldLabel, lengthInCodePoints } from '../../../platform/text';
import type { FindingScene, Observation } from './finding';

const maxReasonsNamed = 50;

/**
 * Active siblings whose labels in one language are the same to a reader: equal but for case, space and letter
 * form.
 */
export function* siblingLabelClash({ tree, languages }: FindingScene): Iterable<Observation> {
  for (const parent of [null, ...parentsOf(tree)]) {
    const siblings = tree.children(parent?.id ?? null);
    if (siblings.length < 2) continue;
    for (const language of languages) yield* clashesAmong(siblings, language, parent);
  }
}

function* clashesAmong(
  siblings: readonly ReasonState[],
  language: Language,
  parent: ReasonState | null,
): Iterable<Observation> {
  const labelled = siblings.filter((reason) => reason.labels[language] !== undefined);
  const groups = groupBy(labelled, (reason) => foldLabel(reason.labels[language] ?? ''));
  if (groups.size === labelled.length) return;
  for (const alike of groups.values()) {
    const [first] = alike;
    if (first === undefined || alike.length < 2) continue;
    const observed = first.labels[language] ?? '';
    const where = parent === null ? 'the root' : `"${parent.code}"`;
    const codes = alike.slice(0, 5).map(({ code }) => `"${code}"`);
    const message = `expected different labels under ${where}, but got "${observed}" (${language}) for ${codes.join(', ')}`;
    yield {
      reasonIds: alike.slice(0, maxReasonsNamed).map(({ id }) => id),
      language,
      observed,
      limit: null,
      message,
    };
  }
}

const parentsOf = (tree: ReasonTree): readonly ReasonState[] =>
  tree.depthFirst('ALL').filter(({ id }) => tree.children(id).length > 0);

/** Labels of active reasons that are longer than a drop-down shows. */
export function* labelTooLong({ tree, policy }: FindingScene): Iterable<Observation> {
  const limit = policy.maxLabelLength;
  for (const { id, code, labels } of tree.depthFirst()) {
    for (const [language, label] of Object.entries(labels)) {
      // A label has at least half as many code points as units: most need no count.
      const observed = label.length <= limit ? 0 : lengthInCodePoints(label);
      if (observed <= limit) continue;
      const message = `expected a label of at most ${limit} characters, but got ${observed} for "${code}" (${language})`;
      yield { reasonIds: [id], language, observed, limit, message };
    }
  }
}

/** Active reasons without a label in any language. */
export function* labelMissing({ tree }: FindingScene): Iterable<Observation> {
  for (const { id, code, labels } of tree.depthFirst()) {
    if (Object.keys(labels).length > 0) continue;
    const message = `expected a label in some language, but got none for "${code}"`;
    yield { reasonIds: [id], language: null, observed: 0, limit: 1, message };
  }
}

/** Active reasons without a label in one of the taxonomy's languages. */
export function* languageMissing({ tree, languages }: FindingScene): Iterable<Observation> {
  for (const { id, code, labels } of tree.depthFirst()) {
    for (const language of languages) {
      if (labels[language] !== undefined) continue;
      const message = `expected a label in ${language}, but got none for "${code}"`;
      yield { reasonIds: [id], language, observed: 0, limit: 1, message };
    }
  }
}
