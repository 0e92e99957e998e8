import type { TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { ResolutionFacts } from '../../taxonomy';
import type { ResolutionCodes } from '../../taxonomy/domain';

interface CodeRow {
  readonly taxonomyId: TaxonomyId;
  readonly code: string;
  readonly ended: boolean;
}

/** What contents ask of resolution codes, answered in the transaction of whoever asks. */
export class FactsOfResolutions implements ResolutionFacts {
  constructor(private readonly sql: Sql) {}

  async codesNow(taxonomyIds: readonly TaxonomyId[]): Promise<readonly ResolutionCodes[]> {
    const rows = await rowsOf<CodeRow>(
      this.sql,
      `SELECT taxonomy_id AS "taxonomyId", code, coalesce(valid_until <= clock_timestamp(), false) AS ended
       FROM resolution WHERE taxonomy_id = ANY ($1)`,
      [taxonomyIds],
    );
    return taxonomyIds.map((id) => {
      const own = rows.filter(({ taxonomyId }) => taxonomyId === id);
      const codes = (ended: boolean) =>
        new Set(own.filter((row) => row.ended === ended).map(({ code }) => code));
      return { usable: codes(false), ended: codes(true) };
    });
  }
}
