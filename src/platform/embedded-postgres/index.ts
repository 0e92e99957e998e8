export { EmbeddedPostgresError } from './embedded-postgres-error';
export { startEmbeddedPostgres, type EmbeddedPostgres, type PgConnectionConfig } from './embedded-postgres';
