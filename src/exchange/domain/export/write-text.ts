import { shownLabel } from '../formats/wording';
import type { FileWriter } from './export-content';

/** A code in brackets, as an indented list has it behind a label. */
const bracketed = (code: string): string => `[${code.replace(/[\\[\]]/g, '\\$&')}]`;

/**
 * The reasons in use as an indented list, two spaces a level, the code behind the label.
 *
 * @example writeText(content, options) // 'Billing [bill]\n  Refund [refund]\n'
 */
export const writeText: FileWriter = ({ tree }, { language }) =>
  tree
    .depthFirst()
    .map((reason) => {
      const indent = '  '.repeat(tree.depth(reason.id) - 1);
      return `${indent}${shownLabel(reason, language).text} ${bracketed(reason.code)}\n`;
    })
    .join('');
