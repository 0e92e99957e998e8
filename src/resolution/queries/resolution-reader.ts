import type { DataSource } from 'typeorm';
import type { TaxonomyId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import { ResolutionList, type ResolutionId, type ResolutionRecord } from '../domain';
import { ResolutionRepository } from '../persistence/resolution.repository';

/** What is asked of resolution codes. It never writes, and decides nothing about who may ask. */
export class ResolutionReader {
  private readonly rows: ResolutionRepository;

  constructor(dataSource: Pick<DataSource, 'manager'>) {
    this.rows = new ResolutionRepository(dataSource.manager);
  }

  many(ids: readonly ResolutionId[]): Promise<readonly ResolutionRecord[]> {
    return this.rows.many(ids);
  }

  /** The codes of each taxonomy, in the order given. */
  async lists(taxonomyIds: readonly TaxonomyId[]): Promise<readonly ResolutionList[]> {
    const all = await this.rows.ofTaxonomies(taxonomyIds);
    return taxonomyIds.map((id) => ResolutionList.of(all.filter(({ taxonomyId }) => taxonomyId === id)));
  }

  async list(taxonomyId: TaxonomyId): Promise<ResolutionList> {
    return ResolutionList.of(await this.rows.ofTaxonomies([taxonomyId]));
  }

  /** By code; with a moment, those that may be given then. */
  async page(
    taxonomyId: TaxonomyId,
    validAt: Date | null,
    request: PageRequest,
  ): Promise<Page<ResolutionRecord>> {
    return pageOf(await this.rows.page(taxonomyId, validAt, request), request);
  }
}
