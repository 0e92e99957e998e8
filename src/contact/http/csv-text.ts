import { Parser } from 'papaparse';
import { malformedFile } from './unreadable-file';

export interface CsvRow {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether its quotes are as they should be. */
  readonly isSound: boolean;
}

interface Parsed {
  readonly data: readonly string[][];
  readonly errors: readonly { readonly code: string; readonly row: number }[];
  readonly meta: { readonly cursor: number };
}

/**
 * The rows of a CSV text that comes in parts, cut anywhere: what is not known to be a whole row yet waits for the next part.
 * The parser takes a text at once, which is several times as fast as one that is handed each row.
 */
export class CsvText {
  private readonly parser: Parser;
  private rest = '';
  private line = 1;

  constructor(
    delimiter: string,
    private readonly longestRow: number,
  ) {
    // A carriage return before the end of a line is space at the end of a cell, and taken off with other space.
    this.parser = new Parser({ delimiter, newline: '\n' });
  }

  push(part: string): readonly CsvRow[] {
    const text = this.rest + part;
    const parsed = this.parser.parse(text, 0, true) as Parsed;
    this.rest = text.slice(parsed.meta.cursor);
    const rows = this.rowsOf(parsed);
    if (this.rest.length > this.longestRow)
      throw malformedFile(
        `expected rows of at most ${this.longestRow} characters, but one is longer: is a quote not closed?`,
        this.line,
      );
    return rows;
  }

  /** What is left when no more comes. */
  end(): readonly CsvRow[] {
    if (this.rest === '') return [];
    const parsed = this.parser.parse(this.rest, 0, false) as Parsed;
    if (parsed.errors.some(({ code }) => code === 'MissingQuotes'))
      throw malformedFile('expected each quote to be closed, but the file ends within one', this.line);
    return this.rowsOf(parsed);
  }

  private rowsOf({ data, errors }: Parsed): readonly CsvRow[] {
    const unsound = new Set(errors.map(({ row }) => row));
    const rows: CsvRow[] = [];
    for (const [at, cells] of data.entries()) {
      const line = this.line;
      this.line += 1;
      for (const cell of cells) if (cell.includes('\n')) this.line += cell.split('\n').length - 1;
      const isBlank = cells.length === 1 && (cells[0] ?? '').trim() === '';
      if (!isBlank) rows.push({ line, cells, isSound: !unsound.has(at) });
    }
    return rows;
  }
}
