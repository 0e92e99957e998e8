import type { MetricDefinition } from '../../figures/domain';
import { driftMetrics } from './metrics/drift-metrics';
import { scoreMetrics } from './metrics/score-metrics';
import { scoreRestMetrics } from './metrics/score-rest-metrics';

/** Every score and drift there is, and what is told beside them: a test holds the fields of the schema against it. */
export const consistencyMetrics: readonly MetricDefinition[] = [
  ...scoreMetrics,
  ...scoreRestMetrics,
  ...driftMetrics,
];
