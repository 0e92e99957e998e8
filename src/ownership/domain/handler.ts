import type { DepartmentId } from '../../platform/ids';
import { existsAt, type DepartmentRecord } from './department';

/**
 * Who takes what is sent to a department by its code: that department, or, where it is dissolved at the moment, whoever it goes
 * on in. Null where there is none of that code, or nobody goes on.
 *
 * @example handlerOf('SALES', [sales, { ...care, code: 'CARE' }], at)?.code // 'CARE', the successor of what was dissolved
 */
export function handlerOf(
  code: string,
  departments: readonly DepartmentRecord[],
  at: Date,
): DepartmentRecord | null {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const passed = new Set<DepartmentId>();
  let next = departments.find((department) => department.code === code);
  while (next !== undefined && !existsAt(next, at) && !passed.has(next.id)) {
    passed.add(next.id);
    next = next.successorId === null ? undefined : byId.get(next.successorId);
  }
  return next !== undefined && existsAt(next, at) ? next : null;
}
