/** What must not stand in an excerpt. */
export const redactionKinds = ['EMAIL', 'IBAN', 'CARD', 'PHONE'] as const;
export type RedactionKind = (typeof redactionKinds)[number];

export interface RedactedExcerpt {
  readonly text: string;
  /** The kinds that were found, each once, in the order of `redactionKinds`. */
  readonly redacted: readonly RedactionKind[];
}

interface Pattern {
  readonly kind: RedactionKind;
  readonly placeholder: string;
  readonly pattern: RegExp;
  /** Whether what the pattern found is one; what is not stays as it was. */
  readonly holds: (found: string) => boolean;
}

const digitsOf = (text: string): string => text.replace(/[^0-9]/g, '');

const between = (count: number, least: number, most: number): boolean => count >= least && count <= most;

/*
 * Each quantifier is bounded and no two that follow one another take the same character, so that an excerpt of any
 * length is read once. What is doubtful is taken out: a number too many is a smaller harm than a customer's.
 */
const patterns: readonly Pattern[] = [
  {
    kind: 'EMAIL',
    placeholder: '[e-mail]',
    pattern:
      /[\p{L}\p{N}._%+'-]{1,64}(?:@|\s?[([]at[)\]]\s?)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/giu,
    holds: () => true,
  },
  {
    kind: 'IBAN',
    placeholder: '[IBAN]',
    pattern:
      /(?<![\p{L}\p{N}])[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,3})?(?![\p{L}\p{N}])/giu,
    holds: (found) => digitsOf(found).length >= 8,
  },
  {
    kind: 'CARD',
    placeholder: '[card]',
    pattern: /(?<![\p{L}\p{N}])[0-9](?:[ -]?[0-9]){12,18}(?![\p{L}\p{N}])/gu,
    holds: (found) => passesLuhn(digitsOf(found)),
  },
  {
    kind: 'PHONE',
    placeholder: '[phone]',
    pattern: /(?<![\p{L}\p{N}])(?:\+|\(\+?)?[0-9](?:[ ./()-]{0,3}[0-9]){6,17}(?![\p{L}\p{N}])/gu,
    holds: looksLikePhone,
  },
];

/**
 * Takes e-mail addresses, IBANs, card numbers and phone numbers out of a text and says which kinds it found. An IBAN
 * goes by its shape and a phone number by its length and its first digits, since a mistyped one names somebody too; a
 * card number by its check digit. Dates, times and amounts stay. Applied again, it changes nothing.
 *
 * @example redactExcerpt('Write to ann@example.org or call 020 555 01 23')
 * // { text: 'Write to [e-mail] or call [phone]', redacted: ['EMAIL', 'PHONE'] }
 */
export function redactExcerpt(excerpt: string): RedactedExcerpt {
  const found = new Set<RedactionKind>();
  let text = excerpt;
  for (const { kind, placeholder, pattern, holds } of patterns) {
    text = text.replace(pattern, (match) => {
      if (!holds(match)) return match;
      found.add(kind);
      return placeholder;
    });
  }
  return { text, redacted: redactionKinds.filter((kind) => found.has(kind)) };
}

/** A day or a moment, such as 2026-03-01 or 01/03/2026 10:15: digits enough for a phone number, and none. */
const dayOrMoment =
  /^(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4})(?:[ ][0-9]{1,2})?$/;

function looksLikePhone(found: string): boolean {
  const digits = digitsOf(found);
  if (dayOrMoment.test(found)) return false;
  const isInternational = /^[(]?\+/.test(found) || digits.startsWith('00');
  if (isInternational) return between(digits.length, 8, 17);
  const isGrouped = /[ ./()-]/.test(found);
  const isNational = digits.startsWith('0') || isGrouped || digits.length >= 9;
  return isNational && between(digits.length, 7, 15);
}

/** The check digit of ISO/IEC 7812-1, annex B, which every payment card carries. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const doubled = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
