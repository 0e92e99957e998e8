import { FindingList } from '../import-finding';
import { delimiters, type Delimiter } from '../import-options';
import { parseDelimited } from './delimited-text';
import type { Row } from './table';

const sampleUnits = 64_000;
const sampleRows = 40;

/** Finds the header of a kind of file. */
export type HeaderFinder = (rows: readonly Row[]) => { readonly row: Row; readonly named: number } | null;

/** How well a text reads with a delimiter, what tells most first: more is better. */
type Score = readonly [namedColumns: number, rowsThatFit: number, equalRows: number, cells: number];

/**
 * The delimiter of a text: the one with which its header names most columns that we know, since cells may hold any of
 * them. Of equals the one with which fewer rows are longer than the header; then the one with which most of the first
 * rows have the same number of cells, more than one; then the one with more cells. A comma where nothing tells.
 *
 * @param headerOf the header among the first rows, and how many of its columns are known; null where it is none of them
 * @example detectDelimiter('code;label\n1;Bills, wrong\n2;Moving\n', headerOf) // 'semicolon'
 */
export function detectDelimiter(text: string, headerOf: HeaderFinder): Delimiter {
  const names = Object.keys(delimiters) as Delimiter[];
  const judged = names.map((name) => ({ name, score: scoreOf(sampled(text, delimiters[name]), headerOf) }));
  return judged.reduce((best, other) => (isBetter(other.score, best.score) ? other : best)).name;
}

/** The first rows of a text, without the one that the end of the sample may have cut. */
function sampled(text: string, delimiter: string): readonly Row[] {
  const rows = parseDelimited(text.slice(0, sampleUnits), delimiter, { findings: new FindingList() });
  const isCut = text.length > sampleUnits && rows.length > 1;
  return (isCut ? rows.slice(0, -1) : rows).slice(0, sampleRows);
}

function scoreOf(rows: readonly Row[], headerOf: HeaderFinder): Score {
  const header = headerOf(rows);
  const [equalRows, cells] = regularity(rows);
  if (header === null || header.named === 0) return [0, 0, equalRows, cells];
  const width = header.row.cells.length;
  const fitting = rows.filter((row) => row.line > header.row.line && row.cells.length <= width);
  return [header.named, fitting.length, equalRows, cells];
}

/** How many rows have the most frequent number of cells, where that is more than one, and that number. */
function regularity(rows: readonly Row[]): readonly [equalRows: number, cells: number] {
  const rowsByCells = new Map<number, number>();
  for (const { cells } of rows) rowsByCells.set(cells.length, (rowsByCells.get(cells.length) ?? 0) + 1);
  rowsByCells.delete(1);
  const [[cells, equalRows] = [0, 0]] = [...rowsByCells].sort(([, one], [, other]) => other - one);
  return [equalRows, cells];
}

function isBetter(one: Score, other: Score): boolean {
  const at = one.findIndex((part, place) => part !== other[place]);
  return (one[at] ?? 0) > (other[at] ?? 0);
}
