import { CsvError, parse } from 'csv-parse/sync';

import { err, ok, type Result } from '../../platform/result';
import { problemAt, type CalculatorFile, type CalculatorProblem } from './calculator-problem';

/** One record of a CSV text and the line it ended on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

interface ParsedRow {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * The records of a CSV text: separated by commas, or by semicolons or tabs where the first line has no comma outside
 * quotes; quotes as usual, blanks around cells cut, empty lines left out.
 *
 * Refused: a text without a record, broken quotes.
 *
 * @example csvRows('item,ann\nu1, a\n', 'data') // lines 1 and 2, cells ['item', 'ann'] and ['u1', 'a']
 */
export function csvRows(text: string, file: CalculatorFile): Result<readonly CsvRow[], CalculatorProblem> {
  try {
    const parsed = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      trim: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as ParsedRow[];
    const rows = parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
    return rows.length === 0
      ? err(problemAt(file, 'expected a header and rows, but the file is empty'))
      : ok(rows);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? { line: error.lines } : {};
    return err(problemAt(file, `expected comma-separated values, but got ${error.message}`, line));
  }
}

/** A spreadsheet of another country separates by semicolons; a header without any delimiter is one column. */
function delimiterOf(text: string): string {
  const [header = ''] = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return [',', ';', '\t'].find((delimiter) => header.includes(delimiter)) ?? ',';
}
