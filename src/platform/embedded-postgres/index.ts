export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './embedded-postgres-error';
export {
  startEmbeddedPostgres,
  type DatabaseRole,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  type PgConnectionConfig,
} from './embedded-postgres';
