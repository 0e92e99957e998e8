import { rowsOf, type Sql } from '../../platform/database/sql';
import type { TaxonomyId } from '../../platform/ids';
import type { PageRequest } from '../../platform/paging';
import type { Purged, PurgeJobId, PurgeJobRecord } from '../domain';

const columns = `j.id, j.taxonomy_id AS "taxonomyId", j.kept_from::text AS "keptFrom", j.started_by AS "startedBy",
  j.started_at AS "startedAt", j.progressed_at AS "progressedAt", j.finished_at AS "finishedAt", j.due, j.contacts,
  j.excerpts, j.codings, j.rejections, j.held, j.in_use AS "inUse"`;

/** Purges, and how far each has come. */
export class PurgeJobRepository {
  constructor(private readonly sql: Sql) {}

  async open(
    job: Pick<PurgeJobRecord, 'id' | 'taxonomyId' | 'keptFrom' | 'startedBy' | 'due'>,
  ): Promise<void> {
    await this.sql.query(
      `INSERT INTO purge_job (id, taxonomy_id, kept_from, started_by, started_at, progressed_at, due, contacts, excerpts,
         codings, rejections)
       VALUES ($1, $2, $3, $4, now(), now(), $5, 0, 0, 0, 0)`,
      [job.id, job.taxonomyId, job.keptFrom, job.startedBy, job.due],
    );
  }

  /** One that is under way and that nobody else works on; it is locked until the transaction ends. */
  async takeOne(): Promise<PurgeJobRecord | null> {
    const [job] = await rowsOf<PurgeJobRecord>(
      this.sql,
      `SELECT ${columns} FROM purge_job j WHERE j.finished_at IS NULL
       ORDER BY j.progressed_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    return job ?? null;
  }

  async isUnderWay(taxonomyId: TaxonomyId): Promise<boolean> {
    const rows = await rowsOf(
      this.sql,
      `SELECT 1 FROM purge_job WHERE taxonomy_id = $1 AND finished_at IS NULL`,
      [taxonomyId],
    );
    return rows.length > 0;
  }

  async progress(id: PurgeJobId, { contacts, excerpts, codings, rejections }: Purged): Promise<void> {
    await this.sql.query(
      `UPDATE purge_job SET contacts = contacts + $2, excerpts = excerpts + $3, codings = codings + $4,
         rejections = rejections + $5, progressed_at = clock_timestamp() WHERE id = $1`,
      [id, contacts, excerpts, codings, rejections],
    );
  }

  async end(
    id: PurgeJobId,
    left: { readonly rejections: number; readonly held: number; readonly inUse: number },
  ): Promise<void> {
    await this.sql.query(
      `UPDATE purge_job SET rejections = rejections + $2, held = $3, in_use = $4, progressed_at = clock_timestamp(),
         finished_at = clock_timestamp() WHERE id = $1`,
      [id, left.rejections, left.held, left.inUse],
    );
  }

  jobs(ids: readonly PurgeJobId[]): Promise<PurgeJobRecord[]> {
    return rowsOf(this.sql, `SELECT ${columns} FROM purge_job j WHERE j.id = ANY ($1)`, [ids]);
  }

  /** The newest first; ids are made in the order of time. */
  jobPage(taxonomyId: TaxonomyId, { first, after }: PageRequest): Promise<PurgeJobRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM purge_job j
       WHERE j.taxonomy_id = $1 AND ($2::uuid IS NULL OR j.id < $2) ORDER BY j.id DESC LIMIT $3`,
      [taxonomyId, after?.[0] ?? null, first + 1],
    );
  }
}
