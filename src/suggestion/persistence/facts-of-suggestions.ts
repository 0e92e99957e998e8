import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import type { SuggestionFacts } from '../../taxonomy';

/** What versions ask of suggestions, answered in their own transaction. */
export class FactsOfSuggestions implements SuggestionFacts {
  constructor(private readonly sql: Sql) {}

  async acceptedSuggestions(
    taxonomyId: TaxonomyId,
    decisionIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    if (decisionIds.length === 0) return new Set();
    const rows = await rowsOf<{ id: string }>(
      this.sql,
      `SELECT id FROM suggestion_decision WHERE taxonomy_id = $1 AND id = ANY ($2) AND verdict = 'ACCEPTED'`,
      [taxonomyId, decisionIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
