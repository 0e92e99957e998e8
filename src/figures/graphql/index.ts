import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { metricDefinitions, type MetricDefinition } from '../domain';
import type { FiguresReader } from '../queries/figures-reader';
import { FiguresResolver } from './figures.resolver';
import { MetricDefinitionResolver } from './metric-definition.resolver';
import { ObservedReasonFields, ObservedResolutionsFields, ObservedResolver } from './observed.resolvers';
import { ProposalMutation } from './proposal.mutation';
import { ContactRateChangeFields, RateResolver, RecodingFields } from './rate.resolvers';
import { SegmentResolver } from './segment.resolvers';
import { VisibleFigures } from './visible-figures';
import { ReasonVolumeFields, VolumeResolver } from './volume.resolvers';

/** The resolvers of this module, wired to what they read from, with what figures of other modules are. */
export function figuresResolvers(
  reader: FiguresReader,
  taxonomies: VisibleTaxonomies,
  others: readonly MetricDefinition[],
): readonly object[] {
  const visible = new VisibleFigures(reader, taxonomies);
  const volumes = new VolumeResolver(visible);
  return [
    new FiguresResolver(visible),
    volumes,
    new ReasonVolumeFields(volumes),
    new RateResolver(visible),
    new ContactRateChangeFields(visible),
    new RecodingFields(visible),
    new ObservedResolver(visible),
    new ObservedResolutionsFields(visible),
    new ObservedReasonFields(),
    new SegmentResolver(reader, taxonomies),
    new ProposalMutation(taxonomies),
    new MetricDefinitionResolver([...metricDefinitions, ...others]),
  ];
}

export { CodedFieldEnum } from './usage-figures.type';
export { daysOf } from './figures.inputs';
