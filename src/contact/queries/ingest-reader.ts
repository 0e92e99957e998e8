import type { DataSource } from 'typeorm';
import type { TaxonomyId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import { groupBy } from '../../taxonomy/domain';
import type { IngestJobId, IngestJobRecord, RejectionRecord } from '../domain';
import { IngestJobRepository } from '../persistence/ingest-job.repository';

/** What is asked of files of contacts that came in. It never writes, and decides nothing about who may ask. */
export class IngestReader {
  private readonly rows: IngestJobRepository;

  constructor(dataSource: DataSource) {
    this.rows = new IngestJobRepository(dataSource.manager);
  }

  jobs(ids: readonly IngestJobId[]): Promise<readonly IngestJobRecord[]> {
    return this.rows.jobs(ids);
  }

  /** The newest first. */
  async jobPage(taxonomyId: TaxonomyId, request: PageRequest): Promise<Page<IngestJobRecord>> {
    return pageOf(await this.rows.jobPage(taxonomyId, request), request);
  }

  /** Of each job, in the order of its file; one more than a page holds. */
  async rejectionPages(
    ids: readonly IngestJobId[],
    { first, after }: PageRequest,
  ): Promise<ReadonlyMap<IngestJobId, readonly RejectionRecord[]>> {
    const [line, ordinal] = after ?? [];
    const place =
      line === undefined || ordinal === undefined ? null : ([Number(line), Number(ordinal)] as const);
    return groupBy(await this.rows.rejections(ids, { after: place, limit: first + 1 }), ({ jobId }) => jobId);
  }

  /** All of them in parts, in the order of the file, however many there are. */
  async *rejections(job: IngestJobRecord, perPart: number): AsyncGenerator<readonly RejectionRecord[]> {
    let after: readonly [number, number] | null = null;
    for (;;) {
      const part: readonly RejectionRecord[] = await this.rows.rejections([job.id], {
        after,
        limit: perPart,
      });
      if (part.length > 0) yield part;
      const last = part.at(-1);
      if (last === undefined || part.length < perPart) return;
      after = [last.line, last.ordinal];
    }
  }
}
