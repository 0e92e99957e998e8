import { noShare, shareOf, type Share } from './share';

/** The fields of a contact whose codes are looked at. */
export const codedFields = ['reason', 'channel', 'department', 'segment', 'resolution'] as const;
export type CodedField = (typeof codedFields)[number];

export interface CodeQuality {
  readonly field: CodedField;
  /** Of all contacts, those of which something was said. */
  readonly completeness: Share;
  /** Of those of which something was said, those whose code is one of the taxonomy's and was valid then. */
  readonly validity: Share;
}

/**
 * How complete and how valid the codes of one field are, from the contacts that have a code and those that came with a value
 * that means nothing here (null: of these it is not known how many pass a filter). Undefined: NO_CONTACTS; NOT_TOLD_BY_FILTER;
 * validity also NO_VALUES, where nothing was said of any.
 *
 * @example codeQualityOf('segment', { contacts: 100, coded: 80, unmapped: 10 }).validity.value // 0.889
 */
export function codeQualityOf(
  field: CodedField,
  {
    contacts,
    coded,
    unmapped,
  }: { readonly contacts: number; readonly coded: number; readonly unmapped: number | null },
): CodeQuality {
  if (unmapped === null) {
    const untold = noShare('NOT_TOLD_BY_FILTER');
    return { field, completeness: untold, validity: untold };
  }
  const said = coded + unmapped;
  const cause = contacts === 0 ? 'NO_CONTACTS' : 'NO_VALUES';
  return { field, completeness: shareOf(said, contacts), validity: shareOf(coded, said, cause) };
}
