import type { DepartmentId, ReasonId } from '../../platform/ids';
import { isOwned, type OwnersOf, type OwnershipPolicy, type ReasonTree } from '../../taxonomy/domain';

/** How much of a content one department answers for, in active leaves; an inherited role counts as one of its own. */
export interface DepartmentCoverage {
  readonly departmentId: DepartmentId;
  readonly accountable: number;
  readonly responsible: number;
}

/** Who answers for the active leaves of a content. */
export interface Coverage {
  readonly leaves: number;
  readonly owned: number;
  /** In the order of the tree. */
  readonly unowned: readonly ReasonId[];
  readonly withAccountable: number;
  readonly withSeveralResponsible: number;
  /** Those that answer for a leaf, by how many, the most first. */
  readonly departments: readonly DepartmentCoverage[];
}

/**
 * How far a content is owned under a policy. Counts are of active leaves, which contacts are coded with. Linear in their
 * number.
 *
 * @example coverageOf(tree, owners, 'ONE_ACCOUNTABLE').unowned // []: every leaf has an accountable department
 */
export function coverageOf(tree: ReasonTree, owners: OwnersOf, policy: OwnershipPolicy): Coverage {
  const counts = new Map<DepartmentId, { accountable: number; responsible: number }>();
  const count = (departmentId: DepartmentId, role: 'accountable' | 'responsible'): void => {
    const known = counts.get(departmentId) ?? { accountable: 0, responsible: 0 };
    counts.set(departmentId, { ...known, [role]: known[role] + 1 });
  };
  const unowned: ReasonId[] = [];
  let [withAccountable, withSeveralResponsible] = [0, 0];
  const leaves = tree.leaves();
  for (const { id } of leaves) {
    const found = owners(tree, id);
    if (!isOwned(found, policy)) unowned.push(id);
    if (found.accountable !== null) {
      withAccountable += 1;
      count(found.accountable, 'accountable');
    }
    if (found.responsible.length > 1) withSeveralResponsible += 1;
    for (const departmentId of found.responsible) count(departmentId, 'responsible');
  }
  const departments = Array.from(counts, ([departmentId, of]) => ({ departmentId, ...of })).sort(
    (one, other) => other.accountable + other.responsible - (one.accountable + one.responsible),
  );
  const owned = leaves.length - unowned.length;
  return { leaves: leaves.length, owned, unowned, withAccountable, withSeveralResponsible, departments };
}
