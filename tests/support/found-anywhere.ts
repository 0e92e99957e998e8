import type { Client } from 'pg';

/**
 * The tables in which a text stands in any column of any row, as text, in JSON or in bytes. What is found says where, and not
 * what: the texts looked for are those that are to be nowhere.
 */
export async function foundAnywhere(client: Client, needles: readonly string[]): Promise<readonly string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1`,
  );
  const written = needles.flatMap((needle) => [needle, Buffer.from(needle, 'utf8').toString('hex')]);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: number }>(
      // By the offset each row is written once, and not for every text that is looked for.
      `SELECT count(*)::integer AS count FROM (SELECT to_jsonb(r)::text AS written FROM "${name}" AS r OFFSET 0) AS told
       WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS needle WHERE position(needle IN written) > 0)`,
      [written],
    );
    if ((rows[0]?.count ?? 0) > 0) found.push(name);
  }
  return found;
}
