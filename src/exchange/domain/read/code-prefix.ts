const separator = /[.\-/_ :]/;
const letters = /^\p{L}+$/u;
const startsWithDigit = /^\p{Nd}/u;

/**
 * The parent of each code of a classification: the longest other code that is a prefix of it. Where codes of the list have
 * separators, a prefix ends before one ("A1" is no parent of "A10", but is of "A1-1"). A code that starts with a digit and
 * has no such parent stands under the nearest code before it that is of a higher section: one of letters only. Codes that
 * are at the root are not in the answer.
 *
 * @example prefixParents(['A', '01', '011', '02']) // Map { '01' => 'A', '011' => '01', '02' => 'A' }
 */
export function prefixParents(codes: readonly string[]): ReadonlyMap<string, string> {
  const known = new Set(codes);
  const isSegmented = codes.some((code) => separator.test(code));
  const parents = new Map<string, string>();
  let section: string | null = null;
  for (const code of codes) {
    const parent = longestPrefix(code, known, isSegmented) ?? (startsWithDigit.test(code) ? section : null);
    if (parent !== null) parents.set(code, parent);
    if (letters.test(code)) section = code;
  }
  return parents;
}

function longestPrefix(code: string, known: ReadonlySet<string>, isSegmented: boolean): string | null {
  for (let end = code.length - 1; end > 0; end -= 1) {
    const prefix = code.slice(0, end);
    if (!known.has(prefix)) continue;
    const isWhole = !isSegmented || separator.test(code.charAt(end)) || separator.test(code.charAt(end - 1));
    if (isWhole) return prefix;
  }
  return null;
}
