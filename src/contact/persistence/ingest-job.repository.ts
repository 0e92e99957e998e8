import type { ActorId, TaxonomyId } from '../../platform/ids';
import { copyRows, type CopyTarget } from '../../platform/database/copy';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { PageRequest } from '../../platform/paging';
import type { IngestCounts, IngestJobId, IngestJobRecord, IngestState, RejectionRecord } from '../domain';

export interface NewIngestJob {
  readonly id: IngestJobId;
  readonly taxonomyId: TaxonomyId;
  readonly fileName: string | null;
  /** SHA-256 of the file; null where nobody said it, and then the job is not gone on with. */
  readonly fileDigest: string | null;
  readonly mappingDigest: string;
  readonly startedBy: ActorId;
}

export type RejectionOfJob = RejectionRecord & { readonly jobId: IngestJobId };

const columns = `j.id, j.taxonomy_id AS "taxonomyId", j.file_name AS "fileName",
  CASE WHEN j.state = 'RUNNING' AND j.progressed_at < now() - interval '10 minutes' THEN 'INTERRUPTED' ELSE j.state END
    AS state,
  j.failure, j.started_by AS "startedBy", j.started_at AS "startedAt", j.progressed_at AS "progressedAt",
  j.finished_at AS "finishedAt", j.rows, j.added, j.corrected, j.unchanged, j.rejected, j.unmapped`;

const rejectionColumns = `r.line::integer AS line, r.ordinal, r.field, r.column_name AS "column", r.code, r.observed,
  r.expected`;

/** Files on their way in, and the rows of them that were not taken. */
export class IngestJobRepository {
  constructor(private readonly sql: Sql) {}

  /** The job of the file, an unfinished one where there is one of the same file and mapping. */
  async open(job: NewIngestJob): Promise<IngestJobRecord> {
    await this.sql.query(
      `INSERT INTO ingest_job (id, taxonomy_id, file_name, file_digest, mapping_digest, state, started_by, started_at,
         progressed_at, rows, added, corrected, unchanged, rejected, unmapped)
       VALUES ($1, $2, $3, $4, $5, 'RUNNING', $6, now(), now(), 0, 0, 0, 0, 0, 0)
       ON CONFLICT (taxonomy_id, file_digest, mapping_digest) WHERE finished_at IS NULL
       DO UPDATE SET state = 'RUNNING', failure = NULL, progressed_at = now()`,
      [job.id, job.taxonomyId, job.fileName, job.fileDigest, job.mappingDigest, job.startedBy],
    );
    const [opened] = await rowsOf<IngestJobRecord>(
      this.sql,
      `SELECT ${columns} FROM ingest_job j WHERE j.id = $1 OR (j.taxonomy_id = $2 AND j.file_digest = $3
         AND j.mapping_digest = $4 AND j.finished_at IS NULL)`,
      [job.id, job.taxonomyId, job.fileDigest, job.mappingDigest],
    );
    if (opened === undefined) throw new Error('a job that was opened is there');
    return opened;
  }

  /** Locked until the transaction ends. */
  async lock(id: IngestJobId): Promise<IngestJobRecord | null> {
    const [job] = await rowsOf<IngestJobRecord>(
      this.sql,
      `SELECT ${columns} FROM ingest_job j WHERE j.id = $1 FOR UPDATE`,
      [id],
    );
    return job ?? null;
  }

  /** Answers the job as it stands now. */
  progress(id: IngestJobId, counts: IngestCounts): Promise<IngestJobRecord> {
    return this.changed(
      `UPDATE ingest_job SET rows = rows + $2, added = added + $3, corrected = corrected + $4,
         unchanged = unchanged + $5, rejected = rejected + $6, unmapped = unmapped + $7,
         state = 'RUNNING', progressed_at = clock_timestamp()
       WHERE id = $1`,
      [id, counts.rows, counts.added, counts.corrected, counts.unchanged, counts.rejected, counts.unmapped],
    );
  }

  /** Likewise. */
  end(id: IngestJobId, state: IngestState, failure: string | null): Promise<IngestJobRecord> {
    return this.changed(
      `UPDATE ingest_job SET state = $2, failure = $3, progressed_at = clock_timestamp(),
         finished_at = CASE WHEN $2 IN ('FINISHED', 'REFUSED') THEN clock_timestamp() END
       WHERE id = $1`,
      [id, state, failure],
    );
  }

  private async changed(change: string, values: readonly unknown[]): Promise<IngestJobRecord> {
    const [job] = await rowsOf<IngestJobRecord>(
      this.sql,
      `WITH j AS (${change} RETURNING *) SELECT ${columns} FROM j`,
      values,
    );
    if (job === undefined) throw new Error('a job that is locked stays');
    return job;
  }

  reject(
    { id, taxonomyId }: Pick<IngestJobRecord, 'id' | 'taxonomyId'>,
    rejections: readonly RejectionRecord[],
    now: Date,
  ): Promise<void> {
    const target: CopyTarget<RejectionRecord> = {
      table: 'ingest_rejection',
      columns: [
        ...['taxonomy_id', 'job_id', 'line', 'ordinal', 'recorded_at', 'field', 'column_name', 'code'],
        ...['observed', 'expected'],
      ],
      valuesOf: ({ line, ordinal, field, column, code, observed, expected }) => [
        ...[taxonomyId, id, line, ordinal, now, field, column, code, observed, expected],
      ],
    };
    return copyRows(this.sql, target, rejections);
  }

  jobs(ids: readonly IngestJobId[]): Promise<IngestJobRecord[]> {
    return rowsOf(this.sql, `SELECT ${columns} FROM ingest_job j WHERE j.id = ANY ($1)`, [ids]);
  }

  /** The newest first; ids are made in the order of time. */
  jobPage(taxonomyId: TaxonomyId, { first, after }: PageRequest): Promise<IngestJobRecord[]> {
    return rowsOf(
      this.sql,
      `SELECT ${columns} FROM ingest_job j
       WHERE j.taxonomy_id = $1 AND ($2::uuid IS NULL OR j.id < $2) ORDER BY j.id DESC LIMIT $3`,
      [taxonomyId, after?.[0] ?? null, first + 1],
    );
  }

  /** Of each job the rejections after a place of its file (null: from its beginning), in its order, so many of them. */
  rejections(
    ids: readonly IngestJobId[],
    { after, limit }: { readonly after: readonly [number, number] | null; readonly limit: number },
  ): Promise<RejectionOfJob[]> {
    return rowsOf(
      this.sql,
      `SELECT j.id AS "jobId", ${rejectionColumns} FROM ingest_job j CROSS JOIN LATERAL (
         SELECT * FROM ingest_rejection i WHERE i.taxonomy_id = j.taxonomy_id AND i.job_id = j.id
           AND ($2::bigint IS NULL OR (i.line, i.ordinal) > ($2, $3))
         ORDER BY i.line, i.ordinal LIMIT $4) r
       WHERE j.id = ANY ($1) ORDER BY j.id, r.line, r.ordinal`,
      [ids, after?.[0] ?? null, after?.[1] ?? 0, limit],
    );
  }
}
