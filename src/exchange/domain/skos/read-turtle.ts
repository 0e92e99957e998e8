import { DataFactory, Parser } from 'n3';
import { excerpt, type FindingList } from '../import-finding';
import { decodeText } from '../read/decode-text';
import type { FileReader } from '../read/read-file';
import { skosEntries } from './skos-entries';
import { maxLinkedBytes, maxStatements, type Triple } from './triple';

/** For names that the file gives without saying of what: they are told apart, and mean nothing outside of it. */
const baseOfFile = 'file:///';

class TooMany extends Error {}

interface Term {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
}

/** Reads a concept scheme in Turtle. */
export const readTurtle: FileReader = (bytes, options, findings) => {
  if (isTooLarge(bytes, findings)) return null;
  const text = decodeText(bytes, options.encoding ?? 'utf-8', findings);
  const triples = text === null ? null : parsedTurtle(text, findings);
  return triples === null ? null : skosEntries(triples, options, findings);
};

/** What is too long is not looked at. */
export function isTooLarge({ length }: Uint8Array, findings: FindingList): boolean {
  if (length <= maxLinkedBytes) return false;
  const seen = { observed: `${length} bytes`, expected: `at most ${maxLinkedBytes} bytes of linked data` };
  findings.refuse('TOO_LARGE', { line: null, column: null }, seen);
  return true;
}

function parsedTurtle(text: string, findings: FindingList): readonly Triple[] | null {
  const triples: Triple[] = [];
  // The parser keeps whatever its factory makes of a statement: nothing, since it is taken down here, and counted.
  const quad = (subject: Term, predicate: Term, object: Term): never => {
    if (triples.length >= maxStatements) throw new TooMany();
    triples.push({ subject: idOf(subject), predicate: idOf(predicate), object: objectOf(object) });
    return blank;
  };
  try {
    new Parser({ format: 'text/turtle', baseIRI: baseOfFile, factory: { ...DataFactory, quad } }).parse(text);
    return triples;
  } catch (fault) {
    refuseTurtle(fault, findings);
    return null;
  }
}

const blank = DataFactory.quad(
  DataFactory.namedNode('_:'),
  DataFactory.namedNode('_:'),
  DataFactory.namedNode('_:'),
) as never;

const idOf = (term: Term): string => (term.termType === 'BlankNode' ? `_:${term.value}` : term.value);

const objectOf = (term: Term): Triple['object'] => ({
  isText: term.termType === 'Literal',
  value: idOf(term),
  language: term.language?.toLowerCase() ?? '',
});

function refuseTurtle(fault: unknown, findings: FindingList): void {
  if (fault instanceof TooMany) {
    const expected = `at most ${maxStatements} statements`;
    return findings.refuse('TOO_LARGE', { line: null, column: null }, { observed: 'more', expected });
  }
  if (!(fault instanceof Error)) throw fault;
  const { context = {} } = fault as Error & { context?: { readonly line?: number } };
  const observed = excerpt(fault.message.replace(/ on line \d+\.?$/, ''));
  findings.refuse(
    'MALFORMED_RDF',
    { line: context.line ?? null, column: null },
    { observed, expected: 'Turtle' },
  );
}
