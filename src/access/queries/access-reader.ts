import type { DataSource } from 'typeorm';
import type { ActorId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import { AccessRepository } from '../persistence/access.repository';
import {
  AccessReadRepository,
  type ActorFilter,
  type ActorRow,
  type ApiKeyRow,
  type GrantRow,
  type IdentityRow,
} from '../persistence/access-read.repository';

export type { ActorFilter, ApiKeyRow, GrantRow, IdentityRow };
export type ActorRecord = ActorRow;

/** What is asked of actors. */
export class AccessReader {
  private readonly rows: AccessRepository;
  private readonly pages: AccessReadRepository;

  constructor(dataSource: DataSource) {
    this.rows = new AccessRepository(dataSource.manager);
    this.pages = new AccessReadRepository(dataSource.manager);
  }

  actors(ids: readonly ActorId[]): Promise<readonly ActorRecord[]> {
    return this.rows.actors(ids);
  }

  /** The newest first. */
  async actorPage(filter: ActorFilter, request: PageRequest): Promise<Page<ActorRecord>> {
    return pageOf(await this.pages.actorPage(filter, request), request);
  }

  grants(ids: readonly ActorId[], request: PageRequest): Promise<ReadonlyMap<ActorId, readonly GrantRow[]>> {
    return this.pages.grants(ids, request);
  }

  apiKeys(
    ids: readonly ActorId[],
    request: PageRequest,
  ): Promise<ReadonlyMap<ActorId, readonly ApiKeyRow[]>> {
    return this.pages.apiKeys(ids, request);
  }

  identities(
    ids: readonly ActorId[],
    request: PageRequest,
  ): Promise<ReadonlyMap<ActorId, readonly IdentityRow[]>> {
    return this.pages.identities(ids, request);
  }
}
