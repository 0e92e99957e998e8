import type { JsonLdDocument } from 'jsonld';
import { excerpt, nowhere, type FindingList } from '../import-finding';
import { decodeText } from '../read/decode-text';
import type { JsonValue } from '../read/json-text';
import type { LaterReader } from '../read/read-file';
import { parsedJson } from '../read/read-json';
import { isTooLarge } from './read-turtle';
import { skosEntries } from './skos-entries';
import { maxStatements, type Triple } from './triple';

/** Whatever a context elsewhere says could change between two readings, and asking for it is not for a file to decide. */
class ElsewhereError extends Error {
  constructor(readonly url: string) {
    super('expected a context in the file');
  }
}

const documentLoader = (url: string): Promise<never> => Promise.reject(new ElsewhereError(url));

/** Reads a concept scheme in JSON-LD whose contexts stand in the file. */
export const readJsonLd: LaterReader = async (bytes, options, findings) => {
  if (isTooLarge(bytes, findings)) return null;
  const text = decodeText(bytes, options.encoding ?? 'utf-8', findings);
  const parsed = text === null ? null : parsedJson(text, findings);
  if (text === null || parsed === null) return null;
  if (isTooMuch(parsed.value)) {
    findings.refuse('TOO_LARGE', nowhere, { observed: 'more', expected: `at most ${maxStatements} values` });
    return null;
  }
  const triples = await expanded(text, findings);
  return triples === null ? null : skosEntries(triples, options, findings);
};

/** Without going deep: the text has been read by rules that bound its depth. */
function isTooMuch(value: JsonValue): boolean {
  const waiting = [value];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    seen += 1;
    if (seen > maxStatements) return true;
    if (typeof next === 'object' && next !== null)
      for (const part of Object.values<JsonValue>(next)) waiting.push(part);
  }
  return false;
}

interface Term {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
}

interface Statement {
  readonly subject: Term;
  readonly predicate: Term;
  readonly object: Term;
}

async function expanded(text: string, findings: FindingList): Promise<readonly Triple[] | null> {
  // Loaded when first read: its client for HTTP, which no file here may use, is large.
  const { toRDF } = await import('jsonld');
  const document = JSON.parse(text.replace(/^\ufeff/, '')) as JsonLdDocument;
  try {
    const dataset = await toRDF(document, { base: 'file:///', documentLoader });
    return (dataset as readonly Statement[]).map(({ subject, predicate, object }) => ({
      ...{ subject: subject.value, predicate: predicate.value },
      object: {
        isText: object.termType === 'Literal',
        value: object.value,
        language: object.language?.toLowerCase() ?? '',
      },
    }));
  } catch (fault) {
    findings.refuse('MALFORMED_RDF', nowhere, seenOf(fault));
    return null;
  }
}

interface JsonLdFault {
  readonly details?: { readonly code?: string; readonly url?: string; readonly cause?: unknown };
}

function seenOf(fault: unknown): { readonly observed: string; readonly expected: string } {
  if (!(fault instanceof Error)) throw fault;
  const { details = {} } = fault as Error & JsonLdFault;
  const isElsewhere = fault instanceof ElsewhereError || details.code === 'loading remote context failed';
  if (isElsewhere) {
    const url = fault instanceof ElsewhereError ? fault.url : (details.url ?? '');
    return { observed: `one at ${excerpt(url)}`, expected: 'contexts that stand in the file' };
  }
  const code = details.code === undefined ? '' : ` (${details.code})`;
  return { observed: `${excerpt(fault.message)}${code}`, expected: 'JSON-LD' };
}
