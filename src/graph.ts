import 'reflect-metadata';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { buildSchemaSync, type BuildSchemaOptions } from 'type-graphql';
import type { AccessReader } from './access';
import { AccessResolver, actorLoader, type ActorLoader } from './access/graphql';
import { AgreementResolver } from './agreement/graphql';
import { ImportResolver } from './exchange/graphql';
import type { FeedbackReader } from './feedback';
import { feedbackNodes, feedbackResolvers } from './feedback/graphql';
import type { HistoryReader } from './history';
import { ChangeSetResolver, HistoryResolver, RefusalResolver } from './history/graphql';
import type { OwnershipReader } from './ownership';
import { ownershipNodes, ownershipResolvers } from './ownership/graphql';
import type { TaxonomyReader } from './taxonomy';
import { taxonomyOrphans, taxonomyResolvers, VisibleTaxonomies } from './taxonomy/graphql';

type ClassOfResolver = abstract new (...given: never) => object;
type Resolvers = BuildSchemaOptions['resolvers'];

export interface ReadModels {
  readonly access: AccessReader;
  readonly taxonomies: TaxonomyReader;
  readonly history: HistoryReader;
  readonly ownership: OwnershipReader;
  readonly feedback: FeedbackReader;
}

/** The one graph of all modules, its resolvers made by hand on the read models given. */
export function buildGraph({ access, taxonomies, history, ownership, feedback }: ReadModels): GraphQLSchema {
  const makeActorLoader = (): ActorLoader => actorLoader(access);
  const visible = new VisibleTaxonomies(taxonomies, makeActorLoader);
  const resolvers = [
    new AccessResolver(makeActorLoader),
    new AgreementResolver(),
    new HistoryResolver(history, taxonomies),
    new ChangeSetResolver(makeActorLoader),
    new RefusalResolver(makeActorLoader),
    ...taxonomyResolvers(taxonomies, makeActorLoader, {
      ...ownershipNodes(ownership),
      ...feedbackNodes(feedback),
    }),
    ...ownershipResolvers(ownership, taxonomies, visible),
    ...feedbackResolvers(feedback, visible),
    new ImportResolver(taxonomies, visible),
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
