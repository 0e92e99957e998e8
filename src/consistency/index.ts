export { consistencyMetrics } from './domain/consistency-metrics';
export { KeptEvidence } from './persistence/kept-evidence';
export { ConsistencyReader } from './queries/consistency-reader';
export { DriftReader, type ComparedPeriods } from './queries/drift-reader';
export { differingEvidence, type DifferingEvidence } from './queries/differing-evidence';
export { doubleCodings } from './queries/double-codings';
