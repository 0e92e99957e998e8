import type { DataSource } from 'typeorm';
import { rowsOf } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import type { CheckResult, CheckRunId } from '../domain';
import {
  runColumns,
  scheduleColumns,
  type CheckRunRecord,
  type CheckScheduleRecord,
} from '../persistence/check.repository';

export type { CheckRunRecord, CheckScheduleRecord } from '../persistence/check.repository';

/** What is asked of checks: each kind in one statement, for one taxonomy or run, or for many. */
export class CheckReader {
  constructor(private readonly dataSource: DataSource) {}

  async schedule(taxonomyId: TaxonomyId): Promise<CheckScheduleRecord | null> {
    const [row] = await rowsOf<CheckScheduleRecord>(
      this.dataSource.manager,
      `SELECT ${scheduleColumns} FROM check_schedule WHERE taxonomy_id = $1`,
      [taxonomyId],
    );
    return row ?? null;
  }

  runs(ids: readonly CheckRunId[]): Promise<readonly CheckRunRecord[]> {
    return rowsOf(this.dataSource.manager, `SELECT ${runColumns} FROM check_run WHERE id = ANY ($1)`, [ids]);
  }

  /** The newest first. */
  async runPage(taxonomyId: TaxonomyId, request: PageRequest): Promise<Page<CheckRunRecord>> {
    const rows = await rowsOf<CheckRunRecord>(
      this.dataSource.manager,
      `SELECT ${runColumns} FROM check_run WHERE taxonomy_id = $1 AND ($2::uuid IS NULL OR id < $2)
       ORDER BY id DESC LIMIT $3`,
      [taxonomyId, request.after?.[0] ?? null, request.first + 1],
    );
    return pageOf(rows, request);
  }

  async results(ids: readonly CheckRunId[]): Promise<ReadonlyMap<CheckRunId, readonly CheckResult[]>> {
    const rows = await rowsOf<{ id: CheckRunId; results: string }>(
      this.dataSource.manager,
      `SELECT id, results FROM check_run WHERE id = ANY ($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, results }) => [id, JSON.parse(results) as readonly CheckResult[]]));
  }
}
