import { textLimits } from '../../../platform/text';
import {
  contactKinds,
  priorities,
  useCaseGroups,
  type LocalizedText,
  type NoteKind,
  type Synonym,
} from '../../../taxonomy/domain';
import { excerpt, type FindingList } from '../import-finding';
import type { ContentWish, Properties } from '../import-file';
import type { Column } from './columns';
import { resolutionsOf } from './resolution-cells';
import type { RowReader } from './row-reader';
import type { Row } from './table';
import { splitTexts } from './text-list';

const yesWords = ['true', 'yes', 'y', '1', 'x', 'ja'];
const noWords = ['false', 'no', 'n', '0', 'nee'];

/**
 * What the cells of a row say of a reason besides its place and labels; null where there is no column for any of it. A
 * blank cell says nothing. Refused: a word that is not of its list.
 */
export function contentOf(row: Row, reader: RowReader, findings: FindingList): ContentWish | null {
  const columns = reader.columns.filter(({ meaning }) => !isPlace(meaning.field));
  if (columns.length === 0) return null;
  const notes: Partial<Record<NoteKind, LocalizedText>> = {};
  const intent: Record<string, string> = {};
  const synonyms: Synonym[] = [];
  for (const column of columns) {
    const { meaning } = column;
    if (!('language' in meaning)) continue;
    const { field, language } = meaning;
    if (field === 'synonym' || field === 'hiddenSynonym') {
      const hidden = field === 'hiddenSynonym';
      for (const text of splitTexts(reader.raw(row, column))) synonyms.push({ language, text, hidden });
      continue;
    }
    const text = reader.text(row, column, { field, maxLength: textLimits.note, multiline: true });
    if (text === null || field === 'label') continue;
    if (field === 'intent') intent[language] = text;
    else notes[field] = { ...notes[field], [language]: text };
  }
  const properties = propertiesOf(row, reader, findings);
  const resolutions = resolutionsOf(row, reader);
  return { synonyms, notes, intent, properties, resolutions, excludes: null, retirement: null };
}

const isPlace = (field: Column['meaning']['field']): boolean =>
  field === 'code' || field === 'parent' || field === 'label' || field === 'level';

function propertiesOf(row: Row, reader: RowReader, findings: FindingList): Partial<Properties> {
  const word = <Word extends string>(
    column: Column | null,
    cell: string,
    words: readonly Word[],
  ): readonly Word[] => {
    const plain = cell.toUpperCase().replace(/[\s-]+/g, '_');
    const known = words.find((each) => each === plain);
    if (known !== undefined) return [known];
    findings.refuse('UNKNOWN_WORD', reader.spot(row, column), {
      observed: excerpt(cell),
      expected: `one of ${words.join(', ')}`,
    });
    return [];
  };
  const one = <Word extends string>(field: 'kind' | 'priority', words: readonly Word[]): Word | undefined => {
    const column = reader.column(field);
    const cell = reader.raw(row, column);
    return cell === '' ? undefined : word(column, cell, words)[0];
  };
  const groups = reader.column('useCaseGroups');
  const useCases = splitTexts(reader.raw(row, groups)).flatMap((cell) => word(groups, cell, useCaseGroups));
  const channels = splitTexts(reader.raw(row, reader.column('channels')));
  return withoutUndefined({
    residual: residualOf(row, reader, findings),
    kind: one('kind', contactKinds),
    priority: one('priority', priorities),
    useCaseGroups: useCases.length === 0 ? undefined : useCases,
    channels: channels.length === 0 ? undefined : channels,
  });
}

function residualOf(row: Row, reader: RowReader, findings: FindingList): boolean | undefined {
  const column = reader.column('residual');
  const cell = reader.raw(row, column);
  if (cell === '') return undefined;
  const word = cell.toLowerCase();
  if (yesWords.includes(word)) return true;
  if (noWords.includes(word)) return false;
  findings.refuse('UNKNOWN_WORD', reader.spot(row, column), {
    observed: excerpt(cell),
    expected: 'true or false',
  });
  return undefined;
}

const withoutUndefined = (fields: {
  readonly [Field in keyof Properties]?: Properties[Field] | undefined;
}): Partial<Properties> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
