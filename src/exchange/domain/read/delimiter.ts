import { FindingList } from '../import-finding';
import { delimiters, type Delimiter } from '../import-options';
import { parseDelimited } from './delimited-text';

const sampleUnits = 64_000;
const sampleRows = 40;

/**
 * The delimiter of a text: the one with which most of its first rows have the same number of cells, more than one; of
 * equals the one with more cells. A comma where the text has one column.
 *
 * @example detectDelimiter('code;label\n1;Bills, wrong\n2;Moving\n') // 'semicolon'
 */
export function detectDelimiter(text: string): Delimiter {
  const sample = text.slice(0, sampleUnits);
  const names = Object.keys(delimiters) as Delimiter[];
  const judged = names.map((name) => ({ name, ...regularity(sample, delimiters[name]) }));
  const best = judged.reduce((one, other) => {
    const isBetter = other.rows > one.rows || (other.rows === one.rows && other.cells > one.cells);
    return isBetter ? other : one;
  });
  return best.rows === 0 ? 'comma' : best.name;
}

/** How many rows have the most frequent number of cells, where that is more than one. */
function regularity(text: string, delimiter: string): { readonly rows: number; readonly cells: number } {
  const rows = parseDelimited(text, delimiter, new FindingList()).slice(0, sampleRows);
  const rowsByCells = new Map<number, number>();
  for (const { cells } of rows) rowsByCells.set(cells.length, (rowsByCells.get(cells.length) ?? 0) + 1);
  rowsByCells.delete(1);
  const [first = [0, 0]] = [...rowsByCells].sort(([, one], [, other]) => other - one);
  return { rows: first[1], cells: first[0] };
}
