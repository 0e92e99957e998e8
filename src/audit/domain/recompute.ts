/** A number or word that came out otherwise when it was computed again. */
export interface Recomputed {
  /** Where it stands, such as `alpha.value`. */
  readonly path: string;
  readonly stored: string;
  readonly recomputed: string;
}

// Sums in another order, or another mathematics library, may differ in the last digits.
const relative = 1e-9;
const mostTold = 20;

/**
 * Where results that were stored differ from the same computed again: numbers by more than rounding, all else at all.
 * Twenty places at most.
 *
 * @example differencesBetween({ alpha: 0.7 }, { alpha: 0.8 }) // [{ path: 'alpha', stored: '0.7', recomputed: '0.8' }]
 */
export function differencesBetween(stored: unknown, recomputed: unknown, path = ''): readonly Recomputed[] {
  if (isSame(stored, recomputed)) return [];
  if (!isObject(stored) || !isObject(recomputed))
    return [{ path, stored: written(stored), recomputed: written(recomputed) }];
  const names = [...new Set([...Object.keys(stored), ...Object.keys(recomputed)])];
  return names
    .flatMap((name) =>
      differencesBetween(stored[name], recomputed[name], path === '' ? name : `${path}.${name}`),
    )
    .slice(0, mostTold);
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other;
  return Math.abs(one - other) <= relative * Math.max(1, Math.abs(one), Math.abs(other));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const written = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
