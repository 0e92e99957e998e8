import type { EntityManager } from 'typeorm';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

export interface RowsRead {
  readonly answered: number;
  readonly read: number;
}

/** How many rows a figure answers, and how many the database reads for it: contacts from tables, or cells that rows hold. */
export async function rowsRead(
  sql: EntityManager,
  ask: (sql: EntityManager) => Promise<readonly unknown[]>,
): Promise<RowsRead> {
  let read = 0;
  const explaining = {
    query: async (statement: string, values: unknown[]) => {
      const [explained] = await sql.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }[]>(
        `EXPLAIN (ANALYZE, FORMAT JSON, TIMING OFF) ${statement}`,
        values,
      );
      for (const { Plan: plan } of explained?.['QUERY PLAN'] ?? []) read += readBy(plan);
      return sql.query<unknown[]>(statement, values);
    },
  } as EntityManager;
  const answer = await ask(explaining);
  return { answered: answer.length, read };
}

function readBy(plan: Plan): number {
  const own = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  if (plan['Node Type'] === 'ProjectSet') return own;
  const below = (plan.Plans ?? []).reduce((sum, part) => sum + readBy(part), 0);
  return below + (plan['Relation Name'] === undefined ? 0 : own);
}
