import { nowhere, type FindingList } from '../import-finding';
import { delimiters, type ReadOptions } from '../import-options';
import { spellWindows1252 } from '../windows-1252';
import { decodeText, mayBeWindows1252 } from './decode-text';
import { parseDelimited } from './delimited-text';
import { detectDelimiter } from './delimiter';
import { findHeader, knownHeader, type ReadTable } from './find-header';
import { levelEntries } from './level-entries';
import { listedEntries } from './listed-entries';
import { maxRows, type FileReader, type Read } from './read-file';
import { RowReader } from './row-reader';

/**
 * Reads cells with delimiters between them.
 *
 * @example readDelimited(utf8('id,parent,name\n1,,Bills\n'), options, findings)?.entries.length // 1
 */
export const readDelimited: FileReader = (bytes, options, findings) => {
  const text = decodeText(bytes, options.encoding, findings);
  if (text === null) return null;
  const isTabs = options.format === 'tsv';
  const found = (): keyof typeof delimiters =>
    isTabs ? 'tab' : detectDelimiter(text, (rows) => knownHeader(rows, options));
  const rows = parseDelimited(text, delimiters[options.delimiter ?? found()], { findings, maxRows });
  // With a quote gone wrong, what stands in which cell is guesswork: nothing more is said of the file.
  if (findings.isRefused) return null;
  const table = findHeader(rows, options, findings);
  const read = table === null ? null : readTable(table, options, findings);
  const isSpelled = read !== null && mayBeWindows1252(bytes, options.encoding);
  return isSpelled ? { ...read, spell: spellWindows1252 } : read;
};

/** The entries of a table whose columns are known. */
export function readTable(read: ReadTable, options: ReadOptions, findings: FindingList): Read | null {
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
