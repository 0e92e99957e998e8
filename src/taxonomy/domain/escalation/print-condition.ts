import { unreachable } from '../../../platform/result';
import { inOneForm, type Clause, type Comparison, type Condition } from './condition';

const symbolOf: Readonly<Record<Comparison, string>> = { AT_MOST: '<=', AT_LEAST: '>=', EXACTLY: '=' };

/**
 * A condition in words, on one line: what `parseCondition` reads as the same condition.
 *
 * @example printCondition({ kind: 'REPEATS', comparison: 'AT_LEAST', value: 2 }) // 'repeats >= 2'
 */
export const printCondition = (condition: Condition): string => printed(inOneForm(condition));

function printed(condition: Condition): string {
  switch (condition.kind) {
    case 'ANY':
      return condition.of.map(printed).join(' or ');
    case 'ALL':
      return condition.of.map((part) => inBrackets(part, part.kind === 'ANY')).join(' and ');
    case 'NOT': {
      const { of } = condition;
      return `not ${inBrackets(of, of.kind === 'ANY' || of.kind === 'ALL')}`;
    }
    default:
      return printClause(condition);
  }
}

const inBrackets = (condition: Condition, isNeeded: boolean): string =>
  isNeeded ? `(${printed(condition)})` : printed(condition);

/** A clause in words. */
export function printClause(clause: Clause): string {
  switch (clause.kind) {
    case 'SENTIMENT':
    case 'PRIORITY':
      return `${clause.kind.toLowerCase()} ${symbolOf[clause.comparison]} ${clause.value.toLowerCase()}`;
    case 'REPEATS':
      return `repeats ${symbolOf[clause.comparison]} ${clause.value}`;
    case 'CHANNEL':
      return listed(clause.anyOf.map(asCode), { one: 'channel =', many: 'channel in' });
    case 'NOTE':
      return listed(clause.anyOf.map(inQuotes), { one: 'note has', many: 'note has any' });
    default:
      return unreachable(clause);
  }
}

function listed(items: readonly string[], words: { readonly one: string; readonly many: string }): string {
  return items.length === 1 ? `${words.one} ${items.join('')}` : `${words.many} (${items.join(', ')})`;
}

const asCode = (code: string): string => (/^[A-Za-z0-9_]+$/.test(code) ? code : inQuotes(code));

const inQuotes = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
