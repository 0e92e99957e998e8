import { DataFactory, Writer, type Literal, type NamedNode, type Quad } from 'n3';
import type { FileWriter } from '../export/export-content';
import { noteTerms, skosNotes, skosScheme, type SkosConcept, type SkosScheme } from './skos-concept';
import { namespaces, terms } from './vocabulary';

const namedNode = (iri: string): NamedNode => DataFactory.namedNode(iri);
const literal = (text: string | number, languageOrType?: string | NamedNode): Literal =>
  DataFactory.literal(text, languageOrType);

/**
 * A content as SKOS in Turtle, in the order of the tree.
 *
 * @example writeTurtle(content, options) // '@prefix skos: <...>. <urn:uuid:...> a skos:Concept; skos:notation "refund"; ...'
 */
export const writeTurtle: FileWriter = (content) => {
  const scheme = skosScheme(content);
  const writer = new Writer({ prefixes: namespaces });
  writer.addQuads([
    ...quadsOfScheme(scheme),
    ...scheme.concepts.flatMap((concept) => quadsOf(concept, scheme)),
  ]);
  let written = '';
  // Without a stream to write to, the answer is there at once.
  writer.end((_fault, text: string) => {
    written = text;
  });
  return written;
};

const truth = literal('true', namedNode(`${namespaces.xsd}boolean`));

type Statement = readonly [predicate: string, object: NamedNode | Literal];

const about = (iri: string, statements: readonly Statement[]): readonly Quad[] =>
  statements.map(([predicate, object]) => DataFactory.quad(namedNode(iri), namedNode(predicate), object));

const quadsOfScheme = ({ iri, identifier, version, topConcepts }: SkosScheme): readonly Quad[] =>
  about(iri, [
    [terms.type, namedNode(terms.ConceptScheme)],
    [terms.identifier, literal(identifier)],
    [terms.versionInfo, literal(version)],
    ...topConcepts.map((each): Statement => [terms.hasTopConcept, namedNode(each)]),
  ]);

function quadsOf(concept: SkosConcept, { iri: scheme }: SkosScheme): readonly Quad[] {
  const { iri, notation, broader, position, prefLabel, isDeprecated, replacedBy } = concept;
  const texts = (predicate: string, written: Iterable<readonly [string, string]>): readonly Statement[] =>
    Array.from(written, ([language, text]) => [predicate, literal(text, language)]);
  const synonyms = (
    predicate: string,
    written: ReadonlyMap<string, readonly string[]>,
  ): readonly Statement[] =>
    [...written].flatMap(([language, each]) =>
      texts(
        predicate,
        each.map((text) => [language, text] as const),
      ),
    );
  return about(iri, [
    [terms.type, namedNode(terms.Concept)],
    [terms.inScheme, namedNode(scheme)],
    broader === null ? [terms.topConceptOf, namedNode(scheme)] : [terms.broader, namedNode(broader)],
    [terms.notation, literal(notation)],
    [terms.position, literal(position)],
    ...texts(terms.prefLabel, Object.entries(prefLabel)),
    ...synonyms(terms.altLabel, concept.altLabel),
    ...synonyms(terms.hiddenLabel, concept.hiddenLabel),
    ...skosNotes.flatMap((note) => texts(noteTerms[note], Object.entries(concept.notes[note] ?? {}))),
    ...(isDeprecated ? [[terms.deprecated, truth] as const] : []),
    ...replacedBy.map((each): Statement => [terms.isReplacedBy, namedNode(each)]),
  ]);
}
