import { bootstrap } from '../bootstrap';
import type { Estimate } from '../estimate';
import { normalInterval, tInterval, type Interval } from '../interval';
import type { JackknifeResult } from '../jackknife';
import type { Resampled } from '../resampled';
import type { ReportContext } from './report-context';
import type { ReportedStatistic, ReportInterval } from './report-types';

/** The ways to a standard error that a coefficient has; those it lacks are left out. */
export interface Uncertainty {
  readonly linearised?: () => number | null;
  readonly linearisedForSingletons?: () => number | null;
  readonly asymptotic?: () => number | null;
  readonly jackknife?: () => JackknifeResult;
  readonly bootstrap?: BootstrapWay;
  /** Takes the place of the jackknife's interval where there are too few units. */
  readonly smallSample?: (standardError: number | null) => Interval | null;
  /** Units behind the linearised error: one more than its degrees of freedom. */
  readonly units: number;
}

/** How many units are drawn, and how to prepare for the value of a draw. */
export interface BootstrapWay {
  readonly units: number;
  readonly prepare: () => Resampled;
}

/** What identifies a statistic and what it rests on. */
export type StatisticFacts = Pick<
  ReportedStatistic,
  'name' | 'category' | 'pair' | 'item' | 'level' | 'for' | 'items' | 'ratings' | 'observed' | 'chance'
>;

/** A statistic without a standard error. */
export const bareStatistic = (
  facts: StatisticFacts,
  { value, undefinedBecause }: Estimate,
): ReportedStatistic => ({
  ...facts,
  value,
  standardError: null,
  standardErrorMethod: null,
  interval: null,
  undefinedBecause,
});

/** A statistic with the standard error and interval of the method that was asked for, where it has one. */
export function statisticWithError(
  context: ReportContext,
  bare: ReportedStatistic,
  uncertainty: Uncertainty,
): ReportedStatistic {
  if (bare.value === null) return bare;
  const found = errorOf(context, bare.value, uncertainty);
  if (found === null) return bare;
  return { ...bare, ...found, standardErrorMethod: context.method };
}

type Found = Pick<ReportedStatistic, 'standardError' | 'interval' | 'undefinedResamples'>;

function errorOf(context: ReportContext, value: number, ways: Uncertainty): Found | null {
  switch (context.method) {
    case 'linearised':
      return ways.linearised === undefined ? null : byT(value, ways.linearised(), ways.units);
    case 'linearisedForSingletons': {
      const error = ways.linearisedForSingletons ?? ways.linearised;
      return error === undefined ? null : byT(value, error(), ways.units);
    }
    case 'asymptotic':
      return ways.asymptotic === undefined ? null : byNormal(value, ways.asymptotic());
    case 'jackknife':
      return ways.jackknife === undefined ? null : byJackknife(value, ways.jackknife(), ways);
    case 'bootstrap':
      return ways.bootstrap === undefined ? null : byBootstrap(context, ways.bootstrap);
  }
}

function byT(value: number, standardError: number | null, units: number): Found {
  if (standardError === null || units < 2) return { standardError, interval: null };
  return { standardError, interval: { ...tInterval({ value, standardError, units }), method: 't' } };
}

function byNormal(value: number, standardError: number | null): Found {
  if (standardError === null) return { standardError, interval: null };
  return { standardError, interval: { ...normalInterval(value, standardError), method: 'normal' } };
}

function byJackknife(
  value: number,
  { standardError, replicates }: JackknifeResult,
  ways: Uncertainty,
): Found {
  const small = ways.smallSample?.(standardError) ?? null;
  if (small !== null) return { standardError, interval: withMethod(small, 'wilson') };
  return byT(value, standardError, replicates);
}

function byBootstrap(context: ReportContext, { units, prepare }: BootstrapWay): Found {
  const { standardError, interval, undefinedResamples } = bootstrap(units, prepare(), context.bootstrap);
  context.options.onBootstrapped?.();
  return {
    standardError,
    interval: interval === null ? null : withMethod(interval, 'percentile'),
    undefinedResamples,
  };
}

const withMethod = (interval: Interval, method: ReportInterval['method']): ReportInterval => ({
  ...interval,
  method,
});
