const separator = ' | ';

/**
 * Several texts in one cell, with bars between them; a bar or a backslash within a text gets a backslash before it.
 *
 * @example joinTexts(['bill', 'a|b']) // 'bill | a\\|b'
 */
export const joinTexts = (texts: readonly string[]): string =>
  texts.map((text) => text.replace(/[\\|]/g, '\\$&')).join(separator);

/**
 * The texts of a cell, without those that are empty.
 *
 * @example splitTexts('bill | a\\|b') // ['bill', 'a|b']
 */
export const splitTexts = (cell: string): readonly string[] =>
  (cell.match(/(?:\\[\\|]|[^|])+/g) ?? [])
    .map((text) => text.replace(/\\([\\|])/g, '$1').trim())
    .filter((text) => text !== '');
