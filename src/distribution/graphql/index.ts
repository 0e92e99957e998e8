import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { Consumers } from '../queries/consumers';
import { ConsumerFields, TaxonomyConsumers } from './consumer.resolver';

/** The resolvers of this module. */
export const distributionResolvers = (
  consumers: Consumers,
  taxonomies: VisibleTaxonomies,
): readonly object[] => [new TaxonomyConsumers(consumers), new ConsumerFields(taxonomies)];
