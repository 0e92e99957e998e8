/** How many numbers were compared, by kind. */
export const tally = new Map<string, number>();
/** What was left out, with its reason. */
export const leftOut: string[] = [];

export const counted = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);

/** Compares a number with an expected one and counts it. */
export function near(what: string, actual: number | null | undefined, { expected, tolerance }: Near): void {
  counted(what);
  if (typeof actual === 'number' && Math.abs(actual - expected) <= tolerance) return;
  throw new Error(`${what}: expected ${expected} to within ${tolerance}, but got ${actual}`);
}

interface Near {
  readonly expected: number;
  readonly tolerance: number;
}
