import type { ContactReader } from '../../contact';
import type { VisibleContacts } from '../../contact/graphql';
import type { OwnershipReader } from '../../ownership';
import { VisibleOwnership } from '../../ownership/graphql';
import type { VisibleTaxonomies } from '../../taxonomy/graphql';
import type { ConsistencyReader } from '../queries/consistency-reader';
import type { DriftReader } from '../queries/drift-reader';
import { AgreementChartFields, AgreementChartResolver } from './agreement-chart.resolver';
import { DriftAlertFields, DriftFields, DriftResolver, LabelDriftFields } from './drift.resolver';
import { EvidenceRecountFields } from './evidence-recount.resolver';
import { ScoreFields, ScoreResolver } from './score.resolver';
import {
  CoderScoreField,
  DepartmentScoreField,
  ReasonScoreField,
  VersionScoreField,
} from './scored.resolvers';
import { VisibleConsistency } from './visible-consistency';

export interface ConsistencyGraph {
  readonly readers: {
    readonly consistency: ConsistencyReader;
    readonly drifts: DriftReader;
    readonly contacts: ContactReader;
    readonly ownership: OwnershipReader;
  };
  readonly taxonomies: VisibleTaxonomies;
  readonly contacts: VisibleContacts;
}

/** The resolvers of this module, wired to what they read from. */
export function consistencyResolvers({ readers, taxonomies, contacts }: ConsistencyGraph): readonly object[] {
  const ownership = new VisibleOwnership(readers.ownership);
  const visible = new VisibleConsistency(readers.consistency, readers.drifts, {
    ...{ taxonomies, contacts, ownership },
  });
  return [
    new ScoreResolver(visible, readers.contacts),
    new ScoreFields(visible),
    new ReasonScoreField(visible),
    new CoderScoreField(visible),
    new DepartmentScoreField(visible),
    new VersionScoreField(visible),
    new EvidenceRecountFields(readers.consistency),
    new DriftResolver(visible),
    new DriftFields(visible),
    new LabelDriftFields(visible),
    new DriftAlertFields(visible),
    new AgreementChartResolver(visible),
    new AgreementChartFields(visible),
  ];
}
