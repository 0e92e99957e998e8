import { textLimits } from '../../../platform/text';
import type { Language, LocalizedText, NoteKind, Synonym } from '../../../taxonomy/domain';
import { excerpt, nowhere, type FindingList } from '../import-finding';
import { storedCell } from '../read/stored-cell';
import type { Statements } from './concept-reader';
import { terms } from './vocabulary';

/** Which words say which note. What SKOS has for scope in general is read as what is included. */
const wordsOfNotes: readonly (readonly [NoteKind, readonly string[]])[] = [
  ['DEFINITION', [terms.definition]],
  ['INCLUDES', [terms.inclusionNote, terms.coreContentNote, terms.additionalContentNote, terms.scopeNote]],
  ['EXCLUDES', [terms.exclusionNote]],
  ['EXAMPLES', [terms.example]],
  ['EDGE_CASES', [terms.caseLaw]],
];

export interface TextReading {
  readonly statements: Statements;
  readonly languages: readonly Language[];
  /** Of texts that are marked with none. */
  readonly language: Language;
  readonly findings: FindingList;
}

/** Reads the texts of concepts, in the languages that the taxonomy keeps; of others it counts how many there are. */
export class SkosTexts {
  private readonly passedBy = new Map<string, number>();

  constructor(private readonly reading: TextReading) {}

  /** One label a language: of several the first, with a warning. */
  labels(concept: string): LocalizedText {
    const { findings } = this.reading;
    const labels: Record<Language, string> = {};
    for (const { language, text } of this.texts(concept, terms.prefLabel, {
      field: 'label',
      maxLength: textLimits.label,
    })) {
      const known = labels[language];
      if (known === undefined) labels[language] = text;
      else if (known !== text) {
        const observed = `${excerpt(known)} and ${excerpt(text)} of ${excerpt(concept)}`;
        findings.warn('SEVERAL_LABELS', nowhere, { observed, expected: `one skos:prefLabel in ${language}` });
      }
    }
    return labels;
  }

  synonyms(concept: string): readonly Synonym[] {
    const rule = { field: 'synonym', maxLength: textLimits.synonym };
    const all = [
      ...this.texts(concept, terms.altLabel, rule).map((each) => ({ ...each, hidden: false })),
      ...this.texts(concept, terms.hiddenLabel, rule).map((each) => ({ ...each, hidden: true })),
    ];
    const firsts = new Map(
      all.map((each) => [`${each.language} ${each.text}`, each]).reverse() as [string, Synonym][],
    );
    return [...firsts.values()].reverse();
  }

  /** Several texts of one note are one, with a line break between them. */
  notes(concept: string): Readonly<Partial<Record<NoteKind, LocalizedText>>> {
    const notes: Partial<Record<NoteKind, LocalizedText>> = {};
    for (const [note, words] of wordsOfNotes) {
      const rule = { field: note.toLowerCase(), maxLength: textLimits.note, multiline: true };
      for (const word of words)
        for (const { language, text } of this.texts(concept, word, rule)) {
          const before = notes[note]?.[language];
          notes[note] = { ...notes[note], [language]: before === undefined ? text : `${before}\n${text}` };
        }
    }
    return notes;
  }

  /** Says once how many texts were in languages that the taxonomy does not keep. */
  report(): void {
    if (this.passedBy.size === 0) return;
    const told = Array.from(this.passedBy, ([language, count]) => `${count} in ${excerpt(language)}`).slice(
      0,
      20,
    );
    const expected = `texts in ${this.reading.languages.join(', ')}`;
    this.reading.findings.inform('TEXTS_NOT_READ', nowhere, { observed: told.join(', '), expected });
  }

  private texts(
    concept: string,
    word: string,
    rule: { readonly field: string; readonly maxLength: number },
  ): readonly { readonly language: Language; readonly text: string }[] {
    const { statements, languages, language: own, findings } = this.reading;
    return statements.of(concept, word).flatMap(({ isText, value, language: marked }) => {
      const language = marked === '' ? own : marked;
      if (!isText) return [];
      if (!languages.includes(language)) {
        this.passedBy.set(language, (this.passedBy.get(language) ?? 0) + 1);
        return [];
      }
      const text = storedCell(value, rule, { spot: nowhere, findings });
      return text === null ? [] : [{ language, text }];
    });
  }
}
