import { sha256Hex } from '../../../platform/digest';
import { textLimits } from '../../../platform/text';
import type { CodeFormat } from '../../../taxonomy/domain';

const digestDigits = 8;

/**
 * A code for a reason that came without one, made of the labels on its path in the manner that the policy asks for. The
 * same path gives the same code; a long one is cut and ends in a digest of the whole.
 *
 * @example derivedCode(['Billing', 'Late fée!'], 'ANY') // 'billing/late-fee'
 */
export function derivedCode(path: readonly string[], format: CodeFormat): string {
  const join = format === 'SLUG' ? '-' : format === 'UPPER_CASE' ? '_' : '/';
  const whole = path.map(slug).join(join);
  const cased = format === 'UPPER_CASE' ? whole.toUpperCase().replaceAll('-', '_') : whole;
  if (Array.from(cased).length <= textLimits.code) return cased;
  const digest = sha256Hex(path.join('\u0000')).slice(0, digestDigits);
  const kept = Array.from(cased)
    .slice(0, textLimits.code - digestDigits - 1)
    .join('')
    .replace(/[-_/]+$/, '');
  return `${kept}-${format === 'UPPER_CASE' ? digest.toUpperCase() : digest}`;
}

/**
 * The code itself where nobody has it, else with the first number behind it that makes it free.
 *
 * @example freeCode('bill', (code) => code === 'bill') // 'bill-2'
 */
export function freeCode(wished: string, isTaken: (code: string) => boolean): string {
  if (!isTaken(wished)) return wished;
  const stem = Array.from(wished)
    .slice(0, textLimits.code - digestDigits)
    .join('');
  for (let number = 2; ; number += 1) {
    const code = `${stem}-${number}`;
    if (!isTaken(code)) return code;
  }
}

function slug(label: string): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return words === '' ? 'reason' : words;
}
