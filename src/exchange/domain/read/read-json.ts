import type { FindingList } from '../import-finding';
import { canonicalEntries, isCanonical } from './canonical-entries';
import { decodeText } from './decode-text';
import { withLayout } from './find-header';
import { tableOfJson, type JsonSource } from './json-table';
import { parseJsonText } from './json-text';
import { nothingRead, type FileReader } from './read-file';
import { readTable } from './read-table';

/** Reads JSON: an export of this service, which says all there is, or a list of objects. */
export const readJson: FileReader = (bytes, options, findings) => {
  const text = decodeText(bytes, options.encoding, findings);
  const parsed = text === null ? null : parsedJson(text, findings);
  if (parsed === null) return null;
  if (isCanonical(parsed.value)) {
    const entries = canonicalEntries(bytes, findings);
    return entries === null ? null : { ...nothingRead, entries, isWhole: true };
  }
  const table = tableOfJson(parsed, options.columns['items'] ?? null, findings);
  const read = table === null ? null : withLayout(table, options, findings);
  return read === null ? null : readTable(read, options, findings);
};

/** The value of a JSON text with the lines of its objects; null, and a refusal with line and column, where it is none. */
export function parsedJson(text: string, findings: FindingList): JsonSource | null {
  const parsed = parseJsonText(text);
  if (parsed.ok) return parsed;
  const { line, column, observed, expected } = parsed.fault;
  findings.refuse('MALFORMED_JSON', { line, column }, { observed, expected });
  return null;
}
