export { KeptEvidence } from './persistence/kept-evidence';
export { differingEvidence, doubleCodings } from './queries/double-codings';
