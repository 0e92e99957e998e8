import type { ReasonId } from '../../../platform/ids';
import type { Language, ReasonState, ReasonTree } from '../../../taxonomy/domain';
import type { LossReason } from '../losses/loss-report';

/** A text as a format shows it, and why it is another one than the reason has; null where it is the same. */
export interface Worded {
  readonly text: string;
  readonly loss: LossReason | null;
}

/** A text with other characters in the place of those that a format does not take. */
export type Speller = (text: string) => string;

/**
 * The codes and names of a content as a format with rules of its own shows them. An import words the content it meets in
 * the same way: so an export is known again, whatever it could not say.
 */
export interface Wording {
  readonly code: (reason: ReasonState) => Worded;
  readonly name: (reason: ReasonState) => Worded;
  /** Any other text, and a label in another language; as it is where this is left out. */
  readonly spell?: Speller;
}

/** Words a content for people of one language. */
export type WordingOf = (tree: ReasonTree, language: Language) => Wording;

/**
 * The name of a reason for people of one language: its label, else one in another language, else its code.
 *
 * @example shownLabel({ code: 'bill', labels: { nl: 'Rekening' } }, 'en').text // 'Rekening'
 */
export function shownLabel(
  { labels, code }: Pick<ReasonState, 'labels' | 'code'>,
  language: Language,
): Worded {
  const own = labels[language];
  if (own !== undefined) return { text: own, loss: null };
  const [other] = Object.keys(labels).sort();
  if (other === undefined) return { text: code, loss: 'NO_LABEL' };
  return { text: labels[other] ?? code, loss: 'OTHER_LANGUAGE' };
}

/** A row has the label of each language in a cell of its own, and the code where there is none at all. */
export const tableWording: WordingOf = (_tree, language) => ({
  code: ({ code }) => ({ text: code, loss: null }),
  name: ({ labels, code }) =>
    Object.keys(labels).length === 0
      ? { text: code, loss: 'NO_LABEL' }
      : { text: labels[language] ?? '', loss: null },
});

/** The label as it is, in a format that takes any text. */
export const plainWording: WordingOf = (_tree, language) => ({
  code: ({ code }) => ({ text: code, loss: null }),
  name: (reason) => shownLabel(reason, language),
});

interface Names {
  readonly language: Language;
  readonly spell: Speller;
  /** Reasons with the same key must not have the same name; null: any of them must not. */
  readonly menuOf: (reason: ReasonState) => ReasonId | null;
}

/**
 * Names in the characters that a format takes, no two alike in a menu: the second one gets its code behind it.
 *
 * @example distinctNames(reasons, { language: 'en', spell: (text) => text, menuOf: ({ parentId }) => parentId })
 */
export function distinctNames(
  reasons: readonly ReasonState[],
  { language, spell, menuOf }: Names,
): Wording['name'] {
  const made = new Map<ReasonId, Worded>();
  const taken = new Set<string>();
  const key = (reason: ReasonState, text: string): string => `${menuOf(reason) ?? ''}\u0000${text}`;
  for (const reason of reasons) {
    const worded = spelled(shownLabel(reason, language), spell);
    const isTaken = taken.has(key(reason, worded.text));
    const text = isTaken
      ? freeText(`${worded.text} (${spell(reason.code)})`, (each) => taken.has(key(reason, each)))
      : worded.text;
    taken.add(key(reason, text));
    made.set(reason.id, isTaken ? { text, loss: 'SAME_NAME' } : worded);
  }
  return (reason) => made.get(reason.id) ?? spelled(shownLabel(reason, language), spell);
}

/** Codes in the characters that a format takes, each once: the second one that is alike gets a number behind it. */
export function distinctCodes(reasons: readonly ReasonState[], spell: Speller): Wording['code'] {
  const made = new Map<ReasonId, Worded>();
  const taken = new Set(reasons.map(({ code }) => code).filter((code) => spell(code) === code));
  for (const { id, code } of reasons) {
    const isPlain = spell(code) === code;
    const text = isPlain ? code : freeText(spell(code), (each) => taken.has(each));
    taken.add(text);
    made.set(id, { text, loss: isPlain ? null : 'CHARACTERS' });
  }
  return ({ id, code }) => made.get(id) ?? { text: code, loss: null };
}

/** The same in an encoding that lacks characters: what is spelled alike is told apart by the codes. */
export const spelledWording =
  (plain: WordingOf, spell: Speller): WordingOf =>
  (tree, language) => {
    const { name } = plain(tree, language);
    return {
      code: distinctCodes(tree.depthFirst(), spell),
      name: (reason) => spelled(name(reason), spell),
      spell,
    };
  };

const spelled = ({ text, loss }: Worded, spell: Speller): Worded => {
  const written = spell(text);
  return { text: written, loss: written === text ? loss : 'CHARACTERS' };
};

function freeText(wished: string, isTaken: (text: string) => boolean): string {
  if (!isTaken(wished)) return wished;
  for (let number = 2; ; number += 1) if (!isTaken(`${wished}_${number}`)) return `${wished}_${number}`;
}
