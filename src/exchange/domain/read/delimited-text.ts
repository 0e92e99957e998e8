import { excerpt, type FindingList, type Spot } from '../import-finding';
import type { Row } from './table';

const quote = '"';
/** Rows that may stand above those of the list. */
const headerRows = 1_000;

/**
 * The rows of a text with delimiters, quoted as RFC 4180 has it: a quoted cell may hold delimiters, line breaks and doubled
 * quotes. Lines without anything in them are left out. Refused, with line and column, and read on: a quote that is never
 * closed, text after a closing quote, and a quote inside a cell that is not quoted (with tabs that one is text). Refused too,
 * and not read on: more rows than `maxRows` and a header may be, or as many blank lines.
 *
 * @example parseDelimited('a;"b;""c"""\n', ';', { findings }) // [{ line: 1, cells: ['a', 'b;"c"'] }]
 */
export function parseDelimited(
  text: string,
  delimiter: string,
  { findings, maxRows = Infinity }: { readonly findings: FindingList; readonly maxRows?: number },
): readonly Row[] {
  const parser = new DelimitedParser(text, delimiter, findings);
  const rows: Row[] = [];
  let blank = 0;
  for (let row = parser.next(); row !== null; row = parser.next()) {
    const isBlank = row.cells.every((cell) => cell.trim() === '');
    if (isBlank) blank += 1;
    if (!isBlank) rows.push(row);
    const isTooMany = rows.length > maxRows + headerRows || blank > maxRows + headerRows;
    if (isTooMany) {
      const expected = `at most ${maxRows} rows, and blank lines between them`;
      findings.refuse('TOO_MANY_ROWS', { line: row.line, column: null }, { observed: 'more', expected });
      break;
    }
  }
  return rows;
}

class DelimitedParser {
  private at = 0;
  private line = 1;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
    private readonly findings: FindingList,
  ) {}

  next(): Row | null {
    if (this.at >= this.text.length) return null;
    const { line } = this;
    const cells: string[] = [];
    for (;;) {
      cells.push(this.text[this.at] === quote ? this.quoted(cells.length + 1) : this.plain(cells.length + 1));
      if (this.text[this.at] !== this.delimiter) break;
      this.at += 1;
    }
    this.passLineBreak();
    return { line, cells };
  }

  private passLineBreak(): void {
    if (this.at >= this.text.length) return;
    this.at += this.text.startsWith('\r\n', this.at) ? 2 : 1;
    this.line += 1;
  }

  private endsCell(at: number): boolean {
    const unit = this.text[at];
    return unit === undefined || unit === this.delimiter || unit === '\n' || unit === '\r';
  }

  private rest(): string {
    const from = this.at;
    while (!this.endsCell(this.at)) this.at += 1;
    return this.text.slice(from, this.at);
  }

  private plain(column: number): string {
    const cell = this.rest();
    const isStray = this.delimiter !== '\t' && cell.includes(quote);
    if (isStray)
      this.refuse({ line: this.line, column }, excerpt(cell), 'no quote within a cell that is not quoted');
    return cell;
  }

  private quoted(column: number): string {
    const { line } = this;
    const from = this.at + 1;
    let end = this.text.indexOf(quote, from);
    while (end >= 0 && this.text[end + 1] === quote) end = this.text.indexOf(quote, end + 2);
    if (end < 0) {
      this.refuse({ line, column }, 'none up to the end of the file', 'a quote that closes the cell');
      this.at = this.text.length;
      return '';
    }
    const cell = this.text.slice(from, end);
    this.line += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
    this.at = end + 1;
    const after = this.rest();
    if (after !== '')
      this.refuse({ line: this.line, column }, excerpt(after), 'the end of the cell after its closing quote');
    return cell.replaceAll('""', quote);
  }

  private refuse(spot: Spot, observed: string, expected: string): void {
    this.findings.refuse('BAD_QUOTING', spot, { observed, expected });
  }
}
