import { alertMetrics } from './metrics/alert-metrics';
import { comparisonMetrics } from './metrics/comparison-metrics';
import { customerMetrics } from './metrics/customer-metrics';
import { intervalMetrics } from './metrics/interval-metrics';
import { measureMetrics } from './metrics/measure-metrics';
import { opportunityMetrics } from './metrics/opportunity-metrics';
import { qualityMetrics } from './metrics/quality-metrics';
import { rateMetrics } from './metrics/rate-metrics';
import { recodingMetrics } from './metrics/recoding-metrics';
import { repeatMetrics } from './metrics/repeat-metrics';
import { resolutionMetrics } from './metrics/resolution-metrics';
import { volumeMetrics } from './metrics/volume-metrics';
import type { MetricDefinition } from './metrics/metric-definition';

export type { MetricDefinition } from './metrics/metric-definition';

/** Every figure there is: a test holds the fields of the schema against it. */
export const metricDefinitions: readonly MetricDefinition[] = [
  ...volumeMetrics,
  ...qualityMetrics,
  ...rateMetrics,
  ...resolutionMetrics,
  ...recodingMetrics,
  ...customerMetrics,
  ...repeatMetrics,
  ...measureMetrics,
  ...comparisonMetrics,
  ...alertMetrics,
  ...opportunityMetrics,
  ...intervalMetrics,
];
