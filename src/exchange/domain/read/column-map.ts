import { excerpt, type FindingList } from '../import-finding';
import type { ReadOptions } from '../import-options';
import { meaningOf, plainName } from './columns';
import type { Table } from './table';

/** What is said of the columns from outside. */
export type ColumnOptions = Pick<
  ReadOptions,
  'columns' | 'languages' | 'language' | 'hierarchy' | 'skipRows'
>;

/** The columns that were named, by field; `items` says where a list stands in JSON, and is no column. */
export const mapped = ({ columns }: ColumnOptions): readonly (readonly [string, string])[] =>
  Object.entries(columns).filter(([field]) => field !== 'items');

/**
 * Refuses fields that we do not know, languages that the taxonomy does not keep, and columns that are not there or there
 * twice; answers how many.
 */
export function mapFaults(table: Table, options: ColumnOptions, findings: FindingList): number {
  const spot = { line: table.headerLine, column: null };
  let faults = 0;
  for (const [field, name] of mapped(options)) {
    const meaning = meaningOf(field, { languages: null, language: options.language });
    const places = table.header.filter((each) => plainName(each) === plainName(name)).length;
    const strange =
      meaning !== null && 'language' in meaning && !options.languages.includes(meaning.language);
    if (meaning !== null && places === 1 && !strange) continue;
    faults += 1;
    if (meaning === null) {
      findings.refuse('UNKNOWN_COLUMN', spot, {
        observed: excerpt(field),
        expected: 'a field such as id, parent, label or label.nl',
      });
    } else if (strange) {
      findings.refuse('UNKNOWN_LANGUAGE', spot, {
        observed: excerpt(field),
        expected: `a language of the taxonomy (${options.languages.join(', ')})`,
      });
    } else {
      const known = table.header
        .filter((each) => each.trim() !== '')
        .slice(0, 30)
        .map(excerpt)
        .join(', ');
      const code = places === 0 ? 'UNKNOWN_COLUMN' : 'COLUMN_TWICE';
      const observed = places === 0 ? excerpt(name) : `${excerpt(name)} ${places} times`;
      findings.refuse(code, spot, { observed, expected: `one column among ${known}` });
    }
  }
  return faults;
}
