/** What a spreadsheet would run, the wide forms of some keyboards among them, however many apostrophes stand before it. */
const formula = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const neutralised = /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A cell that a spreadsheet shows and does not run: an apostrophe goes before what looks like a formula. Another one goes
 * before one that has an apostrophe already, so that the way back is the same for all.
 *
 * @example neutralCell('=1+1') // "'=1+1"
 */
export const neutralCell = (text: string): string => (formula.test(text) ? `'${text}` : text);

/**
 * The text that was neutralised; any other stays as it is.
 *
 * @example originalCell(neutralCell(text)) === text // true, for every text
 */
export const originalCell = (cell: string): string => (neutralised.test(cell) ? cell.slice(1) : cell);
