import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import type { AuditFacts } from '../../taxonomy';

/** What versions ask of audits, answered in their own transaction. */
export class FactsOfAudits implements AuditFacts {
  constructor(private readonly sql: Sql) {}

  async closedAudits(taxonomyId: TaxonomyId, auditIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (auditIds.length === 0) return new Set();
    const rows = await rowsOf<{ id: string }>(
      this.sql,
      `SELECT id FROM audit WHERE taxonomy_id = $1 AND id = ANY ($2) AND state = 'CLOSED'`,
      [taxonomyId, auditIds],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
