import { excerpt, FindingList } from '../import-finding';
import { delimiters } from '../import-options';
import { plainName } from '../read/columns';
import { decodeText } from '../read/decode-text';
import { parseDelimited } from '../read/delimited-text';
import { detectDelimiter, type HeaderFinder } from '../read/delimiter';
import type { Row } from '../read/table';

const mostRows = 100_000;

export const curatedFields = [
  'source',
  'target',
  'sourceName',
  'targetName',
  'sourcePartial',
  'targetPartial',
  'share',
  'note',
] as const;
export type CuratedField = (typeof curatedFields)[number];

/** How a curated table is to be read. */
export interface CuratedOptions {
  /** Which column holds which field, by its name; a field that is not named is looked for under its own name. */
  readonly columns: Readonly<Partial<Record<CuratedField, string>>>;
  /** Lines before the header. */
  readonly skipRows: number;
}

export interface CuratedRow {
  readonly line: number;
  readonly cells: Readonly<Record<CuratedField, string>>;
}

/** Something that is wrong with a table; line and cell count from 1 and are null where it is about no place. */
export interface TableFault {
  readonly code: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

export interface CuratedTable {
  readonly rows: readonly CuratedRow[];
  /** The place of each column, from 1; null where the table does not have it. */
  readonly columns: Readonly<Record<CuratedField, number | null>>;
  readonly faults: readonly TableFault[];
}

const noColumns = Object.fromEntries(curatedFields.map((field) => [field, null])) as CuratedTable['columns'];

const namesOfFields: Readonly<Partial<Record<string, CuratedField>>> = {
  ...Object.fromEntries(curatedFields.map((field) => [field.toLowerCase(), field])),
  'source code': 'source',
  from: 'source',
  'target code': 'target',
  to: 'target',
  'source name': 'sourceName',
  'target name': 'targetName',
  'source partial': 'sourcePartial',
  'target partial': 'targetPartial',
};

/**
 * What a curated table says, before it meets the two editions: CSV with comma, semicolon or tab, in UTF-8 or Windows-1252.
 * It never fails: what cannot be read is among the faults.
 *
 * @example readCuratedTable(utf8('source,target\n01,A\n'), { columns: {}, skipRows: 0 }).rows[0].cells.target // 'A'
 */
export function readCuratedTable(bytes: Uint8Array, options: CuratedOptions): CuratedTable {
  const findings = new FindingList();
  const text = decodeText(bytes, null, findings);
  const headerOf: HeaderFinder = (rows) => {
    const row = rows[options.skipRows];
    return row === undefined ? null : { row, named: namedIn(row, options) };
  };
  const delimiter = text === null ? null : delimiters[detectDelimiter(text, headerOf)];
  const lines =
    text === null || delimiter === null
      ? []
      : parseDelimited(text, delimiter, { findings, maxRows: mostRows });
  if (findings.isRefused) {
    const refused = findings.report().findings.filter(({ severity }) => severity === 'REFUSED');
    return unreadable(refused.map(({ code, line, column, message }) => ({ code, line, column, message })));
  }
  const [header, ...rest] = lines.slice(options.skipRows);
  if (header === undefined || rest.length === 0)
    return unreadable([
      about('NO_ROWS', 'expected a row with the names of columns and a row below it, but got none'),
    ]);
  return tableOf(header, rest, options);
}

function tableOf(header: Row, rest: readonly Row[], options: CuratedOptions): CuratedTable {
  const columns = columnsOf(header, options);
  const known = header.cells.slice(0, 20).map(excerpt).join(', ');
  const missing = curatedFields.filter(
    (field) =>
      columns[field] === null &&
      (options.columns[field] !== undefined || field === 'source' || field === 'target'),
  );
  if (missing.length > 0) {
    const wanted = missing
      .map((field) => `${field} (${excerpt(options.columns[field] ?? field)})`)
      .join(', ');
    return unreadable([about('NO_HEADER', `expected columns for ${wanted}, but got ${known}`, header.line)]);
  }
  const rows = rest.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      curatedFields.map((field) => [field, (cells[(columns[field] ?? 0) - 1] ?? '').trim()]),
    ) as CuratedRow['cells'],
  }));
  return { rows, columns, faults: [] };
}

function columnsOf({ cells }: Row, { columns }: CuratedOptions): CuratedTable['columns'] {
  const placeOf = (field: CuratedField): number | null => {
    const wanted = columns[field];
    const at = cells.findIndex((name) =>
      wanted === undefined ? namesOfFields[plainName(name)] === field : plainName(name) === plainName(wanted),
    );
    return at < 0 ? null : at + 1;
  };
  return Object.fromEntries(curatedFields.map((field) => [field, placeOf(field)])) as CuratedTable['columns'];
}

const namedIn = (row: Row, options: CuratedOptions): number =>
  Object.values(columnsOf(row, options)).filter((column) => column !== null).length;

const about = (code: string, message: string, line: number | null = null): TableFault => ({
  ...{ code, line, column: null, message },
});

const unreadable = (faults: readonly TableFault[]): CuratedTable => ({
  rows: [],
  columns: noColumns,
  faults,
});
