import type { TaxonomyId } from '../../platform/ids';
import type { ResolutionCodes } from '../domain';

/**
 * All that contents ask of resolution codes, in commands and in queries alike. Resolutions build on taxonomies and not the other
 * way round: which class answers is decided where the service is put together.
 */
export abstract class ResolutionFacts {
  /** The codes of each taxonomy as they stand now, in the order given. */
  abstract codesNow(taxonomyIds: readonly TaxonomyId[]): Promise<readonly ResolutionCodes[]>;
}
