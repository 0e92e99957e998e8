import type { EntityManager } from 'typeorm';

/** What repositories and read models are built on: a transaction's manager, or that of the pool. */
export type Sql = EntityManager;

/** Rows of a hand-written statement; what an UPDATE or DELETE returns is answered as rows only where it is selected from it. */
export const rowsOf = <Row>(
  sql: Sql,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> => sql.query<Row[]>(statement, [...parameters]);

/** How many rows a hand-written INSERT, UPDATE or DELETE is of. */
export async function rowsChanged(sql: Sql, change: string, parameters: readonly unknown[]): Promise<number> {
  const [done] = await rowsOf<{ rows: number }>(
    sql,
    `WITH done AS (${change} RETURNING 1) SELECT count(*)::integer AS rows FROM done`,
    parameters,
  );
  return done?.rows ?? 0;
}

interface DriverFault {
  readonly code?: string;
  readonly constraint?: string;
}

function driverFault(fault: unknown): DriverFault {
  if (typeof fault !== 'object' || fault === null) return {};
  const given: DriverFault & { readonly driverError?: DriverFault } = fault;
  const { code, constraint } = given.driverError ?? given;
  return {
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
  };
}

/**
 * A fault as a log may hold it. A statement is shown and what it was given is not: that is somebody's, and may be a
 * secret.
 */
export function loggable(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault;
  const { name, message, stack } = fault;
  const { query } = fault as { readonly query?: unknown };
  return { name, message, stack, ...driverFault(fault), ...(typeof query === 'string' ? { query } : {}) };
}

/** The SQLSTATE of a fault of the database, or the code of one of the network; null for any other. */
export const driverCodeOf = (fault: unknown): string | null => driverFault(fault).code ?? null;

/** The name of the unique constraint that a write ran into, or null for any other fault. */
export function violatedUniqueConstraint(fault: unknown): string | null {
  const { code, constraint } = driverFault(fault);
  return code === '23505' ? (constraint ?? null) : null;
}

/** A serialization failure or a deadlock: the whole transaction may be tried again. */
export function isRetryable(fault: unknown): boolean {
  const { code } = driverFault(fault);
  return code === '40001' || code === '40P01';
}

/** The pool had no connection to give in time, or the database refused one: try again later. */
export function isOverload(fault: unknown): boolean {
  const { code } = driverFault(fault);
  if (code === '53300' || code === '57P03' || code === '55P03' || code === '57014') return true;
  return (
    fault instanceof Error &&
    /timeout exceeded when trying to connect|ECONNREFUSED|ENOENT.*\.s\.PGSQL/.test(fault.message)
  );
}
