export { knownResolutions } from './commands/known-resolutions';
export { ResolutionReader } from './queries/resolution-reader';
