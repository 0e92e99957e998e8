import { groupBy } from '../group-by';
import type { Language, ReasonState } from '../reason';
import { byCodeUnits, foldLabel } from '../text';
import type { FindingScene, Observation } from './finding';

/** Shared trigrams of all trigrams of two labels (Jaccard), from which on they are taken for nearly the same. */
const similarFrom = 0.6;
/** So that thousands of labels that are all alike cannot hold up a submission. */
const maxComparisons = 1_000_000;
const maxReasonsNamed = 10;

/** A label as written once or often, the reasons that have it, and its trigrams, the rarest first. */
interface LabelGroup {
  readonly label: string;
  readonly reasons: readonly ReasonState[];
  readonly trigrams: readonly number[];
}

export interface SimilarPair {
  readonly one: LabelGroup;
  readonly other: LabelGroup;
  readonly similarity: number;
}

/** Active reasons anywhere in the tree whose labels in one language are nearly, and not wholly, the same. */
export function* nearDuplicate({ tree, languages }: FindingScene): Iterable<Observation> {
  for (const language of languages) {
    for (const { one, other, similarity } of similarLabels(tree.depthFirst(), language)) {
      const named = [one, other].flatMap(({ reasons }) => reasons.slice(0, maxReasonsNamed));
      const observed = Math.round(similarity * 100) / 100;
      const message = `expected labels that can be told apart, but got "${one.label}" and "${other.label}" (${language}, similarity ${observed})`;
      yield { reasonIds: named.map(({ id }) => id), language, observed, limit: similarFrom, message };
    }
  }
}

/**
 * The pairs of different labels that share at least 60 % of their trigrams. Equal labels are no pair (names are not
 * unique, paths are), nor are labels that differ in a number ("Plan 10", "Plan 100").
 * Each label is compared only with those that share one of its rarest trigrams: two sets with a Jaccard similarity of at
 * least t must meet in the first n - ceil(t n) + 1 of their elements in any common order (Chaudhuri, Ganti and Kaushik
 * 2006, "A primitive operator for similarity joins in data cleaning"), and that order puts the rare ones first.
 *
 * @example [...similarLabels([{ labels: { en: 'Refund' } }, { labels: { en: 'Refunds' } }], 'en')][0].similarity // 0.67
 */
export function* similarLabels(reasons: readonly ReasonState[], language: Language): Iterable<SimilarPair> {
  let comparisons = 0;
  for (const groups of comparableGroups(reasons, language)) {
    const holdersByTrigram = new Map<number, LabelGroup[]>();
    for (const one of groups) {
      const size = one.trigrams.length;
      const candidates = new Set<LabelGroup>();
      for (const trigram of one.trigrams.slice(0, size - Math.ceil(similarFrom * size) + 1)) {
        const holders = holdersByTrigram.get(trigram) ?? [];
        for (const holder of holders)
          if (holder.trigrams.length >= similarFrom * size) candidates.add(holder);
        holders.push(one);
        holdersByTrigram.set(trigram, holders);
      }
      comparisons += candidates.size;
      if (comparisons > maxComparisons) return;
      for (const other of candidates) {
        const similarity = jaccard(one.trigrams, other.trigrams);
        if (similarity >= similarFrom) yield { one: other, other: one, similarity };
      }
    }
  }
}

/** By the numbers in them, and within each the short ones first, as the size filter asks. */
function comparableGroups(
  reasons: readonly ReasonState[],
  language: Language,
): readonly (readonly LabelGroup[])[] {
  const labelled = reasons.filter((reason) => reason.labels[language] !== undefined);
  const byFolded = groupBy(labelled, (reason) => foldLabel(reason.labels[language] ?? ''));
  const frequencies = new Map<string, number>();
  const drafts = Array.from(byFolded, ([folded, group]) => {
    const trigrams = trigramsOf(folded);
    for (const trigram of trigrams) frequencies.set(trigram, (frequencies.get(trigram) ?? 0) + 1);
    return { folded, group, trigrams };
  });
  const rareFirst = [...frequencies].sort(([a, m], [b, n]) => m - n || byCodeUnits(a, b));
  const places = new Map(rareFirst.map(([trigram], place) => [trigram, place]));
  const ordered = drafts.map(({ folded, group, trigrams }) => ({
    numbers: folded.replace(/\P{N}+/gu, ' ').trim(),
    label: group[0]?.labels[language] ?? folded,
    reasons: group,
    trigrams: Array.from(trigrams, (trigram) => places.get(trigram) ?? 0).sort((a, b) => a - b),
  }));
  const shortFirst = ordered.sort((one, other) => one.trigrams.length - other.trigrams.length);
  return [...groupBy(shortFirst, ({ numbers }) => numbers).values()];
}

/** Of each word, with two spaces before it and one behind, so that beginnings weigh more than ends. */
function trigramsOf(folded: string): ReadonlySet<string> {
  const trigrams = new Set<string>();
  for (const word of folded.split(/[^\p{L}\p{N}]+/u)) {
    if (word === '') continue;
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) trigrams.add(padded.slice(at, at + 3));
  }
  return trigrams;
}

/** Of two rising lists, by one walk through both. */
function jaccard(one: readonly number[], other: readonly number[]): number {
  let shared = 0;
  let at = 0;
  for (const trigram of one) {
    while (at < other.length && (other[at] ?? 0) < trigram) at += 1;
    if (other[at] === trigram) shared += 1;
  }
  return shared / (one.length + other.length - shared);
}
