import { textLimits } from '../../../platform/text';
import { excerpt, nowhere, type FindingList } from '../import-finding';
import type { ImportEntry, ParentWish } from '../import-file';
import type { ReadOptions } from '../import-options';
import { blankContent, readableRetirement } from '../formats/description';
import { maxRows, nothingRead, type Read } from '../read/read-file';
import { storedCell } from '../read/stored-cell';
import { shortened, Statements } from './concept-reader';
import { SkosTexts } from './skos-texts';
import type { Triple } from './triple';
import { terms } from './vocabulary';

/**
 * The concepts of the one scheme in a graph. The code is the notation, else the last part of the name; the parent what is
 * broader. Refused, each with the name of the concept: several schemes, several parents, a malformed text, neither label
 * nor notation. What is deprecated is retired, with what it is replaced by.
 *
 * @example skosEntries(triples, options, findings)?.entries[0]?.code // 'refund'
 */
export function skosEntries(
  triples: readonly Triple[],
  options: ReadOptions,
  findings: FindingList,
): Read | null {
  const statements = new Statements(triples);
  const concepts = conceptsIn(statements, findings);
  if (concepts === null) return null;
  const reader = new EntryReader(statements, concepts, { ...options, findings });
  const entries = reader.entries();
  const unread = statements.unread(concepts);
  const seen = {
    observed: unread.slice(0, 20).map(excerpt).join(', '),
    expected: 'words of SKOS that are read',
  };
  if (unread.length > 0) findings.inform('PROPERTIES_NOT_READ', nowhere, seen);
  return { ...nothingRead, entries };
}

function conceptsIn(statements: Statements, findings: FindingList): ReadonlySet<string> | null {
  const concepts = new Set<string>();
  const schemes: string[] = [];
  for (const subject of statements.subjects()) {
    if (statements.isOf(subject, terms.Concept)) concepts.add(subject);
    if (statements.isOf(subject, terms.ConceptScheme)) schemes.push(subject);
  }
  const isTooMany = concepts.size > maxRows;
  if (isTooMany)
    findings.refuse('TOO_MANY_ROWS', nowhere, {
      observed: String(concepts.size),
      expected: `at most ${maxRows} concepts`,
    });
  const observed = `${schemes.length}: ${schemes.slice(0, 5).map(excerpt).join(', ')}`;
  if (schemes.length > 1)
    findings.refuse('SEVERAL_SCHEMES', nowhere, { observed, expected: 'one skos:ConceptScheme' });
  return isTooMany || schemes.length > 1 ? null : concepts;
}

interface Reading extends Pick<ReadOptions, 'languages' | 'language'> {
  readonly findings: FindingList;
}

class EntryReader {
  private readonly texts: SkosTexts;
  private readonly parents = new Map<string, Set<string>>();

  constructor(
    private readonly statements: Statements,
    private readonly concepts: ReadonlySet<string>,
    private readonly reading: Reading,
  ) {
    this.texts = new SkosTexts({ ...reading, statements });
    for (const concept of concepts) {
      for (const broader of statements.things(concept, terms.broader)) this.parentsOf(concept).add(broader);
      for (const narrower of statements.things(concept, terms.narrower))
        this.parentsOf(narrower).add(concept);
      for (const word of [terms.inScheme, terms.topConceptOf]) statements.of(concept, word);
    }
  }

  entries(): readonly ImportEntry[] {
    const made = Array.from(this.concepts, (concept) => ({
      at: this.positionOf(concept),
      entry: this.entry(concept),
    }));
    this.texts.report();
    return made.sort((one, other) => one.at - other.at).map(({ entry }) => entry);
  }

  private parentsOf(concept: string): Set<string> {
    const parents = this.parents.get(concept) ?? new Set<string>();
    this.parents.set(concept, parents);
    return parents;
  }

  /** Among its siblings; where nothing is said, the order of the file stays. */
  private positionOf(concept: string): number {
    const [first] = this.statements.of(concept, terms.position);
    const position = Number(first?.value);
    return Number.isFinite(position) ? position : 0;
  }

  private entry(concept: string): ImportEntry {
    const { statements, texts } = this;
    const labels = texts.labels(concept);
    const code = this.codeOf(concept);
    if (Object.keys(labels).length === 0) this.unnamed(concept, code);
    const isDeprecated = statements
      .of(concept, terms.deprecated)
      .some(({ value }) => value === 'true' || value === '1');
    const content = {
      ...blankContent,
      synonyms: texts.synonyms(concept),
      notes: texts.notes(concept),
      retirement: isDeprecated ? readableRetirement(this.successorsOf(concept)) : null,
    };
    return { key: concept, line: null, id: null, code, parent: this.parentOf(concept), labels, content };
  }

  private unnamed(concept: string, code: string | null): void {
    const { findings, languages } = this.reading;
    const seen = {
      observed: `none of ${excerpt(shortened(concept))}`,
      expected: `a skos:prefLabel in ${languages.join(', ')}`,
    };
    if (code === null) findings.refuse('MISSING_NAME', nowhere, seen);
    else findings.warn('MISSING_NAME', nowhere, seen);
  }

  private codeOf(concept: string): string | null {
    const { findings } = this.reading;
    const notations = new Set(this.statements.of(concept, terms.notation).map(({ value }) => value));
    const [notation = localName(concept)] = notations;
    if (notations.size > 1) {
      const observed = `${Array.from(notations, excerpt).slice(0, 5).join(', ')} of ${excerpt(concept)}`;
      findings.warn('SEVERAL_LABELS', nowhere, {
        observed,
        expected: 'one skos:notation; the first is taken',
      });
    }
    return notation === null
      ? null
      : storedCell(notation, { field: 'code', maxLength: textLimits.code }, { spot: nowhere, findings });
  }

  private parentOf(concept: string): ParentWish {
    const { findings } = this.reading;
    const parents = [...(this.parents.get(concept) ?? [])];
    const [parent] = parents;
    if (parent === undefined) return { kind: 'ROOT' };
    if (parents.length > 1) {
      const observed = `${parents.length} of ${excerpt(concept)}: ${parents.slice(0, 5).map(excerpt).join(', ')}`;
      findings.refuse('SEVERAL_PARENTS', nowhere, { observed, expected: 'one broader concept' });
    }
    // By its code, so that what is wrong with it, such as a concept that is broader than itself, is said as everywhere.
    const code = this.concepts.has(parent) ? this.knownCodeOf(parent) : shortened(parent);
    return code === null ? { kind: 'ENTRY', key: parent } : { kind: 'CODE', code };
  }

  /** Without saying again what is wrong with it. */
  private knownCodeOf(concept: string): string | null {
    const [notation] = this.statements.of(concept, terms.notation);
    const code = (notation?.value ?? localName(concept))?.normalize('NFC').trim() ?? '';
    return code === '' ? null : code;
  }

  private successorsOf(concept: string): readonly string[] {
    const successors = this.statements.things(concept, terms.isReplacedBy);
    const strange = successors.filter((successor) => !this.concepts.has(successor));
    for (const successor of strange) {
      const observed = `${excerpt(shortened(successor))}, which replaces ${excerpt(shortened(concept))}`;
      this.reading.findings.warn('ORPHAN', nowhere, { observed, expected: 'a concept of the file' });
    }
    return successors.filter((successor) => this.concepts.has(successor));
  }
}

/** The last part of a name on the web; null for names that say nothing to people. */
function localName(iri: string): string | null {
  if (!/^https?:/i.test(iri)) return null;
  const last = /[^/#]+$/.exec(iri)?.[0] ?? null;
  return last === null ? null : decoded(last);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
