import type { DataSource } from 'typeorm';
import type { OwnershipReader } from '../../ownership';
import type { DepartmentRecord } from '../../ownership/domain';
import type { ActorId, DepartmentId, TaxonomyId } from '../../platform/ids';
import { rowsOf } from '../../platform/database/sql';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import { ResolutionReader } from '../../resolution';
import type {
  CoderId,
  CoderKind,
  CoderRecord,
  ContactFilter,
  ContactId,
  ContactRecord,
  ExcerptRecord,
} from '../domain';
import type { BlindCoding } from '../persistence/blind-coding';
import { CoderRepository } from '../persistence/coder.repository';
import {
  contactColumns,
  contactCondition,
  ContactRepository,
  contactsOfIdentities,
  filterValues,
} from '../persistence/contact.repository';
import { CodedContacts } from './coded-contacts';

export interface CoderFilter {
  readonly kinds: readonly CoderKind[] | null;
  readonly includeRetired: boolean;
}

const coderColumns = `id, taxonomy_id AS "taxonomyId", kind, external_id AS "externalId", name,
  model_version AS "modelVersion", actor_id AS "actorId", revision, registered_at AS "registeredAt",
  retired_at AS "retiredAt"`;

/** What is asked of contacts and coders. It never writes, and decides nothing about who may ask. */
export class ContactReader {
  readonly coded: CodedContacts;
  readonly resolutions: ResolutionReader;

  constructor(
    private readonly dataSource: DataSource,
    private readonly ownership: OwnershipReader,
    private readonly blind: BlindCoding,
  ) {
    this.coded = new CodedContacts(dataSource.manager);
    this.resolutions = new ResolutionReader(dataSource);
  }

  /** What an actor codes blind in a taxonomy, so that its codes are held back from them. */
  codedBlindBy(actorId: ActorId, taxonomyId: TaxonomyId): Promise<readonly ContactId[]> {
    return this.blind.contactsOf(taxonomyId, actorId);
  }

  departments(ids: readonly DepartmentId[]): Promise<readonly DepartmentRecord[]> {
    return this.ownership.departments(ids);
  }

  /** An id does not tell its taxonomy: it is looked for in each, of which there are few. */
  contacts(ids: readonly ContactId[]): Promise<readonly ContactRecord[]> {
    return rowsOf(
      this.dataSource.manager,
      `SELECT ${contactColumns} FROM taxonomy t JOIN ${contactsOfIdentities} ON i.taxonomy_id = t.id
       WHERE i.id = ANY ($1)`,
      [ids],
    );
  }

  /** The newest first, by when they occurred. */
  async contactPage(
    taxonomyId: TaxonomyId,
    filter: ContactFilter,
    request: PageRequest,
  ): Promise<Page<ContactRecord>> {
    const [at, id] = request.after ?? [null, null];
    const rows = await rowsOf<ContactRecord>(
      this.dataSource.manager,
      `SELECT ${contactColumns} FROM contact c WHERE ${contactCondition}
         AND ($7::timestamptz IS NULL OR (c.occurred_at, c.id) < ($7, $8::uuid))
       ORDER BY c.occurred_at DESC, c.id DESC LIMIT $9`,
      [taxonomyId, ...filterValues(filter), at, id, request.first + 1],
    );
    return pageOf(rows, request);
  }

  excerpts(ids: readonly ContactId[]): Promise<readonly ExcerptRecord[]> {
    return new ContactRepository(this.dataSource.manager).excerpts(ids);
  }

  coders(ids: readonly CoderId[]): Promise<readonly CoderRecord[]> {
    return new CoderRepository(this.dataSource.manager).coders(ids);
  }

  coderOfActor(taxonomyId: TaxonomyId, actorId: ActorId): Promise<CoderRecord | null> {
    return new CoderRepository(this.dataSource.manager).ofActor(taxonomyId, actorId);
  }

  /** By their external id. */
  async coderPage(
    taxonomyId: TaxonomyId,
    { kinds, includeRetired }: CoderFilter,
    request: PageRequest,
  ): Promise<Page<CoderRecord>> {
    const rows = await rowsOf<CoderRecord>(
      this.dataSource.manager,
      `SELECT ${coderColumns} FROM coder
       WHERE taxonomy_id = $1 AND ($2::text[] IS NULL OR kind = ANY ($2)) AND ($3 OR retired_at IS NULL)
         AND ($4::text IS NULL OR external_id > $4)
       ORDER BY external_id LIMIT $5`,
      [taxonomyId, kinds, includeRetired, request.after?.[0] ?? null, request.first + 1],
    );
    return pageOf(rows, request);
  }
}
