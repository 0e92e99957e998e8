import type { FileWriter } from '../export/export-content';
import { noteTerms, skosNotes, skosScheme, type SkosConcept } from './skos-concept';
import { namespaces, terms } from './vocabulary';

const { xsd } = namespaces;
const reference = (iri: string) => ({ '@id': iri, '@type': '@id' });
const byLanguage = (iri: string) => ({ '@id': iri, '@container': '@language' });

/** The keys of the file. It is all in here: whoever reads it fetches nothing. */
const context = {
  Concept: terms.Concept,
  ConceptScheme: terms.ConceptScheme,
  identifier: terms.identifier,
  versionInfo: terms.versionInfo,
  hasTopConcept: reference(terms.hasTopConcept),
  inScheme: reference(terms.inScheme),
  topConceptOf: reference(terms.topConceptOf),
  broader: reference(terms.broader),
  notation: terms.notation,
  position: { '@id': terms.position, '@type': `${xsd}integer` },
  prefLabel: byLanguage(terms.prefLabel),
  altLabel: byLanguage(terms.altLabel),
  hiddenLabel: byLanguage(terms.hiddenLabel),
  ...Object.fromEntries(skosNotes.map((note) => [keyOf(noteTerms[note]), byLanguage(noteTerms[note])])),
  deprecated: { '@id': terms.deprecated, '@type': `${xsd}boolean` },
  isReplacedBy: reference(terms.isReplacedBy),
};

function keyOf(term: string): string {
  return /[^/#]+$/.exec(term)?.[0] ?? term;
}

/**
 * A content as SKOS in JSON-LD: the same statements as in Turtle.
 *
 * @example writeJsonLd(content, options) // {"@context": {...}, "@graph": [{"@id": "urn:uuid:...", "@type": "ConceptScheme"}, ...]}
 */
export const writeJsonLd: FileWriter = (content) => {
  const { iri, identifier, version, topConcepts, concepts } = skosScheme(content);
  const scheme = {
    '@id': iri,
    '@type': 'ConceptScheme',
    identifier,
    versionInfo: version,
    ...filled('hasTopConcept', topConcepts),
  };
  const graph = [scheme, ...concepts.map((concept) => written(concept, iri))];
  return `${JSON.stringify({ '@context': context, '@graph': graph }, null, 2)}\n`;
};

type Part = Readonly<Record<string, unknown>>;

const filled = (key: string, items: readonly string[]): Part => (items.length === 0 ? {} : { [key]: items });

const filledTexts = (key: string, texts: object): Part =>
  Object.keys(texts).length === 0 ? {} : { [key]: texts };

const written = (concept: SkosConcept, scheme: string) => ({
  '@id': concept.iri,
  '@type': 'Concept',
  inScheme: scheme,
  ...(concept.broader === null ? { topConceptOf: scheme } : { broader: concept.broader }),
  notation: concept.notation,
  position: concept.position,
  ...filledTexts('prefLabel', concept.prefLabel),
  ...filledTexts('altLabel', Object.fromEntries(concept.altLabel)),
  ...filledTexts('hiddenLabel', Object.fromEntries(concept.hiddenLabel)),
  ...Object.fromEntries(
    skosNotes.flatMap((note) =>
      Object.entries(filledTexts(keyOf(noteTerms[note]), concept.notes[note] ?? {})),
    ),
  ),
  ...(concept.isDeprecated ? { deprecated: true } : {}),
  ...filled('isReplacedBy', concept.replacedBy),
});
