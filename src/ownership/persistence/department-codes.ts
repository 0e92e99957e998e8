import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import type { DepartmentCodes } from '../../taxonomy/domain';

interface DepartmentRow {
  readonly taxonomyId: TaxonomyId;
  readonly code: string;
  readonly name: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
  readonly isDissolved: boolean;
}

/** What the departments of each taxonomy are called now, in one statement and in the order given. */
export async function departmentCodes(
  sql: Sql,
  taxonomyIds: readonly TaxonomyId[],
): Promise<readonly DepartmentCodes[]> {
  const rows = await rowsOf<DepartmentRow>(
    sql,
    `SELECT taxonomy_id AS "taxonomyId", code, name, aliases,
       coalesce(dissolved_at <= clock_timestamp(), false) AS "isDissolved"
     FROM department WHERE taxonomy_id = ANY ($1) ORDER BY code`,
    [taxonomyIds],
  );
  return taxonomyIds.map((id) => {
    const own = rows.filter(({ taxonomyId }) => taxonomyId === id);
    return {
      standing: own
        .filter(({ isDissolved }) => !isDissolved)
        .map(({ code, name, aliases }) => ({ code, names: [...aliases, ...Object.values(name)] })),
      dissolved: new Set(own.filter(({ isDissolved }) => isDissolved).map(({ code }) => code)),
    };
  });
}
