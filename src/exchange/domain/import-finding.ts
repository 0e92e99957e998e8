export const importSeverities = ['REFUSED', 'WARNING', 'INFO'] as const;
export type ImportSeverity = (typeof importSeverities)[number];

/** What can be said of a file. Those that are only ever REFUSED are what cannot be read or cannot be a tree. */
export const importFindingCodes = [
  'WRONG_ENCODING',
  'ENCODING_ASSUMED',
  'BAD_QUOTING',
  'MALFORMED_JSON',
  'MALFORMED_CONTENT',
  'MALFORMED_XML',
  'MALFORMED_RDF',
  'TOO_LARGE',
  'BAD_INDENT',
  'INCOMPLETE_LIST',
  'NO_HEADER',
  'LINES_SKIPPED',
  'UNKNOWN_COLUMN',
  'COLUMN_TWICE',
  'COLUMNS_NOT_READ',
  'TOO_MANY_CELLS',
  'TOO_MANY_ROWS',
  'NO_ROWS',
  'MISSING_ID',
  'MISSING_NAME',
  'MALFORMED_TEXT',
  'UNKNOWN_WORD',
  'UNKNOWN_LANGUAGE',
  'SEVERAL_SCHEMES',
  'SEVERAL_PARENTS',
  'SEVERAL_LABELS',
  'PROPERTIES_NOT_READ',
  'TEXTS_NOT_READ',
  'BLANK_LEVEL',
  'REPEATED_PATH',
  'DUPLICATE_ID',
  'SELF_PARENT',
  'ORPHAN',
  'CYCLE',
  'PARENT_RETIRED',
  'ID_TAKEN',
  'MATCHED_BY_FORMER_CODE',
  'MATCHED_BY_PATH',
  'MATCHED_BY_LABEL',
  'REASON_IS_RETIRED',
  'RETIREMENT_REFUSED',
  'OPERATION_REFUSED',
] as const;
export type ImportFindingCode = (typeof importFindingCodes)[number];

/** Where in the file: both count from 1, a column is a cell as a spreadsheet shows it, and in
 * JSON that cannot be read a character. Null where it is about no place. */
export interface Spot {
  readonly line: number | null;
  readonly column: number | null;
}

export interface ImportFinding extends Spot {
  readonly code: ImportFindingCode;
  readonly severity: ImportSeverity;
  readonly observed: string;
  readonly expected: string;
  readonly message: string;
}

/** All that was found, counted; of each severity only the first are listed. */
export interface ImportFindingReport {
  readonly findings: readonly ImportFinding[];
  readonly refused: number;
  readonly warnings: number;
  readonly infos: number;
}

export interface Seen {
  readonly observed: string;
  readonly expected: string;
}

export const maxListedFindings = 200;
const maxExcerpt = 80;

export const nowhere: Spot = { line: null, column: null };

/**
 * A text from outside as it may stand in a message: cut, in quotes, with control characters made visible.
 *
 * @example excerpt('a\u0000b') // '"a\\u0000b"'
 */
export const excerpt = (text: string): string =>
  JSON.stringify(
    text.length > maxExcerpt ? `${Array.from(text.slice(0, maxExcerpt)).slice(0, -1).join('')}…` : text,
  );

/** Takes down findings while a file is read and planned: counts all, keeps the first of each severity. */
export class FindingList {
  private readonly findings: ImportFinding[] = [];
  private readonly counts = { REFUSED: 0, WARNING: 0, INFO: 0 };

  /** A list that goes on from an earlier report. */
  static after(report: ImportFindingReport): FindingList {
    const list = new FindingList();
    list.findings.push(...report.findings);
    list.counts.REFUSED = report.refused;
    list.counts.WARNING = report.warnings;
    list.counts.INFO = report.infos;
    return list;
  }

  get isRefused(): boolean {
    return this.counts.REFUSED > 0;
  }

  refuse(code: ImportFindingCode, spot: Spot, seen: Seen): void {
    this.add('REFUSED', code, { ...spot, ...seen });
  }

  warn(code: ImportFindingCode, spot: Spot, seen: Seen): void {
    this.add('WARNING', code, { ...spot, ...seen });
  }

  inform(code: ImportFindingCode, spot: Spot, seen: Seen): void {
    this.add('INFO', code, { ...spot, ...seen });
  }

  report(): ImportFindingReport {
    const { REFUSED: refused, WARNING: warnings, INFO: infos } = this.counts;
    return { findings: [...this.findings], refused, warnings, infos };
  }

  private add(severity: ImportSeverity, code: ImportFindingCode, found: Spot & Seen): void {
    this.counts[severity] += 1;
    if (this.counts[severity] > maxListedFindings) return;
    const { line, column, observed, expected } = found;
    const message = `expected ${expected}, but got ${observed}`;
    this.findings.push({ code, severity, line, column, observed, expected, message });
  }
}
