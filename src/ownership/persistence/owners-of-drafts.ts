import type { ActorId, DepartmentId, DraftId, TaxonomyId } from '../../platform/ids';
import { rowsOf, type Sql } from '../../platform/database/sql';
import type { DraftOwners, Spokesperson } from '../../taxonomy';
import type { DepartmentCodes, OwnersOf } from '../../taxonomy/domain';
import { ownersBy } from '../domain';
import { departmentCodes } from './department-codes';
import { heldRoles } from './held-roles';

/** What drafts ask of ownership, answered in their own transaction. */
export class OwnersOfDrafts implements DraftOwners {
  constructor(private readonly sql: Sql) {}

  async ownersNow(taxonomyId: TaxonomyId, draftId: DraftId | null): Promise<OwnersOf> {
    return ownersBy(await heldRoles(this.sql, { taxonomyId, draftId }));
  }

  departmentsNow(taxonomyIds: readonly TaxonomyId[]): Promise<readonly DepartmentCodes[]> {
    return departmentCodes(this.sql, taxonomyIds);
  }

  async spokesperson(
    actorId: ActorId,
    departmentId: DepartmentId,
    taxonomyId: TaxonomyId,
  ): Promise<Spokesperson> {
    const [row] = await rowsOf<{ speaks: boolean }>(
      this.sql,
      `SELECT EXISTS (SELECT 1 FROM department_member m
         WHERE m.department_id = d.id AND m.actor_id = $3 AND m.removed_at IS NULL) AS speaks
       FROM department d WHERE d.id = $1 AND d.taxonomy_id = $2`,
      [departmentId, taxonomyId, actorId],
    );
    if (row === undefined) return 'UNKNOWN';
    return row.speaks ? 'SPEAKS' : 'STRANGER';
  }
}
