import type { DataSource } from 'typeorm';
import type { DraftId, VersionId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import type { FeedbackId, FeedbackRecord } from '../domain';
import { FeedbackRepository, type FeedbackFilter } from '../persistence/feedback.repository';

/** What is asked of feedback. */
export class FeedbackReader {
  private readonly rows: FeedbackRepository;

  constructor(dataSource: DataSource) {
    this.rows = new FeedbackRepository(dataSource.manager);
  }

  many(ids: readonly FeedbackId[]): Promise<readonly FeedbackRecord[]> {
    return this.rows.many(ids);
  }

  /** The newest first. */
  async page(filter: FeedbackFilter, request: PageRequest): Promise<Page<FeedbackRecord>> {
    return pageOf(await this.rows.page(filter, request), request);
  }

  versionsOfDrafts(draftIds: readonly DraftId[]): Promise<ReadonlyMap<DraftId, VersionId>> {
    return this.rows.versionsOfDrafts(draftIds);
  }
}
