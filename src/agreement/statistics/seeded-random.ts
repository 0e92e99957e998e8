/** A source of numbers from 0 to below 1 that repeats itself exactly for the same seed. */
export type RandomSource = () => number;

/**
 * A seeded source of random numbers (mulberry32: 32 bits of state, period 2³²): enough to draw bootstrap samples that
 * anyone can draw again, unfit for secrets.
 *
 * @example const random = seededRandom(1); random(); // the same for seed 1 on every machine
 */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
