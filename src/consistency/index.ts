export { KeptEvidence } from './persistence/kept-evidence';
export { ConsistencyReader } from './queries/consistency-reader';
export { differingEvidence } from './queries/differing-evidence';
export { doubleCodings } from './queries/double-codings';
