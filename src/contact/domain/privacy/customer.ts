import { err, ok, type Result } from '../../../platform/result';
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
