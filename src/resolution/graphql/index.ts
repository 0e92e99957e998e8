import type { TaxonomyReader } from '../../taxonomy';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { ResolutionImportMutation } from './resolution-import.mutation';
import { ResolutionMutations } from './resolution.mutations';
import {
  ResolutionFields,
  ResolutionMappingFields,
  ResolutionQueries,
  TaxonomyResolutionFields,
} from './resolution.resolvers';
import type { VisibleResolutions } from './visible-resolutions';

/** The resolvers of this module, wired to what they read from. */
export const resolutionResolvers = (
  taxonomies: TaxonomyReader,
  visible: VisibleTaxonomies,
  resolutions: VisibleResolutions,
): readonly object[] => [
  new ResolutionMutations(resolutions),
  new ResolutionImportMutation(),
  new ResolutionFields(visible),
  new ResolutionMappingFields(resolutions),
  new TaxonomyResolutionFields(resolutions),
  new ResolutionQueries(taxonomies, visible),
];

export { VisibleResolutions } from './visible-resolutions';
