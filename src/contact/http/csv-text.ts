import { Parser } from 'papaparse';
import { malformedFile } from './unreadable-file';

export interface CsvRow {
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** As it came, with the end of its line. */
  readonly text: string;
}

export interface CsvCells {
  readonly cells: readonly string[];
  /** Whether their quotes are as they should be. */
  readonly areSound: boolean;
}

interface Parsed {
  readonly data: readonly string[][];
  readonly errors: readonly unknown[];
  readonly meta: { readonly cursor: number };
}

const quote = '"';
const newline = '\n';

/**
 * The rows of a CSV text that comes in parts, cut anywhere: what is not known to be a whole row yet waits for the next part.
 * A row is kept as its text, and taken apart when it is read: its cells take several times as much to keep. A row without
 * quotes is taken apart at its delimiters, which is all that a parser does for it.
 */
export class CsvText {
  private readonly parser: Parser;
  private rest = '';
  private line = 1;

  constructor(
    private readonly delimiter: string,
    private readonly longestRow: number,
  ) {
    this.parser = new Parser({ delimiter, newline, preview: 1 });
  }

  push(part: string): readonly CsvRow[] {
    const text = this.rest + part;
    const rows: CsvRow[] = [];
    let from = 0;
    let quoteAt = text.indexOf(quote);
    for (;;) {
      if (quoteAt >= 0 && quoteAt < from) quoteAt = text.indexOf(quote, from);
      const to = this.endOfRow(text, from, quoteAt);
      if (to === null) break;
      this.take(text.slice(from, to), rows);
      from = to;
    }
    this.rest = text.slice(from);
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
    const rows = this.push(newline);
    if (this.rest === '') return rows;
    throw malformedFile('expected each quote to be closed, but the file ends within one', this.line);
  }

  /** The cells of a row, with what space is around them. */
  cellsOf(text: string): CsvCells {
    if (!text.includes(quote)) return { cells: text.split(this.delimiter), areSound: true };
    const { data, errors } = this.parse(text);
    return { cells: data[0] ?? [], areSound: errors.length === 0 };
  }

  /** Where the next row begins; null where this one is not whole. */
  private endOfRow(text: string, from: number, quoteAt: number): number | null {
    const lineEnd = text.indexOf(newline, from);
    if (lineEnd < 0) return null;
    if (quoteAt < 0 || quoteAt > lineEnd) return lineEnd + 1;
    const { cursor } = this.parse(text.slice(from)).meta;
    return cursor === 0 ? null : from + cursor;
  }

  private take(text: string, rows: CsvRow[]): void {
    const { line } = this;
    for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) this.line += 1;
    if (!this.isBlank(text)) rows.push({ line, text });
  }

  private isBlank(text: string): boolean {
    return !text.includes(this.delimiter) && (this.cellsOf(text).cells[0] ?? '').trim() === '';
  }

  /** The first row of a text, if it is whole. */
  private parse(text: string): Parsed {
    return this.parser.parse(text, 0, true) as Parsed;
  }
}
