import { parseColumnMap } from '../import-options';
import { curatedFields, type CuratedField, type CuratedOptions } from './curated-table';

/**
 * Which column of a curated table holds which field, from the words of a command line; null where there is an entry that
 * is none, or a field that is not known.
 *
 * @example curatedColumns('source=ISIC Rev. 4,target=CPC 2.1') // { source: 'ISIC Rev. 4', target: 'CPC 2.1' }
 * @example curatedColumns('') // {}
 */
export function curatedColumns(text: string): CuratedOptions['columns'] | null {
  if (text.trim() === '') return {};
  const columns = parseColumnMap(text);
  const isKnown = columns !== null && Object.keys(columns).every(isCuratedField);
  return isKnown ? columns : null;
}

export const isCuratedField = (word: string): word is CuratedField =>
  (curatedFields as readonly string[]).includes(word);
