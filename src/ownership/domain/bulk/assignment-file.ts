import {
  decodeText,
  delimiters,
  detectDelimiter,
  type HeaderFinder,
  excerpt,
  FindingList,
  parseDelimited,
  plainName,
} from '../../../exchange/domain';

const mostRows = 100_000;

export const assignmentFields = ['reason', 'department', 'role', 'from'] as const;
export type AssignmentField = (typeof assignmentFields)[number];

/** What is to be said of a place in a file: line and cell from 1, null where it is about no place. */
export interface FileFault {
  readonly code: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly observed: string;
  readonly expected: string;
  /** What may have been meant, the nearest first; empty where nothing comes near. */
  readonly candidates: readonly string[];
  readonly message: string;
}

/** One line: the texts of its cells, and empty where there is nothing or no such column. */
export interface AssignmentRow {
  readonly line: number;
  readonly cells: Readonly<Record<AssignmentField, string>>;
}

export interface AssignmentFile {
  readonly rows: readonly AssignmentRow[];
  /** The place of each column, from 1; null where the file does not have it. */
  readonly columns: Readonly<Record<AssignmentField, number | null>>;
  readonly faults: readonly FileFault[];
}

const namesOfFields: Readonly<Record<AssignmentField, readonly string[]>> = {
  reason: ['reason', 'reason code', 'code', 'id'],
  department: ['department', 'department code', 'owner'],
  role: ['role', 'raci'],
  from: ['from', 'valid from', 'since', 'date'],
};
const noColumns = { reason: null, department: null, role: null, from: null };

export const fileFault = (
  code: string,
  { line, column }: { readonly line: number | null; readonly column: number | null },
  seen: { readonly observed: string; readonly expected: string; readonly candidates?: readonly string[] },
): FileFault => {
  const { observed, expected, candidates = [] } = seen;
  const nearest = candidates.length === 0 ? '' : ` (nearest: ${candidates.join(', ')})`;
  const message = `expected ${expected}${nearest}, but got ${observed}`;
  return { code, line, column, observed, expected, candidates, message };
};

/**
 * What a file of owners says, before it meets a taxonomy: CSV with comma, semicolon or tab, in UTF-8 or Windows-1252, with columns
 * for reason and department and, where they are told, role and from. It never fails: what cannot be read is among the faults.
 *
 * @example readAssignmentFile(utf8('reason,department\nrefund,FIN\n')).rows[0].cells.department // 'FIN'
 */
export function readAssignmentFile(bytes: Uint8Array): AssignmentFile {
  const findings = new FindingList();
  const unreadable = (faults: readonly FileFault[]): AssignmentFile => ({
    rows: [],
    columns: noColumns,
    faults,
  });
  const text = decodeText(bytes, null, findings);
  const lines =
    text === null ? [] : parseDelimited(text, delimiters[detectDelimiter(text, headerOf)], { findings });
  if (findings.isRefused) {
    const refused = findings.report().findings.filter(({ severity }) => severity === 'REFUSED');
    return unreadable(refused.map((finding) => fileFault(finding.code, finding, finding)));
  }
  const [header, ...rest] = lines;
  if (header === undefined || rest.length === 0) {
    const seen = { observed: 'none', expected: 'a row with the names of columns and a row below it' };
    return unreadable([fileFault('NO_ROWS', { line: null, column: null }, seen)]);
  }
  if (rest.length > mostRows) {
    const seen = { observed: String(rest.length), expected: `at most ${mostRows} rows` };
    return unreadable([fileFault('TOO_MANY_ROWS', { line: null, column: null }, seen)]);
  }
  const columns = columnsOf(header.cells);
  const lacking = (['reason', 'department'] as const).filter((field) => columns[field] === null);
  if (lacking.length > 0) {
    const observed = header.cells.slice(0, 20).map(excerpt).join(', ');
    const seen = {
      observed,
      expected: `columns for reason and department, and for role and from if need be`,
    };
    return unreadable([fileFault('NO_HEADER', { line: header.line, column: null }, seen)]);
  }
  const rows = rest.map(({ line, cells }) => ({ line, cells: cellsOf(cells, columns) }));
  return { rows, columns, faults: [] };
}

/** The first row is the header of such a file, whatever it says. */
const headerOf: HeaderFinder = ([row]) =>
  row === undefined
    ? null
    : { row, named: Object.values(columnsOf(row.cells)).filter((column) => column !== null).length };

function columnsOf(header: readonly string[]): AssignmentFile['columns'] {
  const placeOf = (field: AssignmentField): number | null => {
    const at = header.findIndex((name) => namesOfFields[field].includes(plainName(name)));
    return at < 0 ? null : at + 1;
  };
  return {
    ...{ reason: placeOf('reason'), department: placeOf('department') },
    ...{ role: placeOf('role'), from: placeOf('from') },
  };
}

function cellsOf(
  cells: readonly string[],
  columns: AssignmentFile['columns'],
): Readonly<Record<AssignmentField, string>> {
  const cell = (field: AssignmentField): string => {
    const column = columns[field];
    return column === null ? '' : (cells[column - 1] ?? '').trim();
  };
  return { reason: cell('reason'), department: cell('department'), role: cell('role'), from: cell('from') };
}
