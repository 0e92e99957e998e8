import { groupBy } from '../group-by';
import type { Language, ReasonState } from '../reason';
import { byCodeUnits, foldLabel } from '../../../platform/text';
import type { FindingScene, Observation } from './finding';

/**
 * Shared trigrams of all trigrams of two labels (Jaccard), from which on they are taken for nearly the same.
 */
const similarFrom = 0.65;
/** So that a count that is just enough is not lost to the error of a division. */
const rounding = 1e-9;
/**
 * So that thousands of labels that are all alike, or long, cannot hold up a submission; beyond it pairs go uncounted. A
 * comparison weighs as much as a hundred looks at whether it is worth making.
 */
const maxLooks = 100_000_000;
const looksOfComparison = 100;
/** A label longer than this is no label for a menu: it is compared by how it begins. */
const maxComparedUnits = 200;
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
 * The pairs of different labels that share at least 65 % of their trigrams. Equal labels are no pair (names
 * are not unique, paths are), nor are labels that differ in a number ("Plan 10", "Plan 100"). Each label is
 * compared only with those that it shares one of its rarest trigrams with, and enough behind it: the prefix,
 * length and position filters of Xiao, Wang, Lin and Yu (2008), "Efficient similarity joins for near
 * duplicate detection". What is left out by them cannot be similar enough, so that the answer is that of
 * comparing each with each.
 *
 * @example [...similarLabels([{ labels: { en: 'Refund' } }, { labels: { en: 'Refunds' } }], 'en')][0].similarity
 * // 0.67
 */
export function* similarLabels(reasons: readonly ReasonState[], language: Language): Iterable<SimilarPair> {
  let looks = 0;
  for (const groups of comparableGroups(reasons, language)) {
    const index = new Map<number, Holders>();
    for (const one of groups) {
      const found = candidatesFor(one, index);
      looks += found.looks + looksOfComparison * found.candidates.size;
      if (looks > maxLooks) return;
      for (const other of found.candidates) {
        const similarity = jaccard(one.trigrams, other.trigrams);
        if (similarity >= similarFrom) yield { one: other, other: one, similarity };
      }
      addToIndex(one, index);
    }
  }
}

/**
 * The labels seen so far, shorter first, that have a trigram among their rarest, and where in each it stands.
 */
interface Holders {
  readonly groups: LabelGroup[];
  readonly positions: number[];
  /** Those before are too short for the labels still to come. */
  start: number;
}

function candidatesFor(
  { trigrams }: LabelGroup,
  index: ReadonlyMap<number, Holders>,
): { readonly candidates: ReadonlySet<LabelGroup>; readonly looks: number } {
  const size = trigrams.length;
  const shortest = similarFrom * size - rounding;
  const candidates = new Set<LabelGroup>();
  let looks = 0;
  for (let at = 0; at <= size - shortest; at += 1) {
    const holders = index.get(trigrams[at] ?? -1);
    if (holders === undefined) continue;
    while ((holders.groups[holders.start]?.trigrams.length ?? size) < shortest) holders.start += 1;
    looks += holders.groups.length - holders.start;
    for (let place = holders.start; place < holders.groups.length; place += 1) {
      const other = holders.groups[place];
      if (other === undefined) continue;
      const otherSize = other.trigrams.length;
      const needed = sharedOf(size + otherSize);
      const isWithinReach = size - at >= needed && otherSize - (holders.positions[place] ?? 0) >= needed;
      if (isWithinReach) candidates.add(other);
    }
  }
  return { candidates, looks };
}

/**
 * Longer labels come later, so that fewer of the rarest trigrams need to be found again than are looked up.
 */
function addToIndex(group: LabelGroup, index: Map<number, Holders>): void {
  const size = group.trigrams.length;
  for (let at = 0; at <= size - sharedOf(2 * size); at += 1) {
    const trigram = group.trigrams[at] ?? -1;
    const holders = index.get(trigram) ?? { groups: [], positions: [], start: 0 };
    holders.groups.push(group);
    holders.positions.push(at);
    index.set(trigram, holders);
  }
}

/**
 * How many trigrams two labels with so many together must share: more than this number, which need not be
 * whole.
 */
const sharedOf = (together: number): number => (similarFrom / (1 + similarFrom)) * together - rounding;

/** By the numbers in them, and within each the short ones first, as the size filter asks. */
function comparableGroups(
  reasons: readonly ReasonState[],
  language: Language,
): readonly (readonly LabelGroup[])[] {
  const labelled = reasons.filter((reason) => reason.labels[language] !== undefined);
  const byFolded = groupBy(labelled, (reason) => foldLabel(reason.labels[language] ?? ''));
  const frequencies = new Map<string, number>();
  const drafts = Array.from(byFolded, ([folded, group]) => {
    const trigrams = trigramsOf(folded.slice(0, maxComparedUnits));
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

/** Of two rising lists, by one walk through both; 0 as soon as they cannot share enough any more. */
function jaccard(one: readonly number[], other: readonly number[]): number {
  const together = one.length + other.length;
  const needed = sharedOf(together);
  let shared = 0;
  let [at, otherAt] = [0, 0];
  while (at < one.length && otherAt < other.length) {
    const isWithinReach = shared + one.length - at >= needed && shared + other.length - otherAt >= needed;
    if (!isWithinReach) return 0;
    const difference = (one[at] ?? 0) - (other[otherAt] ?? 0);
    if (difference === 0) shared += 1;
    if (difference <= 0) at += 1;
    if (difference >= 0) otherAt += 1;
  }
  return shared / (together - shared);
}
