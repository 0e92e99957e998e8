import type { ActorId, DepartmentId, DraftId, TaxonomyId } from '../../platform/ids';
import type { DepartmentCodes, OwnersOf } from '../domain';

/** Whether somebody speaks for a department now; UNKNOWN where the taxonomy has no such department. */
export type Spokesperson = 'SPEAKS' | 'STRANGER' | 'UNKNOWN';

/**
 * All that drafts ask of the ownership of reasons, inside their own transaction. Ownership builds on taxonomies and not the
 * other way round: which class answers is decided where the service is put together.
 */
export abstract class DraftOwners {
  /** Who answers for the reasons now; with a draft, as if its proposed owners of new reasons were in force. */
  abstract ownersNow(taxonomyId: TaxonomyId, draftId: DraftId | null): Promise<OwnersOf>;

  /** The departments of each taxonomy as they stand now, in the order given. */
  abstract departmentsNow(taxonomyIds: readonly TaxonomyId[]): Promise<readonly DepartmentCodes[]>;

  abstract spokesperson(
    actorId: ActorId,
    departmentId: DepartmentId,
    taxonomyId: TaxonomyId,
  ): Promise<Spokesperson>;
}
