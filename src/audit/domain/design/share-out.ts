/** A part to be drawn from. */
export interface Part {
  /** How many there are. */
  readonly size: number;
  /** How many are drawn at least; no more than there are. */
  readonly least: number;
}

/**
 * Shares a number of draws out over parts: in proportion to their sizes, none getting fewer than its least. What a small
 * part gets beyond its proportion the larger ones give, each in proportion. Whole numbers by the largest remainder, the
 * first of equals first. Needs: SUM of least <= total <= SUM of sizes.
 *
 * @example shareOut([{ size: 900, least: 2 }, { size: 100, least: 20 }], 100) // [80, 20]
 * @example shareOut([{ size: 900, least: 2 }, { size: 100, least: 2 }], 100) // [90, 10]
 */
export function shareOut(parts: readonly Part[], total: number): readonly number[] {
  const atLeast = new Set<number>();
  for (;;) {
    const rate = rateOf(parts, total, atLeast);
    const short = [...parts.entries()].filter(
      ([at, { size, least }]) => !atLeast.has(at) && rate * size < least,
    );
    if (short.length === 0) return rounded(parts, total, { rate, atLeast });
    for (const [at] of short) atLeast.add(at);
  }
}

function rateOf(parts: readonly Part[], total: number, atLeast: ReadonlySet<number>): number {
  let left = total;
  let size = 0;
  for (const [at, part] of parts.entries()) {
    if (atLeast.has(at)) left -= part.least;
    else size += part.size;
  }
  return size === 0 ? 0 : left / size;
}

function rounded(
  parts: readonly Part[],
  total: number,
  { rate, atLeast }: { readonly rate: number; readonly atLeast: ReadonlySet<number> },
): readonly number[] {
  const exact = parts.map(({ size, least }, at) => (atLeast.has(at) ? least : rate * size));
  const whole = exact.map((share) => Math.floor(share + rounding));
  const missing = total - whole.reduce((sum, share) => sum + share, 0);
  const byRemainder = [...exact.entries()]
    .filter(([at]) => (whole[at] ?? 0) < (parts[at]?.size ?? 0))
    .toSorted(
      ([one, first], [other, second]) =>
        second - Math.floor(second) - (first - Math.floor(first)) || one - other,
    );
  const raised = new Set(byRemainder.slice(0, missing).map(([at]) => at));
  return whole.map((share, at) => (raised.has(at) ? share + 1 : share));
}

// A share that is a whole number but for rounding is that number.
const rounding = 1e-9;
