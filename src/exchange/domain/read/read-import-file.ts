import { excerpt, FindingList, nowhere } from '../import-finding';
import type { ImportEntry, ImportFile } from '../import-file';
import { delimiters, type ReadOptions } from '../import-options';
import { canonicalEntries, isCanonical } from './canonical-entries';
import { decodeText } from './decode-text';
import { parseDelimited } from './delimited-text';
import { detectDelimiter } from './delimiter';
import { knownHeader } from './find-header';
import { findHeader, withLayout, type ReadTable } from './find-header';
import { parseJsonText } from './json-text';
import { tableOfJson } from './json-table';
import { levelEntries } from './level-entries';
import { listedEntries } from './listed-entries';
import { RowReader } from './row-reader';

const maxRows = 100_000;

interface Read {
  readonly entries: readonly ImportEntry[];
  readonly columns: ImportFile['columns'];
  readonly isWhole: boolean;
}

const nothing: Read = { entries: [], columns: { code: null, parent: null, label: null }, isWhole: false };

/**
 * What a file says, before it meets a taxonomy. It never fails: what cannot be read is among the findings as REFUSED, with
 * line and column, all of it at once as far as the file can be followed.
 *
 * @example readImportFile(utf8('id,parent,name\n1,,Bills\n'), { ...options, format: 'csv' }).entries.length // 1
 */
export function readImportFile(bytes: Uint8Array, options: ReadOptions): ImportFile {
  const findings = new FindingList();
  if (!options.languages.includes(options.language)) {
    const expected = `a language of the taxonomy (${options.languages.join(', ')})`;
    findings.refuse('UNKNOWN_LANGUAGE', nowhere, { observed: excerpt(options.language), expected });
  }
  const read = readBytes(bytes, options, findings) ?? nothing;
  if (read.entries.length === 0 && !findings.isRefused) {
    findings.refuse('NO_ROWS', nowhere, { observed: 'none', expected: 'a row below the header' });
  }
  return { ...read, language: options.language, findings: findings.report() };
}

function readBytes(bytes: Uint8Array, options: ReadOptions, findings: FindingList): Read | null {
  const text = decodeText(bytes, options.encoding, findings);
  if (text === null) return null;
  if (options.format === 'json') return readJson({ text, bytes }, options, findings);
  const delimiter =
    delimiters[
      options.delimiter ??
        (options.format === 'tsv' ? 'tab' : detectDelimiter(text, (rows) => knownHeader(rows, options)))
    ];
  const rows = parseDelimited(text, delimiter, { findings, maxRows });
  // With a quote gone wrong, what stands in which cell is guesswork: nothing more is said of the file.
  if (findings.isRefused) return null;
  const table = findHeader(rows, options, findings);
  return table === null ? null : readTable(table, options, findings);
}

interface JsonFile {
  readonly text: string;
  readonly bytes: Uint8Array;
}

function readJson({ text, bytes }: JsonFile, options: ReadOptions, findings: FindingList): Read | null {
  const parsed = parseJsonText(text);
  if (!parsed.ok) {
    const { line, column, observed, expected } = parsed.fault;
    findings.refuse('MALFORMED_JSON', { line, column }, { observed, expected });
    return null;
  }
  if (isCanonical(parsed.value)) {
    const entries = canonicalEntries(bytes, findings);
    return entries === null ? null : { ...nothing, entries, isWhole: true };
  }
  const table = tableOfJson(parsed, options.columns['items'] ?? null, findings);
  const read = table === null ? null : withLayout(table, options, findings);
  return read === null ? null : readTable(read, options, findings);
}

function readTable(read: ReadTable, options: ReadOptions, findings: FindingList): Read | null {
  if (read.table.rows.length > maxRows) {
    const seen = { observed: 'more', expected: `at most ${maxRows} rows` };
    findings.refuse('TOO_MANY_ROWS', nowhere, seen);
    return null;
  }
  const reader = new RowReader(read, findings, options.format !== 'json');
  const isLevels = read.layout.hierarchy === 'levels';
  const entries = isLevels
    ? levelEntries(read, reader, { ...options, findings })
    : listedEntries(read, reader, { ...options, findings });
  const placeOf = (field: 'code' | 'parent' | 'label' | 'level'): number | null => {
    const column = reader.column(field);
    return column === null ? null : column.at + 1;
  };
  const columns = {
    code: placeOf('code'),
    parent: isLevels ? null : placeOf('parent'),
    label: placeOf(isLevels ? 'level' : 'label'),
  };
  return { entries, columns, isWhole: false };
}
