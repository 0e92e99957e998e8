/** From `from` seconds on and before `until`; null: without end. */
export interface HandlingBand {
  readonly from: number;
  readonly until: number | null;
}

const minute = 60;
const hour = 3_600;
const day = 86_400;

const steps = (from: number, until: number, by: number): readonly number[] =>
  Array.from({ length: Math.round((until - from) / by) }, (_, at) => from + at * by);

/**
 * Where the bands begin in which handle times are counted, in seconds: narrow where calls are, and wider above. They are
 * kept with the counts, so that a limit that moved would make old counts mean something else.
 */
export const handlingLimits: readonly number[] = [
  ...steps(0, 5 * minute, 10),
  ...steps(5 * minute, 15 * minute, 30),
  ...steps(15 * minute, 30 * minute, minute),
  ...steps(30 * minute, 2 * hour, 5 * minute),
  ...steps(2 * hour, 8 * hour, 30 * minute),
  ...steps(8 * hour, day, 2 * hour),
  ...[1, 2, 3, 5, 7, 14, 30, 90].map((days) => days * day),
];

/**
 * The number of the band that a handle time lies in, from 1 on.
 *
 * @example handlingBandOf(25) // 3: from 20 seconds on and before 30
 */
export function handlingBandOf(seconds: number): number {
  let [low, high] = [0, handlingLimits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((handlingLimits[middle] ?? Infinity) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The limits of a band.
 *
 * @example handlingBand(3) // { from: 20, until: 30 }
 */
export const handlingBand = (band: number): HandlingBand => ({
  from: handlingLimits[band - 1] ?? 0,
  until: handlingLimits[band] ?? null,
});
