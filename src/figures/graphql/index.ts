import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import { metricDefinitions, type MetricDefinition } from '../domain';
import type { FiguresReader } from '../queries/figures-reader';
import { AlertResolver, ChangeAlertsFields, TrendAlertsFields } from './alert.resolvers';
import { AnnotationFields, AnnotationResolver, type VisibleAnnotations } from './annotation.resolvers';
import {
  ContactsPerCustomerFields,
  CustomerResolver,
  CustomersWhoContactedFields,
} from './customer.resolvers';
import { FiguresResolver } from './figures.resolver';
import { ComparisonResolver, SimpsonCheckFields } from './comparison.resolvers';
import { MeasureResolver, ReasonMeasuresFields } from './measure.resolvers';
import { MetricDefinitionResolver } from './metric-definition.resolver';
import { ObservedReasonFields, ObservedResolutionsFields, ObservedResolver } from './observed.resolvers';
import { OpportunityResolver } from './opportunity.resolver';
import { ProposalMutation } from './proposal.mutation';
import { ContactRateChangeFields, RateResolver, RecodingFields } from './rate.resolvers';
import { RepeatResolver } from './repeat.resolver';
import { SegmentResolver } from './segment.resolvers';
import { VisibleFigures } from './visible-figures';
import { ReasonVolumeFields, VolumeResolver } from './volume.resolvers';

/** The resolvers of this module, wired to what they read from, with what figures of other modules are. */
export function figuresResolvers(
  reader: FiguresReader,
  visibleToo: { readonly taxonomies: VisibleTaxonomies; readonly annotations: VisibleAnnotations },
  others: readonly MetricDefinition[],
): readonly object[] {
  const { taxonomies, annotations } = visibleToo;
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
    new CustomerResolver(),
    new ContactsPerCustomerFields(),
    new CustomersWhoContactedFields(),
    new RepeatResolver(),
    new MeasureResolver(visible),
    new ReasonMeasuresFields(),
    new AlertResolver(),
    new TrendAlertsFields(visible),
    new ChangeAlertsFields(visible),
    new ComparisonResolver(visible),
    new SimpsonCheckFields(),
    new OpportunityResolver(visible),
    new AnnotationResolver(annotations),
    new AnnotationFields(taxonomies),
    new SegmentResolver(reader, taxonomies),
    new ProposalMutation(taxonomies),
    new MetricDefinitionResolver([...metricDefinitions, ...others]),
  ];
}

export { CodedFieldEnum } from './usage-figures.type';
export { daysOf } from './figures.inputs';
export { VisibleAnnotations } from './annotation.resolvers';
