import { err, ok, type Result } from '../../../platform/result';
import type { Problem } from '../../../platform/problem';
import { mustBeText, textLimits, type TextProblem } from '../../../platform/text';

/** A customer as whoever asks knows them, or by the pseudonym that is kept here. */
export type NamedCustomer = { readonly customer: string } | { readonly customerKey: string };

const pseudonym = /^[0-9a-f]{32}$/;

/**
 * The pseudonym of a customer. Refused: a text that no contact can have had, and a pseudonym that is none; neither is repeated.
 *
 * @example customerKeyOf({ customerKey: 'ABC' }, pseudonymOf) // err: expected 32 hexadecimal digits
 */
export function customerKeyOf(
  named: NamedCustomer,
  pseudonymOf: (customer: string) => string,
): Result<string, TextProblem> {
  if ('customerKey' in named) {
    const { customerKey } = named;
    if (pseudonym.test(customerKey)) return ok(customerKey);
    return err({
      ...{ code: 'MALFORMED_TEXT', field: 'customerKey', fault: 'TOO_LONG' },
      ...{ observed: customerKey.length, limit: 32 },
      message: `customerKey: expected 32 hexadecimal digits in lower case, but got ${customerKey.length} characters that are not`,
    });
  }
  const text = mustBeText(named.customer, { field: 'customer', maxLength: textLimits.name });
  return text.ok ? ok(pseudonymOf(text.value)) : text;
}

/** A reason, which the history keeps for ever, with what somebody or a contact of theirs is known by in it. */
export interface CustomerNamed extends Problem {
  readonly code: 'CUSTOMER_NAMED';
  readonly field: 'because';
}

/** Shorter ones stand in many a sentence, such as the number of an article of a law. */
const shortestName = 3;

/**
 * Whether a reason names none of those it must not: as whole words, whatever their case. Names of less than three characters are
 * not looked for.
 *
 * @example mustNotName('Anna Bos asked for it', ['anna bos']) // err: CUSTOMER_NAMED
 */
export function mustNotName(because: string, names: readonly string[]): Result<string, CustomerNamed> {
  const text = folded(because);
  const isNamed = names.some((name) => name.length >= shortestName && hasWords(text, folded(name)));
  return isNamed ? err(customerNamed) : ok(because);
}

const customerNamed: CustomerNamed = {
  ...{ code: 'CUSTOMER_NAMED', field: 'because' },
  message:
    'because: expected a reason that names neither the customer nor a contact, since the history keeps it for ever, but it names one',
};

const folded = (text: string): string => text.normalize('NFC').trim().toLowerCase();

const partOfWord = /[\p{L}\p{N}]/u;

function hasWords(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + words.length]];
    if (!partOfWord.test(before) && !partOfWord.test(after)) return true;
  }
  return false;
}
