import 'reflect-metadata';
import { pino, type Logger as PinoLogger } from 'pino';
import type { Logger } from 'typeorm';
import {
  newToken,
  prepareAccess,
  systemPrincipal,
  type IdentityProvider,
  type RoleToken,
} from '../../src/access';
import { roles, type Role } from '../../src/access/domain';
import { compose, type Application } from '../../src/composition';
import { entities } from '../../src/entities';
import { createDataSource } from '../../src/platform/database/data-source';
import { repeat } from '../../src/platform/jobs/repeated';
import { createServer } from '../../src/server';
import { createTestDatabase, type TestDatabase } from './test-database';

/** The real server on a database of its own, spoken to over HTTP as clients do. */
export interface TestService {
  readonly url: string;
  readonly database: TestDatabase;
  token(role: Role): string;
  /** Statements that the service sent to the database while the work ran. */
  statementsDuring(work: () => Promise<unknown>): Promise<readonly string[]>;
  /** Ends the service and leaves its database. */
  stop(): Promise<void>;
  /** Ends the service and drops its database. */
  close(): Promise<void>;
}

export interface Serving {
  readonly provider?: IdentityProvider | null;
  /** Of a database that has them already; new ones are made otherwise. */
  readonly tokens?: readonly RoleToken[];
  readonly logger?: PinoLogger;
  /** Whether what is done beside the requests is done. */
  readonly repeats?: boolean;
  /** Changes what was wired before it is served: for tests that plant a fault. */
  readonly alter?: (application: Application, database: TestDatabase) => Application;
}

export async function startService(provider: IdentityProvider | null = null): Promise<TestService> {
  return serveDatabase(await createTestDatabase(), { provider });
}

const newRoleTokens = (): readonly RoleToken[] => roles.map((role) => ({ role, token: newToken() }));

export async function serveDatabase(database: TestDatabase, serving: Serving = {}): Promise<TestService> {
  const statements: string[] = [];
  const dataSource = await createDataSource(database.runtime, {
    entities,
    logger: statementLogger(statements),
  }).initialize();
  const wired = compose(dataSource, {
    provider: serving.provider ?? null,
    customerKey: 'the key of the tests, of no customer',
  });
  const tokens = serving.tokens ?? newRoleTokens();
  const caller = { actor: systemPrincipal, requestId: 'test', idempotencyKey: null };
  if (serving.tokens === undefined) await wired.runner.run(prepareAccess, { tokens }, caller);
  const application = serving.alter?.(wired, database) ?? wired;
  const logger = serving.logger ?? pino({ level: process.env['CONCORDANCE_LOG'] ?? 'silent' });
  const server = await createServer(application, { port: 0, host: '127.0.0.1', logger, production: false });
  const stopRepeated =
    serving.repeats === true
      ? repeat(application.repeated, (fault, name) => logger.error({ fault, name }, 'repeated work failed'))
      : async () => undefined;
  const stop = async (): Promise<void> => {
    await stopRepeated();
    await server.close();
    await dataSource.destroy();
  };
  return {
    url: server.url,
    database,
    token: (role) => tokens.find((known) => known.role === role)?.token ?? '',
    statementsDuring: async (work) => {
      statements.length = 0;
      await work();
      return [...statements];
    },
    stop,
    close: async () => {
      await stop();
      await database.drop();
    },
  };
}

function statementLogger(statements: string[]): Logger {
  const nothing = (): void => undefined;
  return {
    logQuery: (statement) => void statements.push(statement),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
}
