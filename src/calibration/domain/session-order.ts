import { seededRandom } from '../../agreement/statistics';
import { sha256Hex } from '../../platform/digest';

/** Seeds are 32-bit and not negative, so that they are the same number in every language. */
export const largestSeed = 2 ** 31 - 1;

/**
 * The order in which one coder of a session sees its items: a shuffle of 0 to `items - 1` that the session's seed and
 * the coder's place in it determine, so that no two coders tire on the same items.
 *
 * @example coderOrder({ seed: 1, coder: 0, items: 4 }) // the same for these three numbers on every machine
 */
export function coderOrder(given: {
  readonly seed: number;
  readonly coder: number;
  readonly items: number;
}): readonly number[] {
  const random = seededRandom(Number.parseInt(sha256Hex(`${given.seed}:${given.coder}`).slice(0, 8), 16));
  const order = Array.from({ length: given.items }, (_, index) => index);
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(random() * (last + 1));
    [order[last], order[chosen]] = [order[chosen] ?? 0, order[last] ?? 0];
  }
  return order;
}
