import 'reflect-metadata';
import { readConfig } from './src/config';
import { createDataSource } from './src/platform/database/data-source';
import { entities } from './src/entities';

/** For the TypeORM command line: the database that `DATABASE_OWNER_URL`, or else `DATABASE_URL`, names. */
export default createDataSource(
  readConfig().database?.owner ?? { url: 'postgres://127.0.0.1:5432/concordance' },
  { entities, statementTimeoutMs: 0 },
);
