import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import type { AccessReader } from './access';
import { AccessResolver, actorLoader, type ActorLoader } from './access/graphql';
import { AgreementResolver } from './agreement/graphql';
import { ImportResolver } from './exchange/graphql';
import type { HistoryReader } from './history';
import { ChangeSetResolver, HistoryResolver, RefusalResolver } from './history/graphql';
import type { TaxonomyReader } from './taxonomy';
import { taxonomyOrphans, taxonomyResolvers, VisibleTaxonomies } from './taxonomy/graphql';

export interface ReadModels {
  readonly access: AccessReader;
  readonly taxonomies: TaxonomyReader;
  readonly history: HistoryReader;
}

/** The one graph of all modules, its resolvers made by hand on the read models given. */
export function buildGraph({ access, taxonomies, history }: ReadModels): GraphQLSchema {
  const makeActorLoader = (): ActorLoader => actorLoader(access);
  const resolvers = [
    new AccessResolver(makeActorLoader),
    new AgreementResolver(),
    new HistoryResolver(history, taxonomies),
    new ChangeSetResolver(makeActorLoader),
    new RefusalResolver(makeActorLoader),
    ...taxonomyResolvers(taxonomies, makeActorLoader),
    new ImportResolver(taxonomies, new VisibleTaxonomies(taxonomies, makeActorLoader)),
  ];
  const byClass = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  return buildSchemaSync({
    resolvers: [...byClass.keys()] as unknown as NonEmptyArray<Function>,
    orphanedTypes: [...taxonomyOrphans],
    container: { get: (type: Function) => byClass.get(type) },
    validate: false,
  });
}
