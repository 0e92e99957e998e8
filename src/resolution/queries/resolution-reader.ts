import type { DataSource } from 'typeorm';
import type { TaxonomyId } from '../../platform/ids';
import type { PageRequest } from '../../platform/paging';
import { groupBy } from '../../taxonomy/domain';
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

  /** Of each taxonomy by code a row more than a page holds; with a moment, of those that may be given then. */
  async pages(
    taxonomyIds: readonly TaxonomyId[],
    validAt: Date | null,
    request: PageRequest,
  ): Promise<ReadonlyMap<TaxonomyId, readonly ResolutionRecord[]>> {
    return groupBy(await this.rows.pages(taxonomyIds, validAt, request), ({ taxonomyId }) => taxonomyId);
  }
}
