import type { Distance } from '../distance';
import type { UndefinedCause } from '../estimate';
import type { KrippendorffMetric } from '../krippendorff-metrics';
import type { TaxonomyPath } from '../path-distance';
import type { Ratings } from '../ratings';
import type { WeightScheme } from '../weights';
import type { BootstrapOptions } from '../bootstrap';

/** Who rated what, or only how often each category was chosen. */
export type AgreementData =
  | {
      readonly kind: 'ratings';
      readonly ratings: Ratings;
      readonly items: readonly string[];
      readonly coders: readonly string[];
    }
  /** Units that the first coder put in the row's category and the second in the column's. */
  | { readonly kind: 'table'; readonly table: readonly (readonly number[])[] }
  /** Per item how many ratings fell in each category; who gave them is not known. */
  | {
      readonly kind: 'counts';
      readonly counts: readonly (readonly number[])[];
      readonly items: readonly string[];
    };

/**
 * `linearised` is Gwet's form as published; `linearisedForSingletons` the same with the share of items rated once left
 * free; `asymptotic` the large-sample error of a pair table with a normal interval; the others as their names say.
 */
export const standardErrorMethods = [
  'linearised',
  'linearisedForSingletons',
  'jackknife',
  'asymptotic',
  'bootstrap',
] as const;

/** How standard errors are found. */
export type StandardErrorMethod = (typeof standardErrorMethods)[number];

/** What the report is about and how it is computed. */
export interface ReportOptions {
  /** The declared categories in their order; or those in use alone, and `declared` says how many there were. */
  readonly categories: readonly string[];
  /** How many categories there were to choose from; matters to AC1 and Brennan-Prediger. Default those listed. */
  readonly declared?: number;
  /** Their values where all are numbers, ascending; null for names. */
  readonly levels: readonly number[] | null;
  /** How alike categories are, for all coefficients but alpha with a metric of its own. Default unweighted. */
  readonly weights?: WeightScheme;
  /** Whether weights act on the values of the categories or on their positions. Default values where there are any. */
  readonly weightBasis?: 'value' | 'position';
  /** The metric of alpha. Default 1 - weight. */
  readonly metric?: KrippendorffMetric;
  /** A distance of one's own for alpha, in the order of the categories. */
  readonly distance?: Distance;
  /** Where each category stands in its taxonomy: adds alpha by path and by level. */
  readonly paths?: readonly TaxonomyPath[];
  readonly standardError?: StandardErrorMethod;
  /** For the jackknife: the cluster of each item, to leave out whole clusters. */
  readonly clusters?: readonly string[];
  readonly bootstrap?: BootstrapOptions;
  /** Told after each coefficient whose units were drawn anew. */
  readonly onBootstrapped?: () => void;
  /** What to report; pairs of coders and of categories grow with their square. Default everything. */
  readonly parts?: readonly ReportPart[];
}

/** The parts of a report, in its order. */
export const reportParts = ['overall', 'levels', 'pairs', 'categories', 'items'] as const;
export type ReportPart = (typeof reportParts)[number];

/** An interval and how it was found. */
export interface ReportInterval {
  readonly lower: number;
  readonly upper: number;
  readonly level: number;
  /** `wilson` where there are too few items for the method's own interval. */
  readonly method: 't' | 'normal' | 'percentile' | 'wilson';
}

/** One number of the report, or the reason why there is none. */
export interface ReportedStatistic {
  readonly name: string;
  readonly category?: string;
  /** Two coders, or for conditional agreement the given and the other category. */
  readonly pair?: readonly [string, string];
  readonly item?: string;
  /** The level of the taxonomy, 1 below the root. */
  readonly level?: number;
  /** The coefficient that a chance agreement belongs to. */
  readonly for?: string;
  readonly value: number | null;
  readonly standardError: number | null;
  readonly standardErrorMethod: StandardErrorMethod | null;
  readonly interval: ReportInterval | null;
  readonly undefinedBecause: UndefinedCause | null;
  /** How many items the value rests on. */
  readonly items: number;
  /** How many ratings the value rests on. */
  readonly ratings: number;
  readonly observed?: number | null;
  readonly chance?: number | null;
  readonly degreesOfFreedom?: number | null;
  readonly pValue?: number | null;
  /** Bootstrap resamples in which the value did not exist. */
  readonly undefinedResamples?: number;
}

/** All numbers of a data set. */
export interface AgreementReport {
  readonly statistics: readonly ReportedStatistic[];
}

/** Why a report cannot be made as asked. */
export type ReportProblem =
  | { readonly kind: 'METRIC_NEEDS_NUMBERS'; readonly metric: KrippendorffMetric }
  | { readonly kind: 'METRIC_NEEDS_POSITIVE_LEVELS'; readonly metric: string; readonly received: number }
  | {
      readonly kind: 'SIZES_DIFFER';
      readonly of: 'distance' | 'paths';
      readonly expected: number;
      readonly received: number;
    };
