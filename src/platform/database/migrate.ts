import type { DataSource } from 'typeorm';
import { rowsOf } from './sql';

/** Rights by table: what the runtime role gets beside SELECT. */
export type RuntimeRights = Readonly<Record<string, readonly string[]>>;

/**
 * Brings the database to the present migrations. Instances that start together wait for each other: the lock is held
 * on a connection of its own until all have run.
 */
export async function migrate(owner: DataSource): Promise<void> {
  const session = owner.createQueryRunner();
  await session.connect();
  try {
    await session.query(`SET statement_timeout = 0; SET lock_timeout = 0`);
    await session.query(`SELECT pg_advisory_lock(hashtext('concordance migrations'))`);
    await owner.runMigrations();
  } finally {
    await session
      .query(`SELECT pg_advisory_unlock(hashtext('concordance migrations'))`)
      .catch(() => undefined);
    await session.release();
  }
}

/** Gives the runtime role what the catalogue says and nothing else: it cannot alter history, nor own a table. */
export async function grantRuntimeRights(
  owner: DataSource,
  role: string,
  rights: RuntimeRights,
): Promise<void> {
  const [quoted] = await rowsOf<{ role: string }>(owner.manager, `SELECT quote_ident($1) AS role`, [role]);
  if (quoted === undefined) throw new Error('the database did not quote a name');
  const statements = Object.entries(rights).flatMap(([table, granted]) => [
    `REVOKE ALL ON ${table} FROM ${quoted.role}`,
    `GRANT ${['SELECT', ...granted].join(', ')} ON ${table} TO ${quoted.role}`,
  ]);
  await owner.transaction((sql) =>
    sql.query([`GRANT USAGE ON SCHEMA public TO ${quoted.role}`, ...statements].join(';\n')),
  );
}

export interface RuntimeGuard {
  /** The role that the service runs as. */
  readonly role: string;
  /** It owns a table or is a superuser: it could switch the guards of the history off. */
  readonly couldDisableGuards: boolean;
}

export async function runtimeGuard(runtime: DataSource): Promise<RuntimeGuard> {
  const [row] = await rowsOf<{ role: string; could: boolean }>(
    runtime.manager,
    `SELECT current_user AS role, rolsuper OR EXISTS (
       SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(current_user, c.relowner, 'USAGE')) AS could
     FROM pg_roles WHERE rolname = current_user`,
  );
  if (row === undefined) throw new Error('the database did not say who is connected');
  return { role: row.role, couldDisableGuards: row.could };
}
