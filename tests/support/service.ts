import 'reflect-metadata';
import { pino } from 'pino';
import type { Logger } from 'typeorm';
import {
  newToken,
  prepareAccess,
  systemPrincipal,
  type IdentityProvider,
  type RoleToken,
} from '../../src/access';
import { roles, type Role } from '../../src/access/domain';
import { compose } from '../../src/composition';
import { entities } from '../../src/entities';
import { createDataSource } from '../../src/platform/database/data-source';
import { createServer } from '../../src/server';
import { createTestDatabase, type TestDatabase } from './test-database';

/** The real server on a database of its own, spoken to over HTTP as clients do. */
export interface TestService {
  readonly url: string;
  readonly database: TestDatabase;
  token(role: Role): string;
  /** Statements that the service sent to the database while the work ran. */
  statementsDuring(work: () => Promise<unknown>): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function startService(provider: IdentityProvider | null = null): Promise<TestService> {
  const database = await createTestDatabase();
  const statements: string[] = [];
  const dataSource = await createDataSource(database.runtime, {
    entities,
    logger: statementLogger(statements),
  }).initialize();
  const application = compose(dataSource, provider);
  const tokens: readonly RoleToken[] = roles.map((role) => ({ role, token: newToken() }));
  const caller = { actor: systemPrincipal, requestId: 'test', idempotencyKey: null };
  await application.runner.run(prepareAccess, { tokens }, caller);
  const logger = pino({ level: process.env['CONCORDANCE_LOG'] ?? 'silent' });
  const server = await createServer(application, { port: 0, host: '127.0.0.1', logger, production: false });
  return {
    url: server.url,
    database,
    token: (role) => tokens.find((known) => known.role === role)?.token ?? '',
    statementsDuring: async (work) => {
      statements.length = 0;
      await work();
      return [...statements];
    },
    close: async () => {
      await server.close();
      await dataSource.destroy();
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
