import { unmappedCounts, usageCounts } from '../../contact';
import type { CoderId, ContactId } from '../../contact/domain';
import { add, codedFields, codeQualityOf, sumOf, type CodeQuality, type Days } from '../../figures/domain';
import type { ReasonId, TaxonomyId } from '../../platform/ids';
import type { Sql } from '../../platform/database/sql';
import type { LabelCounts } from '../domain';

/** Contacts of days, but for those that are coded blind by anybody. */
export interface ObservedDays extends Days {
  readonly taxonomyId: TaxonomyId;
  readonly without: readonly ContactId[];
}

const mostUnmapped = 100_000;

/** What was observed of contacts, for checks of it. */
export class ObservedRepository {
  constructor(private readonly sql: Sql) {}

  async contacts(days: ObservedDays): Promise<number> {
    return sumOf(await usageCounts(this.sql, days, []), ({ contacts }) => contacts);
  }

  /** Field by field, as figures have it. */
  async codeQuality(days: ObservedDays): Promise<readonly CodeQuality[]> {
    const contacts = await this.contacts(days);
    const unmapped = new Map<string, number>();
    for (const row of await unmappedCounts(this.sql, days, mostUnmapped))
      add(unmapped, row.field, row.contacts);
    const quality: CodeQuality[] = [];
    for (const field of codedFields) {
      const rows = await usageCounts(this.sql, days, [field]);
      const coded = sumOf(rows, (row) => (row[field] === null ? 0 : row.contacts));
      quality.push(codeQualityOf(field, { contacts, coded, unmapped: unmapped.get(field) ?? 0 }));
    }
    return quality;
  }

  /** Contacts that were coded in a version, by their reasons. */
  async byReason(days: ObservedDays, version: number): Promise<ReadonlyMap<ReasonId, number>> {
    const counts = new Map<ReasonId, number>();
    for (const { reason, contacts } of await usageCounts(this.sql, { ...days, versions: [version] }, [
      'reason',
    ]))
      if (reason !== null) add(counts, reason, contacts);
    return counts;
  }

  /** The same, coder by coder; those of nobody that is known are left out. */
  async byCoder(days: ObservedDays, version: number): Promise<LabelCounts> {
    const counts = new Map<CoderId, Map<ReasonId, number>>();
    const rows = await usageCounts(this.sql, { ...days, versions: [version] }, ['coder', 'reason']);
    for (const { coder, reason, contacts } of rows) {
      if (coder === null || reason === null) continue;
      const own = counts.get(coder) ?? new Map<ReasonId, number>();
      add(own, reason, contacts);
      counts.set(coder, own);
    }
    return counts;
  }
}
