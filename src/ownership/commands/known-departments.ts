import type { Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { DepartmentRecord } from '../domain';
import { DepartmentRepository } from '../persistence/department.repository';

/** The departments of a taxonomy, dissolved ones too, as a command of another module needs to know them. */
export const knownDepartments = (tx: Tx, taxonomyId: TaxonomyId): Promise<readonly DepartmentRecord[]> =>
  tx.repository(DepartmentRepository).departmentsOf(taxonomyId);
