import type { DepartmentId } from '../../platform/ids';
import {
  isActive,
  type Priority,
  type ReasonOwners,
  type ReasonState,
  type ResolutionTarget,
} from '../../taxonomy/domain';

/** Where a contact with a reason goes, how urgent it is and how soon it is due. */
export interface Route {
  readonly departmentId: DepartmentId | null;
  /** Those among which it is undecided. */
  readonly candidateIds: readonly DepartmentId[];
  readonly priority: Priority | null;
  readonly target: ResolutionTarget | null;
  readonly undecidedBecause: string | null;
}

/**
 * The accountable department takes a contact; where there is none, the responsible one if there is only one. Among several it is
 * never chosen silently: they are named as candidates.
 *
 * @example routeOf(state, { accountable: null, responsible: [sales, care] }).candidateIds // [sales, care]
 */
export function routeOf(state: ReasonState, { accountable, responsible }: ReasonOwners): Route {
  const { priority, target } = state;
  const [first, ...others] = responsible;
  const decided = accountable ?? (others.length === 0 ? (first ?? null) : null);
  const route = { priority, target, departmentId: decided, candidateIds: [] };
  if (!isActive(state)) {
    const undecidedBecause = 'the reason is retired: its associations say where contacts go instead';
    return { ...route, departmentId: null, undecidedBecause };
  }
  if (decided !== null) return { ...route, undecidedBecause: null };
  const isNobody = first === undefined;
  const undecidedBecause = isNobody
    ? 'nobody answers for the reason'
    : `${responsible.length} departments are responsible and none is accountable`;
  return { ...route, candidateIds: responsible, undecidedBecause };
}
