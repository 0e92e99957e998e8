import type { FindingList } from '../import-finding';
import type { ImportEntry, ParentWish } from '../import-file';
import type { ReadOptions } from '../import-options';
import { prefixParents } from './code-prefix';
import { contentOf } from './content-cells';
import type { ReadTable } from './find-header';
import type { RowReader } from './row-reader';
import type { Row } from './table';

type ListOptions = Pick<ReadOptions, 'missingId'> & { readonly findings: FindingList };

/**
 * The entries of a list in which each row is one reason with an id: its parent by id, or by the prefix of its code.
 * Refused, each with its line: a row without an id (unless those are left out) or a name, and text that cannot be stored.
 *
 * @example listedEntries({ table, layout }, reader, { ...options, findings })[1].parent // { kind: 'CODE', code: '1' }
 */
export function listedEntries(
  read: ReadTable,
  reader: RowReader,
  options: ListOptions,
): readonly ImportEntry[] {
  const { findings } = options;
  const missingId = (row: Row): void => {
    const spot = reader.spot(row, reader.column('code'));
    if (options.missingId === 'refuse') return reader.refuse('MISSING_ID', spot, 'an id');
    findings.warn('MISSING_ID', spot, { observed: 'a blank cell: the row is left out', expected: 'an id' });
  };
  const coded = read.table.rows.flatMap((row) => {
    reader.mustFit(row);
    const column = reader.column('code');
    const code = reader.code(row, column);
    if (reader.raw(row, column) === '') missingId(row);
    return code === null ? [] : [{ row, code }];
  });
  const parentOf = parentsIn(read, reader, coded);
  return coded.map(({ row, code }) => {
    const labels = reader.labels(row);
    const spot = reader.spot(row, reader.column('label'));
    const isUnnamed = reader.columns.every(({ meaning }, at) => {
      return meaning.field !== 'label' || reader.raw(row, reader.columns[at] ?? null) === '';
    });
    if (isUnnamed) reader.refuse('MISSING_NAME', spot, 'a name');
    const content = contentOf(row, reader, findings);
    return { key: code, line: row.line, id: null, code, parent: parentOf(row, code), labels, content };
  });
}

type ParentOf = (row: Row, code: string) => ParentWish;

function parentsIn(
  { layout }: ReadTable,
  reader: RowReader,
  coded: readonly { readonly code: string }[],
): ParentOf {
  if (layout.hierarchy === 'code-prefix') {
    const parents = prefixParents(coded.map(({ code }) => code));
    return (_, code) => wishFor(parents.get(code) ?? null);
  }
  const column = reader.column('parent');
  if (column === null) return () => ({ kind: 'UNSAID' });
  return (row) => wishFor(reader.code(row, column));
}

const wishFor = (code: string | null): ParentWish =>
  code === null ? { kind: 'ROOT' } : { kind: 'CODE', code };
