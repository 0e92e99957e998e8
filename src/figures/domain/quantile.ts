import { normalQuantile, usualLevel, type Interval } from '../../agreement/statistics';
import { figure, noFigure, type Figure, type UndefinedCause } from './share';

/** Values that are known to lie in a band, from `from` on and before `until`. */
export interface CountedBand {
  readonly from: number;
  /** Null: without end. */
  readonly until: number | null;
  readonly count: number;
}

/** A quantile of values of which only bands are known. */
export type BandedQuantile = Figure & {
  /** The limits of the band in which it lies for certain; null where there is none, an upper limit where the band has one. */
  readonly within: { readonly from: number; readonly until: number | null } | null;
  /** At 95 %, widened to whole bands; null where its upper limit is in a band without end, and where there is no quantile. */
  readonly interval: Interval | null;
  readonly of: number;
};

/**
 * A quantile of values that were counted in bands: the value at the share p of the way through them, taken as spread evenly
 * over their band. The band is certain, the place in it is not. The interval is that of order statistics, which asks nothing
 * of how values are distributed, widened to whole bands. Undefined without a value.
 *
 * Source: Conover 1999, Practical Nonparametric Statistics, 3.2.
 *
 * @param bands in the order of their limits
 *
 * @example bandedQuantile([{ from: 0, until: 10, count: 5 }, { from: 10, until: 20, count: 5 }], 0.5).value // 10
 */
export function bandedQuantile(
  bands: readonly CountedBand[],
  p: number,
  cause: UndefinedCause = 'NO_CONTACTS',
): BandedQuantile {
  const of = bands.reduce((sum, { count }) => sum + count, 0);
  const at = of <= 0 ? null : placeOf(bands, p * of);
  if (at === null) return { ...noFigure(cause), within: null, interval: null, of };
  const { band, before } = at;
  const { from, until } = band;
  const value = until === null ? from : from + ((p * of - before) / band.count) * (until - from);
  const reach = normalQuantile((1 + usualLevel) / 2) * Math.sqrt(of * p * (1 - p));
  const lower = placeOf(bands, Math.max(0, p * of - reach))?.band.from ?? from;
  const upper = placeOf(bands, Math.min(of, p * of + reach))?.band.until ?? null;
  const interval = upper === null ? null : { lower, upper, level: usualLevel };
  return { ...figure(value), within: { from, until }, interval, of };
}

/** The band in which the value of a rank lies, and how many values lie before it. */
function placeOf(bands: readonly CountedBand[], rank: number) {
  let before = 0;
  let last: { readonly band: CountedBand; readonly before: number } | null = null;
  for (const band of bands) {
    if (band.count <= 0) continue;
    last = { band, before };
    if (before + band.count >= rank) return last;
    before += band.count;
  }
  return last;
}
