import { join } from 'node:path';
import { DataSource, type DataSourceOptions as TypeOrmOptions, type Logger } from 'typeorm';

/** A server by URL, or the socket folder (or host) of an embedded one. */
export type ConnectionSettings =
  | { readonly url: string }
  | {
      readonly host: string;
      readonly port?: number;
      readonly user: string;
      readonly password?: string;
      readonly database: string;
    };

export interface DataSourceOptions {
  readonly entities: NonNullable<TypeOrmOptions['entities']>;
  readonly poolSize?: number;
  /** What one statement may take, in milliseconds; 0: as long as it takes, as for migrations of many rows. */
  readonly statementTimeoutMs?: number;
  /** Sees every statement: the tests count them. */
  readonly logger?: Logger;
}

export const statementTimeoutMs = 30_000;
const lockTimeoutMs = 10_000;
const idleInTransactionTimeoutMs = 60_000;
const connectTimeoutMs = 5_000;

/** A pool on a database, with limits on what one statement may take. It connects when it is initialised. */
export function createDataSource(connection: ConnectionSettings, options: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    ...addressOf(connection),
    entities: options.entities,
    migrations: [join(__dirname, '..', '..', '..', 'migrations', '*.{ts,js}')],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: connectTimeoutMs,
    applicationName: 'concordance',
    ...(options.logger === undefined ? {} : { logger: options.logger, logging: ['query'] as const }),
    extra: {
      // The driver's own reading of an address knows sockets, sslmode and the rest; TypeORM's drops them.
      ...('url' in connection ? { connectionString: connection.url } : {}),
      statement_timeout: options.statementTimeoutMs ?? statementTimeoutMs,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    },
  });
}

function addressOf(connection: ConnectionSettings) {
  if ('url' in connection) return {};
  const { host, port, user, password, database } = connection;
  return { host, port: port ?? 5432, username: user, password: password ?? '', database };
}
