import type { DepartmentId, ReasonId } from '../../platform/ids';
import { isActive, type ReasonTree, type TaxonomyPolicy } from '../../taxonomy/domain';
import { roleKey, type OwnerStatement } from './assignment';
import { existsAt, type DepartmentRecord } from './department';
import { assignmentFault, type AssignmentFault } from './ownership-problems';

const mostStatements = 20_000;
const mostFaults = 200;
const latestMoment = new Date('9999-01-01T00:00:00Z');
const earliestMoment = new Date('1900-01-01T00:00:00Z');

/** What statements about owners are held against. */
export interface StatementScene {
  readonly now: Date;
  readonly policy: Pick<TaxonomyPolicy, 'backdating'>;
  readonly departments: ReadonlyMap<DepartmentId, DepartmentRecord>;
  /** The content in force at the moment that the statements start, and the newest one. */
  readonly then: ReasonTree;
  readonly newest: ReasonTree;
}

/**
 * Everything for which statements cannot be taken: a reason that no version knows, or that is retired when the statement starts; a
 * department that is not there or is dissolved within its time; two accountable departments; one reason and role stated twice;
 * a start in the past without leave to backdate; an end that is no later than the start. Empty: they can.
 *
 * @example statementFaults([{ reasonId, role: 'ACCOUNTABLE', departmentIds: [sales, care], from: now, until: null }], scene)
 * // [{ code: 'SEVERAL_ACCOUNTABLE', ... }]
 */
export function statementFaults(
  statements: readonly OwnerStatement[],
  scene: StatementScene,
): readonly AssignmentFault[] {
  if (statements.length === 0)
    return [assignmentFault('NOTHING_STATED', 'expected at least one statement, but got none')];
  if (statements.length > mostStatements) {
    const message = `expected at most ${mostStatements} statements, but got ${statements.length}`;
    return [assignmentFault('TOO_MANY', message)];
  }
  const faults: AssignmentFault[] = [];
  const known = new Set<string>();
  for (const statement of statements) {
    const key = `${roleKey(statement)} ${statement.from.getTime()}`;
    if (known.has(key)) {
      const message = `expected each reason and role once, but got ${nameOf(statement.reasonId, scene)} as ${statement.role} twice`;
      faults.push(assignmentFault('STATED_TWICE', message, statement));
    }
    known.add(key);
    faults.push(...momentFaults(statement, scene), ...reasonFaults(statement, scene));
    faults.push(...departmentFaults(statement, scene));
    if (faults.length >= mostFaults) break;
  }
  return faults.slice(0, mostFaults);
}

const nameOf = (id: ReasonId, { then, newest }: StatementScene): string =>
  JSON.stringify((then.get(id) ?? newest.get(id))?.code ?? id);

function momentFaults(
  { from, until, reasonId }: OwnerStatement,
  { now, policy }: StatementScene,
): AssignmentFault[] {
  const beyond = [from, until].find(
    (moment) => moment !== null && (moment > latestMoment || moment < earliestMoment),
  );
  if (beyond !== undefined && beyond !== null)
    return [
      assignmentFault('MOMENT_OUT_OF_RANGE', `expected a moment between 1900 and 9999, but got another`),
    ];
  const isPast = from < now && policy.backdating === 'REFUSED';
  const isEmpty = until !== null && until <= from;
  return [
    ...(isPast
      ? [
          assignmentFault(
            'BACKDATING_REFUSED',
            `expected a moment not before ${now.toISOString()} (backdating is REFUSED), but got ${from.toISOString()}`,
            { reasonId },
          ),
        ]
      : []),
    ...(isEmpty
      ? [
          assignmentFault(
            'ENDS_BEFORE_IT_STARTS',
            `expected an end after ${from.toISOString()}, but got ${until.toISOString()}`,
            { reasonId },
          ),
        ]
      : []),
  ];
}

function reasonFaults({ reasonId }: OwnerStatement, { then, newest }: StatementScene): AssignmentFault[] {
  const state = then.get(reasonId) ?? newest.get(reasonId);
  if (state === undefined) {
    const message = `expected a reason of a published version, but got ${reasonId}`;
    return [assignmentFault('UNKNOWN_REASON', message, { reasonId })];
  }
  if (isActive(state)) return [];
  const message = `expected a reason that is in use, but "${state.code}" is retired`;
  return [assignmentFault('REASON_RETIRED', message, { reasonId })];
}

/** Also of statements about reasons that are not in any version yet. */
export function departmentFaults(
  { reasonId, role, departmentIds, from, until }: OwnerStatement,
  { departments }: Pick<StatementScene, 'departments'>,
): AssignmentFault[] {
  const distinct = new Set(departmentIds);
  const isTooMany = role === 'ACCOUNTABLE' && distinct.size > 1;
  const several = `expected at most one accountable department, but got ${distinct.size}`;
  const faults = isTooMany ? [assignmentFault('SEVERAL_ACCOUNTABLE', several, { reasonId })] : [];
  for (const departmentId of distinct) {
    const department = departments.get(departmentId);
    if (department === undefined) {
      const message = `expected a department of the taxonomy, but got ${departmentId}`;
      faults.push(assignmentFault('UNKNOWN_DEPARTMENT', message, { reasonId, departmentId }));
      continue;
    }
    const isThereThroughout =
      existsAt(department, from) &&
      (department.dissolvedAt === null || (until !== null && until <= department.dissolvedAt));
    if (isThereThroughout) continue;
    const message = `expected a department that is not dissolved within that time, but ${department.code} is, at ${department.dissolvedAt?.toISOString() ?? ''}`;
    faults.push(assignmentFault('DEPARTMENT_DISSOLVED', message, { reasonId, departmentId }));
  }
  return faults;
}
