import type { BuildSchemaOptions } from 'type-graphql';
import type { Principal } from '../../access/domain';
import type { ActorLoader } from '../../access/graphql';
import type { NodeSource } from '../../platform/graphql/node-source';
import type { CorrespondenceReader } from '../queries/correspondence-reader';
import type { FetchListener } from '../queries/fetch-listener';
import type { TaxonomyReader } from '../queries/taxonomy-reader';
import {
  CodeChanged,
  ExcludesChanged,
  LabelChanged,
  NoteChanged,
  PropertyChanged,
  ReasonAdded,
  ReasonMoved,
  ReasonReactivated,
  ReasonRemoved,
  ReasonRetired,
  RetirementRevised,
  ScopeChanged,
  SynonymsChanged,
} from './reason-change.type';
import { ComparisonFields, DraftContentFields, VersionContentFields } from './content.resolvers';
import { DraftFields } from './draft-fields.resolver';
import { VersionFields } from './version-fields.resolver';
import {
  AssociationFields,
  CorrespondenceFields,
  CorrespondenceMutations,
  CorrespondenceQueries,
  VisibleCorrespondences,
} from './correspondence.resolvers';
import { TranslationQueries } from './translation.resolvers';
import { VersionCorrespondenceFields } from './version-correspondence.resolver';
import { TaxonomyMutations } from './governance.resolvers';
import { FindingFields, FindingReportFields, LintQueries } from './finding.resolvers';
import { ApprovalFields } from './review.resolvers';
import { DraftLogEntryFields, DraftLogFields } from './draft-log.resolvers';
import { RebaseMutations, RebasePreviewFields, RebaseQueries } from './rebase.resolvers';
import { PilotFields, PilotMutations, TaxonomyPilotFields, VersionPilotFields } from './pilot.resolvers';
import { operationResolvers } from './operation.resolvers';
import { TaxonomyQueries } from './taxonomy.resolver';
import { TaxonomyFields } from './taxonomy-fields.resolver';
import { VisibleTaxonomies } from './visible-taxonomies';
import { TaxonomyWaiverFields, WaiverFields, WaiverMutations } from './waiver.resolvers';

export interface TaxonomyReadModels {
  readonly reader: TaxonomyReader;
  readonly correspondences: CorrespondenceReader;
  readonly fetches: FetchListener;
}

/** The resolvers of this module, wired to what they read from. */
export function taxonomyResolvers(
  { reader, correspondences, fetches }: TaxonomyReadModels,
  makeActorLoader: () => ActorLoader,
  otherNodes: readonly NodeSource<Principal>[],
): readonly object[] {
  const visible = new VisibleTaxonomies(reader, makeActorLoader);
  const visibleCorrespondences = new VisibleCorrespondences(correspondences, visible);
  return [
    new TaxonomyQueries(reader, visible, { otherNodes, fetches }),
    new TaxonomyFields(visible, fetches),
    new VersionContentFields(visible),
    new DraftContentFields(visible),
    new VersionFields(visible),
    new DraftFields(visible),
    new ComparisonFields(),
    new LintQueries(visible),
    new FindingReportFields(),
    new FindingFields(visible),
    new PilotMutations(visible),
    new PilotFields(visible),
    new TaxonomyPilotFields(visible),
    new VersionPilotFields(visible),
    new WaiverMutations(visible),
    new WaiverFields(visible),
    new TaxonomyWaiverFields(visible),
    new TaxonomyMutations(visible),
    new ApprovalFields(visible),
    new RebaseQueries(reader, visible),
    new RebaseMutations(visible),
    new RebasePreviewFields(),
    new CorrespondenceQueries(visibleCorrespondences),
    new CorrespondenceMutations(visibleCorrespondences),
    new CorrespondenceFields(),
    new AssociationFields(),
    new VersionCorrespondenceFields(visibleCorrespondences),
    new TranslationQueries(visibleCorrespondences),
    new DraftLogFields(visible),
    new DraftLogEntryFields(visible),
    ...operationResolvers.map((OperationResolver) => new OperationResolver(visible)),
  ];
}

/** Types that are reached through an interface only. */
export const taxonomyOrphans: NonNullable<BuildSchemaOptions['orphanedTypes']> = [
  ReasonAdded,
  ReasonRemoved,
  ReasonRetired,
  ReasonReactivated,
  RetirementRevised,
  LabelChanged,
  CodeChanged,
  ReasonMoved,
  SynonymsChanged,
  NoteChanged,
  ExcludesChanged,
  ScopeChanged,
  PropertyChanged,
];

export { VisibleTaxonomies } from './visible-taxonomies';
export { schemaEnum } from '../../platform/graphql/schema-enum';
export { NoteKindEnum, PriorityEnum, ResolutionUseEnum, RetirementReasonEnum, SentimentEnum } from './enums';
export { localizedText, LocalizedTextInput } from './edit.inputs';
export { PlaceEnum } from './tree.inputs';
export { RetirementAssociationInput, retirementOf } from './retirement.inputs';
export { VersionComparisonType } from './comparison.type';
export { ScopeDeclarationEnum } from './reason-change.type';
export { DraftBlockedProblem } from './draft-blocked-problem.type';
export { operationProblems, StaleRevisionProblem } from './problems.type';
export {
  LocalizedTextType,
  localizedTexts,
  ResolutionMappingType,
  ResolutionTargetType,
  textIn,
} from './reason-parts.type';
export { ContentView, ReasonStateType, RetirementType, titleOfContent } from './reason-state.type';
export { ReasonType } from './reason.type';
export { ApprovalType } from './review.resolvers';
export { slice } from './content.resolvers';
export { PilotType } from './pilot.type';
export { TaxonomyType } from './taxonomy.type';
export { DraftType, ReasonStateConnection, TaxonomyVersionType } from './version.type';
export { CorrespondenceType } from './correspondence.type';
export { VisibleCorrespondences } from './correspondence.resolvers';
export { walkLimit } from './walk-limit';
