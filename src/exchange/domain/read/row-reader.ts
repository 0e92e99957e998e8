import { textLimits, type TextRule } from '../../../platform/text';
import type { Language, LocalizedText } from '../../../taxonomy/domain';
import type { FindingList, Spot } from '../import-finding';
import { originalCell } from '../neutral-cell';
import type { Column, Meaning } from './columns';
import type { ReadTable } from './find-header';
import { storedCell } from './stored-cell';
import type { Row } from './table';

/** Takes the cells of a row by what their columns hold, and says what is wrong with them. */
export class RowReader {
  readonly columns: readonly Column[];
  private readonly width: number;

  constructor(
    { table, layout }: ReadTable,
    private readonly findings: FindingList,
    /** Whether cells may have been neutralised for a spreadsheet. */
    private readonly isDelimited: boolean,
  ) {
    this.columns = layout.columns;
    this.width = table.header.length;
  }

  column(field: Meaning['field']): Column | null {
    return this.columns.find(({ meaning }) => meaning.field === field) ?? null;
  }

  /** The text of a cell without space at its ends; empty where there is nothing, or no such column. */
  raw(row: Row, column: Column | null): string {
    const cell = column === null ? '' : (row.cells[column.at] ?? '').trim();
    return this.isDelimited ? originalCell(cell) : cell;
  }

  /** The text as it will be stored; null where the cell is blank or, with a refusal, malformed. */
  text(row: Row, column: Column | null, rule: TextRule): string | null {
    const cell = this.raw(row, column);
    if (cell === '' || column === null) return null;
    return storedCell(cell, rule, { spot: this.spot(row, column), findings: this.findings });
  }

  code(row: Row, column: Column | null): string | null {
    return this.text(row, column, { field: 'code', maxLength: textLimits.code });
  }

  labels(row: Row): LocalizedText {
    const labels: Record<Language, string> = {};
    for (const column of this.columns) {
      const { meaning } = column;
      if (meaning.field !== 'label') continue;
      const label = this.text(row, column, { field: 'label', maxLength: textLimits.label });
      if (label !== null) labels[meaning.language] = label;
    }
    return labels;
  }

  spot(row: Row, column: Column | null): Spot {
    return { line: row.line, column: column === null ? null : column.at + 1 };
  }

  /** A row that is longer than its header has a delimiter too many: what stands where cannot be told. */
  mustFit(row: Row): void {
    const at = row.cells.findLastIndex((cell) => cell.trim() !== '');
    if (at < this.width) return;
    const seen = { observed: `${at + 1}`, expected: `at most ${this.width} cells, as in the header` };
    this.findings.refuse('TOO_MANY_CELLS', { line: row.line, column: this.width + 1 }, seen);
  }

  refuse(code: 'MISSING_ID' | 'MISSING_NAME' | 'BLANK_LEVEL', spot: Spot, expected: string): void {
    this.findings.refuse(code, spot, { observed: 'a blank cell', expected });
  }
}
