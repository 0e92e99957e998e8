import 'reflect-metadata';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { buildSchemaSync, type BuildSchemaOptions } from 'type-graphql';
import type { AccessReader } from './access';
import { AccessResolver, ActorFields, actorLoader, type ActorLoader } from './access/graphql';
import { AgreementResolver } from './agreement/graphql';
import type { AuditCodings, AuditReader, AuditRecomputations, ModelReader, PilotReports } from './audit';
import { auditResolvers, VisibleAudits } from './audit/graphql';
import type { CheckReader } from './checks';
import { checkResolvers, VisibleChecks } from './checks/graphql';
import type { CoachingReader, CodingReader, SessionReader, SessionResultsReader } from './calibration';
import { calibrationResolvers, VisibleSessions } from './calibration/graphql';
import { consistencyMetrics, type ConsistencyReader, type DriftReader } from './consistency';
import { consistencyResolvers } from './consistency/graphql';
import type { ContactReader, IngestReader, PrivacyReader } from './contact';
import { contactResolvers, VisibleContacts, VisibleIngests, VisiblePrivacy } from './contact/graphql';
import type { Consumers, PublishedVersions } from './distribution';
import { distributionResolvers } from './distribution/graphql';
import type { ExportedVersions } from './exchange';
import { CorrespondenceImportResolver, ExportResolver, ImportResolver } from './exchange/graphql';
import type { FeedbackReader } from './feedback';
import { feedbackNodes, feedbackResolvers } from './feedback/graphql';
import type { FiguresReader } from './figures';
import { figuresResolvers, VisibleAnnotations } from './figures/graphql';
import type { HistoryReader } from './history';
import { ChangeSetResolver, HistoryResolver, RefusalResolver } from './history/graphql';
import type { OwnershipReader } from './ownership';
import { ownershipNodes, ownershipResolvers, VisibleOwnership } from './ownership/graphql';
import type { ResolutionReader } from './resolution';
import { resolutionResolvers, VisibleResolutions } from './resolution/graphql';
import type { SuggestionReader } from './suggestion';
import { suggestionGraph } from './suggestion/graphql';
import type { CorrespondenceReader, TaxonomyReader } from './taxonomy';
import {
  taxonomyOrphans,
  taxonomyResolvers,
  VisibleCorrespondences,
  VisibleTaxonomies,
} from './taxonomy/graphql';

type ClassOfResolver = abstract new (...given: never) => object;
type Resolvers = BuildSchemaOptions['resolvers'];

export interface ReadModels {
  readonly access: AccessReader;
  readonly taxonomies: TaxonomyReader;
  readonly history: HistoryReader;
  readonly contacts: ContactReader;
  readonly ingests: IngestReader;
  readonly privacy: PrivacyReader;
  readonly sessions: SessionReader;
  readonly codings: CodingReader;
  readonly coaching: CoachingReader;
  readonly results: SessionResultsReader;
  readonly ownership: OwnershipReader;
  readonly feedback: FeedbackReader;
  readonly resolutions: ResolutionReader;
  readonly figures: FiguresReader;
  readonly suggestions: SuggestionReader;
  readonly correspondences: CorrespondenceReader;
  readonly consistency: ConsistencyReader;
  readonly drifts: DriftReader;
  readonly audits: AuditReader;
  readonly auditCodings: AuditCodings;
  readonly recomputations: AuditRecomputations;
  readonly checks: CheckReader;
  readonly models: ModelReader;
  readonly pilotReports: PilotReports;
  readonly exported: ExportedVersions;
  readonly published: PublishedVersions;
  readonly consumers: Consumers;
}

/** The one graph of all modules, its resolvers made by hand on the read models given. */
export function buildGraph(readers: ReadModels): GraphQLSchema {
  const { access, taxonomies, correspondences, history, ownership, feedback } = readers;
  const makeActorLoader = (): ActorLoader => actorLoader(access);
  const visible = {
    taxonomies: new VisibleTaxonomies(taxonomies, makeActorLoader),
    contacts: new VisibleContacts(readers.contacts),
    ingests: new VisibleIngests(readers.ingests),
    privacy: new VisiblePrivacy(readers.privacy),
    sessions: new VisibleSessions(readers),
  };
  const auditReaders = { ...readers, codings: readers.auditCodings };
  const audits = new VisibleAudits(auditReaders, visible.taxonomies);
  const checks = new VisibleChecks(readers.checks, visible.taxonomies);
  const annotations = new VisibleAnnotations(readers.figures);
  const resolutions = new VisibleResolutions(readers.resolutions);
  const suggestions = suggestionGraph(readers.suggestions, {
    ...visible,
    ...{ ownership: new VisibleOwnership(ownership), consumers: readers.consumers },
  });
  const nodes = [
    suggestions.visible,
    visible.contacts,
    visible.ingests,
    visible.privacy,
    visible.sessions,
    audits,
    checks,
    ownershipNodes(ownership),
    feedbackNodes(feedback),
    resolutions,
    annotations,
  ];
  const resolvers = [
    new AccessResolver(makeActorLoader),
    new ActorFields(access),
    new AgreementResolver(),
    new HistoryResolver(history, taxonomies),
    new ChangeSetResolver(makeActorLoader),
    new RefusalResolver(makeActorLoader),
    ...taxonomyResolvers(
      { reader: taxonomies, correspondences, fetches: readers.consumers },
      makeActorLoader,
      nodes,
    ),
    ...distributionResolvers(readers.consumers, visible.taxonomies),
    ...contactResolvers({ contacts: readers.contacts, ingests: readers.ingests }, visible),
    ...calibrationResolvers({ readers, ...visible }),
    ...auditResolvers({ readers: auditReaders, audits, contacts: visible.contacts }),
    ...checkResolvers(checks, visible.contacts, ownership),
    ...consistencyResolvers({ readers, ...visible }),
    ...ownershipResolvers(ownership, taxonomies, visible.taxonomies),
    ...feedbackResolvers(feedback, visible.taxonomies),
    ...suggestions.resolvers,
    ...figuresResolvers(readers.figures, { ...visible, annotations }, consistencyMetrics),
    ...resolutionResolvers(taxonomies, visible.taxonomies, resolutions),
    new ImportResolver(taxonomies, visible.taxonomies),
    new ExportResolver(readers.exported, readers.published),
    new CorrespondenceImportResolver(new VisibleCorrespondences(correspondences, visible.taxonomies)),
  ];
  const byClass = new Map(resolvers.map((resolver) => [resolver.constructor as ClassOfResolver, resolver]));
  const graph = buildSchemaSync({
    resolvers: [...byClass.keys()] as unknown as Resolvers,
    orphanedTypes: [...taxonomyOrphans],
    container: { get: (type: ClassOfResolver) => byClass.get(type) },
    validate: false,
  });
  describe(graph.getQueryType(), 'What can be asked.');
  describe(
    graph.getMutationType(),
    'What can be done: each field is one business action, and one transaction.',
  );
  return graph;
}

/** The root types are made by type-graphql, which takes no description for them. */
function describe(root: GraphQLObjectType | null | undefined, description: string): void {
  if (root) root.description = description;
}
