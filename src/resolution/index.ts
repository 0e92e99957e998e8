export { knownResolutions } from './commands/known-resolutions';
export { FactsOfResolutions } from './persistence/facts-of-resolutions';
export { ResolutionReader } from './queries/resolution-reader';
