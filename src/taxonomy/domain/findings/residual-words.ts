import type { Language, ReasonState } from '../reason';
import { foldLabel } from '../../../platform/text';
import type { FindingScene, Observation } from './finding';

interface ResidualWords {
  /** A label that begins with one of these, as a word, gathers what has no other place. */
  readonly beginnings: readonly string[];
  /** A label that is one of these and nothing else. */
  readonly wholes: readonly string[];
}

/** In the form of `foldLabel`. Written for this list; they suggest, the `residual` flag decides. */
const residualWords: Readonly<Record<Language, ResidualWords>> = {
  en: {
    beginnings: [
      'other',
      'others',
      'general',
      'miscellaneous',
      'misc',
      'various',
      'anything else',
      'something else',
    ],
    wholes: [
      'i do not know',
      "i don't know",
      'i don’t know',
      'do not know',
      'unknown',
      'none of the above',
      'not listed',
      'n/a',
      'else',
      'unspecified',
      'not applicable',
      'uncategorized',
      'uncategorised',
    ],
  },
  nl: {
    beginnings: [
      'overig',
      'overige',
      'overigen',
      'algemeen',
      'algemene',
      'anders',
      'andere',
      'diversen',
      'divers',
      'iets anders',
    ],
    wholes: [
      'weet ik niet',
      'ik weet het niet',
      'weet niet',
      'onbekend',
      'geen van deze',
      'niet vermeld',
      'n.v.t.',
      'nvt',
      'niet van toepassing',
    ],
  },
  de: {
    beginnings: [
      'sonstige',
      'sonstiges',
      'sonstiger',
      'andere',
      'anderes',
      'allgemein',
      'allgemeine',
      'allgemeines',
      'verschiedenes',
      'diverse',
      'diverses',
      'übrige',
      'übriges',
      'etwas anderes',
    ],
    wholes: [
      'ich weiss nicht',
      'weiss nicht',
      'weiss ich nicht',
      'unbekannt',
      'keine angabe',
      'k. a.',
      'nicht zutreffend',
      'nichts davon',
    ],
  },
  fr: {
    beginnings: [
      'autre',
      'autres',
      'général',
      'générale',
      'générales',
      'généraux',
      'généralités',
      'divers',
      'diverses',
      'autre chose',
    ],
    wholes: [
      'je ne sais pas',
      'ne sait pas',
      'inconnu',
      'inconnue',
      'aucun de ces choix',
      'non précisé',
      'sans objet',
    ],
  },
  es: {
    beginnings: ['otro', 'otra', 'otros', 'otras', 'general', 'generales', 'varios', 'varias', 'otra cosa'],
    wholes: [
      'no lo sé',
      'no sé',
      'no lo se',
      'desconocido',
      'desconocida',
      'ninguno de los anteriores',
      'no aplica',
      'sin especificar',
    ],
  },
};

const betweenLevels = /\s+[-–—>|]+\s+|::|\s*[:/>]\s+/;

/**
 * Whether a label reads as a place for the rest. A label with levels in it ("Billing - Other") is judged by
 * its last one. A language without a list of words (en, nl, de, fr, es have one) is never judged so.
 *
 * @example looksResidual('Overige vragen', 'nl') // true
 * @example looksResidual('Boom - plastic en overig afval', 'nl')
 * // false: it begins with something of its own
 */
export function looksResidual(label: string, language: Language): boolean {
  const words = residualWords[language.split('-')[0] ?? ''];
  if (words === undefined) return false;
  const last = foldLabel(foldLabel(label).split(betweenLevels).at(-1) ?? '').replace(/[.…!?]+$/, '');
  const isWhole = words.wholes.some((whole) => whole.replace(/\.$/, '') === last);
  return isWhole || words.beginnings.some((beginning) => beginsWithWord(last, beginning));
}

const beginsWithWord = (text: string, word: string): boolean =>
  text.startsWith(word) && !/^[\p{L}\p{N}]/u.test(text.slice(word.length));

/**
 * Active reasons that read as a place for the rest, by label or (hidden) synonym, and are not declared so.
 */
export function* residualWord({ tree }: FindingScene): Iterable<Observation> {
  for (const reason of tree.depthFirst()) {
    if (reason.residual) continue;
    const residual = wordingsOf(reason).find(({ language, text }) => looksResidual(text, language));
    if (residual === undefined) continue;
    const { language, text: observed } = residual;
    const message = `expected a reason that is a place for the rest to be declared residual, but got "${observed}" (${language}) at "${reason.code}" undeclared`;
    yield { reasonIds: [reason.id], language, observed, limit: null, message };
  }
}

const wordingsOf = ({ labels, synonyms }: ReasonState): readonly { language: Language; text: string }[] => [
  ...Object.entries(labels).map(([language, text]) => ({ language, text })),
  ...synonyms,
];
