import { unreachable } from '../../../platform/result';
import { excerpt, type FindingList } from '../import-finding';
import { mapFaults, mapped, type ColumnOptions } from './column-map';
import { hierarchyOf, meaningOf, plainName, withoutRepeats, type Column, type Layout } from './columns';
import type { Row, Table } from './table';

const headerWithin = 10;

/** A table and what its columns hold. */
export interface ReadTable {
  readonly table: Table;
  readonly layout: Layout;
}

/**
 * The row that names the columns: after the lines to skip, or else the first of ten whose names make a list or levels.
 * Null, and refusals, where there is none, or where a column that was asked for is not in it.
 *
 * @example findHeader([{ line: 1, cells: ['Edition 3'] }, { line: 2, cells: ['id', 'parent', 'name'] }], options, findings)
 */
export function findHeader(
  rows: readonly Row[],
  options: ColumnOptions,
  findings: FindingList,
): ReadTable | null {
  const { skipRows } = options;
  const after = rowsToRead(rows, options);
  const header = knownHeader(after, options)?.row ?? bestGuess(candidatesOf(after, options), options);
  if (header === undefined) {
    findings.refuse(
      'NO_ROWS',
      { line: null, column: null },
      { observed: 'none', expected: 'a row with names of columns' },
    );
    return null;
  }
  const skipped = header.line - 1;
  if (skipRows === null && skipped > 0) {
    const seen = {
      observed: `line ${header.line}; what is above it was not read`,
      expected: 'the header in line 1',
    };
    findings.inform('LINES_SKIPPED', { line: header.line, column: null }, seen);
  }
  const below = after.filter(({ line }) => line > header.line);
  return withLayout({ header: header.cells, headerLine: header.line, rows: below }, options, findings);
}

/**
 * The row that names the columns, and how many of them by words that we know or were told; null where no row does. A code
 * list that is taken by the order of its columns names none.
 */
export function knownHeader(
  rows: readonly Row[],
  options: ColumnOptions,
): { readonly row: Row; readonly named: number } | null {
  const candidates = candidatesOf(rowsToRead(rows, options), options);
  const row = candidates.find(({ cells }) => layoutOf(cells, options) !== null);
  return row === undefined ? null : { row, named: columnsOf(row.cells, options).length };
}

const rowsToRead = (rows: readonly Row[], { skipRows }: ColumnOptions): readonly Row[] =>
  skipRows === null ? rows : rows.filter(({ line }) => line > skipRows);

const candidatesOf = (rows: readonly Row[], { skipRows }: ColumnOptions): readonly Row[] =>
  rows.slice(0, skipRows === null ? headerWithin : 1);

/** The table with the meaning of its columns; null, and refusals, where its header does not say it. */
export function withLayout(table: Table, options: ColumnOptions, findings: FindingList): ReadTable | null {
  const layout = layoutOf(table.header, options);
  const isComplete = mapFaults(table, options, findings) === 0;
  if (layout !== null && isComplete) {
    const read = new Set(layout.columns.map(({ at }) => at));
    const unread = table.header.filter((name, at) => name.trim() !== '' && !read.has(at));
    const seen = { observed: unread.map(excerpt).join(', '), expected: 'columns that are read' };
    if (unread.length > 0)
      findings.inform('COLUMNS_NOT_READ', { line: table.headerLine, column: null }, seen);
    return { table, layout };
  }
  if (layout === null && isComplete) {
    const expected = expectedColumns(options);
    const observed = table.header.slice(0, 20).map(excerpt).join(', ');
    findings.refuse('NO_HEADER', { line: table.headerLine, column: null }, { observed, expected });
  }
  return null;
}

const expectedColumns = ({ hierarchy }: ColumnOptions): string => {
  const named = 'name them with --map, such as id=Unique ID,label=Name';
  switch (hierarchy) {
    case 'levels':
      return `columns such as "Level 1", "Level 2" (${named})`;
    case 'code-prefix':
      return `columns for the code and the name (${named})`;
    case 'adjacency':
      return `columns for id, parent and name (${named})`;
    case null:
      return `columns for id, parent and name, or levels (${named})`;
    default:
      return unreachable(hierarchy);
  }
};

/** With a map in which no row has everything: the row that has most, so that what is missing can be said of it. */
function bestGuess(candidates: readonly Row[], options: ColumnOptions): Row | undefined {
  const named = new Set(Object.values(options.columns).map(plainName));
  const hits = (row: Row): number => row.cells.filter((cell) => named.has(plainName(cell))).length;
  const [first] = candidates;
  return candidates.reduce((best, row) => (best !== undefined && hits(row) > hits(best) ? row : best), first);
}

function layoutOf(header: readonly string[], options: ColumnOptions): Layout | null {
  const columns = columnsOf(header, options);
  const hierarchy = hierarchyOf(columns, options.hierarchy);
  if (hierarchy !== null && !isCellOfList(header, columns, options)) return { hierarchy, columns };
  // Of a code list nothing but its order is usual: the code, then what it stands for.
  const isCodeList =
    options.hierarchy === 'code-prefix' && header.length === 2 && mapped(options).length === 0;
  if (!isCodeList) return null;
  const [code = '', label = ''] = header;
  return {
    hierarchy: 'code-prefix',
    columns: [
      { at: 0, name: code, meaning: { field: 'code' } },
      { at: 1, name: label, meaning: { field: 'label', language: options.language } },
    ],
  };
}

/**
 * One level among names that say nothing is a cell of a list that has the level of each row in a column ("Tier 1"), and not
 * the header of a list with a column per level.
 */
function isCellOfList(
  header: readonly string[],
  columns: readonly Column[],
  options: ColumnOptions,
): boolean {
  const [only, ...others] = columns;
  const isLoneLevel = others.length === 0 && only?.meaning.field === 'level';
  const isAskedFor = options.hierarchy !== null || mapped(options).length > 0;
  return isLoneLevel && !isAskedFor && header.filter((name) => name.trim() !== '').length > 1;
}

function columnsOf(header: readonly string[], options: ColumnOptions): readonly Column[] {
  const asked = mapped(options).flatMap(([field, name]): readonly Column[] => {
    const meaning = meaningOf(field, { languages: null, language: options.language });
    const at = header.findIndex((each) => plainName(each) === plainName(name));
    return meaning === null || at < 0 ? [] : [{ at, name, meaning }];
  });
  const taken = new Set(asked.map(({ at }) => at));
  const detected = header.flatMap((name, at): readonly Column[] => {
    const meaning = taken.has(at) ? null : meaningOf(name, options);
    return meaning === null ? [] : [{ at, name, meaning }];
  });
  return withoutRepeats([...asked, ...detected]);
}
