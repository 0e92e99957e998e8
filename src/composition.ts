import type { GraphQLSchema } from 'graphql';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { AccessReader, Authenticator, runnerAuthority } from './access';
import type { Principal } from './access/domain';
import { CommandRunner } from './platform/command/runner';
import { rowsOf } from './platform/database/sql';
import { PublishedVersions, snapshotRoutes } from './distribution';
import { exchangeRoutes } from './exchange';
import { FeedbackReader } from './feedback';
import { HistoryReader } from './history';
import { OwnershipReader, ownershipRoutes, OwnersOfDrafts } from './ownership';
import { DraftOwners, TaxonomyReader } from './taxonomy';
import { buildGraph } from './graph';

/** Adds its routes to a part of the server in which every request is signed in. */
export type Route = (app: FastifyInstance) => void;

export interface Application {
  readonly schema: GraphQLSchema;
  readonly runner: CommandRunner<Principal>;
  readonly authenticator: Authenticator;
  readonly routes: readonly Route[];
  isReady(): Promise<boolean>;
}

/** Wires the modules together on a database, by hand and in one place. */
export function compose(dataSource: DataSource): Application {
  const runner = new CommandRunner<Principal>(
    dataSource,
    runnerAuthority,
    new Map([[DraftOwners, OwnersOfDrafts]]),
  );
  const access = new AccessReader(dataSource);
  const ownership = new OwnershipReader(dataSource);
  const taxonomies = new TaxonomyReader(dataSource, ownership);
  const history = new HistoryReader(dataSource);
  const published = new PublishedVersions(taxonomies);
  return {
    schema: buildGraph({ access, taxonomies, history, ownership, feedback: new FeedbackReader(dataSource) }),
    runner,
    authenticator: new Authenticator(dataSource),
    routes: [
      ...snapshotRoutes(taxonomies, published),
      ...exchangeRoutes({ reader: taxonomies, runner }, published),
      ...ownershipRoutes({ reader: taxonomies, runner }),
    ],
    isReady: () => answers(dataSource),
  };
}

async function answers(dataSource: DataSource): Promise<boolean> {
  try {
    return (await rowsOf(dataSource.manager, 'SELECT 1')).length === 1;
  } catch {
    return false;
  }
}
