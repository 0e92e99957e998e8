import type { DataSource } from 'typeorm';
import type { ActorId, DepartmentId, DraftId, TaxonomyId } from '../../platform/ids';
import { pageOf, type Page, type PageRequest } from '../../platform/paging';
import type { ContentOwners, OwnersMoment } from '../../taxonomy';
import { groupBy, type DepartmentCodes, type OwnersOf } from '../../taxonomy/domain';
import {
  ownersBy,
  type AttestationId,
  type AttestationItemRecord,
  type AttestationRecord,
  type DepartmentRecord,
  type HeldRoles,
  type TransferId,
  type TransferRecord,
  type TransferredRole,
} from '../domain';
import { AttestationRows, type AttestationProgress, type ItemFilter } from '../persistence/attestation-rows';
import { departmentCodes } from '../persistence/department-codes';
import { DepartmentRows, type DraftComment, type Member } from '../persistence/department-rows';
import { heldRoles, proposedRoles } from '../persistence/held-roles';
import { TransferRows, type TransferFilter } from '../persistence/transfer-rows';

export type AttestationProgressRecord = AttestationProgress;
export type { DraftComment, ItemFilter, TransferFilter };

/** What is asked of departments and of who answers for what. It never writes, and decides nothing about who may ask. */
export class OwnershipReader implements ContentOwners {
  private readonly departmentRows: DepartmentRows;
  private readonly transferRows: TransferRows;
  private readonly attestationRows: AttestationRows;

  constructor(private readonly dataSource: Pick<DataSource, 'manager'>) {
    this.departmentRows = new DepartmentRows(dataSource.manager);
    this.transferRows = new TransferRows(dataSource.manager);
    this.attestationRows = new AttestationRows(dataSource.manager);
  }

  async at(moment: OwnersMoment): Promise<OwnersOf> {
    return ownersBy(await this.heldRoles(moment));
  }

  async ofDrafts(
    drafts: readonly { readonly id: DraftId; readonly taxonomyId: TaxonomyId }[],
  ): Promise<readonly OwnersOf[]> {
    const taxonomyIds = [...new Set(drafts.map(({ taxonomyId }) => taxonomyId))];
    const now = new Map(
      await Promise.all(
        taxonomyIds.map(async (taxonomyId) => [taxonomyId, await this.heldRoles({ taxonomyId })] as const),
      ),
    );
    const proposed = await proposedRoles(
      this.dataSource.manager,
      drafts.map(({ id }) => id),
    );
    return drafts.map(({ id, taxonomyId }) =>
      // Proposals are about new reasons, of which nothing is held yet.
      ownersBy(new Map([...(now.get(taxonomyId) ?? []), ...(proposed.get(id) ?? [])])),
    );
  }

  departmentsNow(taxonomyIds: readonly TaxonomyId[]): Promise<readonly DepartmentCodes[]> {
    return departmentCodes(this.dataSource.manager, taxonomyIds);
  }

  heldRoles(moment: OwnersMoment): Promise<HeldRoles> {
    return heldRoles(this.dataSource.manager, moment);
  }

  departments(ids: readonly DepartmentId[]): Promise<readonly DepartmentRecord[]> {
    return this.departmentRows.departments(ids);
  }

  /** All of these taxonomies, the dissolved ones too. */
  departmentsOf(taxonomyIds: readonly TaxonomyId[]): Promise<readonly DepartmentRecord[]> {
    return this.departmentRows.departmentsOf(taxonomyIds);
  }

  /** Of each taxonomy the department of this code or alias, where it has one. */
  departmentsNamed(
    taxonomyIds: readonly TaxonomyId[],
    codeOrAlias: string,
  ): Promise<readonly DepartmentRecord[]> {
    return this.departmentRows.departmentsNamed(taxonomyIds, codeOrAlias);
  }

  /** Of each taxonomy by code, one more than a page holds. */
  async departmentPages(
    taxonomyIds: readonly TaxonomyId[],
    includeDissolved: boolean,
    request: PageRequest,
  ): Promise<ReadonlyMap<TaxonomyId, readonly DepartmentRecord[]>> {
    const found = await this.departmentRows.departmentPages(taxonomyIds, includeDissolved, request);
    return groupBy(found, ({ taxonomyId }) => taxonomyId);
  }

  /** Those who speak for it now. */
  async memberPage(departmentId: DepartmentId, request: PageRequest): Promise<Page<Member>> {
    return pageOf(await this.departmentRows.memberPage(departmentId, request), request);
  }

  commentPage = async (
    draftId: string,
    reasonId: string | null,
    request: PageRequest,
  ): Promise<Page<DraftComment>> =>
    pageOf(await this.departmentRows.commentPage(draftId, reasonId, request), request);

  departmentsSpokenFor(actorId: ActorId): Promise<readonly DepartmentId[]> {
    return this.departmentRows.departmentsSpokenFor(actorId);
  }

  transfers(ids: readonly TransferId[]): Promise<readonly TransferRecord[]> {
    return this.transferRows.transfers(ids);
  }

  rolesOfTransfers(ids: readonly TransferId[]): Promise<ReadonlyMap<TransferId, readonly TransferredRole[]>> {
    return this.transferRows.roles(ids);
  }

  /** The newest first. */
  async transferPage(filter: TransferFilter, request: PageRequest): Promise<Page<TransferRecord>> {
    return pageOf(await this.transferRows.page(filter, request), request);
  }

  attestations(ids: readonly AttestationId[]): Promise<readonly AttestationRecord[]> {
    return this.attestationRows.attestations(ids);
  }

  /** Of each taxonomy the newest first, one more than a page holds. */
  async attestationPages(
    taxonomyIds: readonly TaxonomyId[],
    request: PageRequest,
  ): Promise<ReadonlyMap<TaxonomyId, readonly AttestationRecord[]>> {
    return groupBy(await this.attestationRows.pages(taxonomyIds, request), ({ taxonomyId }) => taxonomyId);
  }

  progress(ids: readonly AttestationId[]): Promise<readonly AttestationProgress[]> {
    return this.attestationRows.progress(ids);
  }

  async itemPage(filter: ItemFilter, request: PageRequest): Promise<Page<AttestationItemRecord>> {
    return pageOf(await this.attestationRows.items(filter, request), request);
  }
}
