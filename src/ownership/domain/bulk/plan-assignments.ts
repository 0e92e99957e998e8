import type { DepartmentId, ReasonId } from '../../../platform/ids';
import { foldLabel } from '../../../platform/text';
import { excerpt } from '../../../exchange/domain';
import type { ReasonTree, TaxonomyPolicy } from '../../../taxonomy/domain';
import { ownerRoles, type OwnerRole, type OwnerStatement } from '../assignment';
import type { DepartmentRecord } from '../department';
import { fileFault, type AssignmentFile, type AssignmentRow, type FileFault } from './assignment-file';
import { momentOfCell } from './moment-of-cell';
import { nearestCodes, type Nameable } from '../../../platform/nearest';

const maxFaults = 200;
/** Looking for what was meant compares with every reason there is. */
const maxWithCandidates = 50;

export interface AssignmentScene {
  readonly now: Date;
  readonly timeZone: string;
  readonly policy: Pick<TaxonomyPolicy, 'ownership'>;
  readonly departments: readonly DepartmentRecord[];
  /** The newest content: reasons are named by their codes in it, retired ones too. */
  readonly tree: ReasonTree;
  /** Whether a department may be named by its name, where only one is called so. */
  readonly acceptNames: boolean;
}

/** A statement that lines of a file make together, and where the first of them stands. */
export interface StatementOfFile extends OwnerStatement {
  readonly line: number;
}

export interface AssignmentPlan {
  readonly statements: readonly StatementOfFile[];
  /** In the order of the file, the first 200. */
  readonly faults: readonly FileFault[];
  readonly faultCount: number;
}

/** What a cell says of the departments: one, or (with a hyphen) that there is none. */
type Named = DepartmentId | 'NOBODY' | FileFault;

/**
 * What a file says about owners: lines of one reason, role and moment are one statement, that these departments and no others hold
 * it from then on. A department is named by its code or an alias; a hyphen names nobody. By its name it is not taken unless
 * asked, since names change and are shared: it is a fault with the code as the candidate. Without a role it is ACCOUNTABLE, or
 * RESPONSIBLE where that is what the policy asks for; without a moment, now.
 *
 * @example planAssignments(file, scene).faults[0]
 * // { code: 'UNKNOWN_DEPARTMENT', line: 7, column: 2, observed: '"V&OR"', candidates: ['VOR'], ... }
 */
export function planAssignments(file: AssignmentFile, scene: AssignmentScene): AssignmentPlan {
  const finder = new DepartmentFinder(scene);
  const reasons = lazily(() => Array.from(scene.tree.all(), ({ code }): Nameable => ({ code, names: [] })));
  const faults: FileFault[] = [...file.faults];
  const statements = new Map<string, StatementOfFile & { readonly departmentIds: DepartmentId[] }>();
  for (const row of file.rows) {
    const column = (field: keyof AssignmentRow['cells']) => ({ line: row.line, column: file.columns[field] });
    const isPatient = faults.length < maxWithCandidates;
    const reason =
      reasonOf(row, scene.tree) ?? unknownReason(row, column('reason'), isPatient ? reasons() : []);
    const department = finder.find(row.cells.department, column('department'), isPatient);
    const role = roleOf(row, scene) ?? unknownRole(row, column('role'));
    const from = fromOf(row, scene) ?? malformedMoment(row, column('from'));
    const wrong = [reason, department, role, from].filter((found): found is FileFault => isFault(found));
    faults.push(...wrong);
    if (isFault(reason) || isFault(department) || isFault(role) || isFault(from)) continue;
    const key = `${reason} ${role} ${from.getTime()}`;
    const known = statements.get(key) ?? {
      ...{ reasonId: reason, role, from, until: null, line: row.line, departmentIds: [] },
    };
    statements.set(key, known);
    if (department !== 'NOBODY' && !known.departmentIds.includes(department))
      known.departmentIds.push(department);
  }
  const made = [...statements.values()];
  faults.push(
    ...made.filter(isSplit).map(({ line, departmentIds }) => {
      const seen = { observed: String(departmentIds.length), expected: 'at most one accountable department' };
      return fileFault('SEVERAL_ACCOUNTABLE', { line, column: file.columns.department }, seen);
    }),
  );
  return { statements: made, faults: faults.slice(0, maxFaults), faultCount: faults.length };
}

const isSplit = ({ role, departmentIds }: OwnerStatement): boolean =>
  role === 'ACCOUNTABLE' && departmentIds.length > 1;

const isFault = (found: unknown): found is FileFault =>
  typeof found === 'object' && found !== null && 'candidates' in found;

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

class DepartmentFinder {
  private readonly byCode: ReadonlyMap<string, DepartmentId>;
  private readonly byName = new Map<string, DepartmentId | null>();
  private readonly choices: readonly Nameable[];

  constructor({ departments, acceptNames }: AssignmentScene) {
    this.byCode = new Map(
      departments.flatMap(({ id, code, aliases }) =>
        [code, ...aliases].map((text) => [foldLabel(text), id] as const),
      ),
    );
    this.choices = departments
      .filter(({ dissolvedAt }) => dissolvedAt === null)
      .map(({ code, aliases, name }) => ({ code, names: [...aliases, ...Object.values(name)] }));
    if (!acceptNames) return;
    for (const { id, name } of departments)
      for (const text of new Set(Object.values(name).map(foldLabel)))
        this.byName.set(text, this.byName.has(text) ? null : id);
  }

  find(
    text: string,
    spot: { readonly line: number; readonly column: number | null },
    isPatient: boolean,
  ): Named {
    if (text === '-') return 'NOBODY';
    if (text === '') {
      const expected = 'a department, or a hyphen for nobody';
      return fileFault('MISSING_DEPARTMENT', spot, { observed: 'a blank cell', expected });
    }
    const found = this.byCode.get(foldLabel(text)) ?? this.byName.get(foldLabel(text)) ?? null;
    if (found !== null) return found;
    const candidates = isPatient ? nearestCodes(text, this.choices) : [];
    const expected = 'the code or an alias of a department';
    return fileFault('UNKNOWN_DEPARTMENT', spot, { observed: excerpt(text), expected, candidates });
  }
}

type Spot = Parameters<typeof fileFault>[1];

const reasonOf = ({ cells }: AssignmentRow, tree: ReasonTree): ReasonId | null =>
  tree.holderOf(cells.reason.normalize('NFC'))?.id ?? null;

function unknownReason({ cells }: AssignmentRow, spot: Spot, reasons: readonly Nameable[]): FileFault {
  const observed = cells.reason === '' ? 'a blank cell' : excerpt(cells.reason);
  const candidates = cells.reason === '' ? [] : nearestCodes(cells.reason, reasons);
  return fileFault('UNKNOWN_REASON', spot, {
    observed,
    expected: 'the code of a published reason',
    candidates,
  });
}

function roleOf({ cells }: AssignmentRow, { policy }: AssignmentScene): OwnerRole | null {
  if (cells.role === '') return policy.ownership === 'ONE_ACCOUNTABLE' ? 'ACCOUNTABLE' : 'RESPONSIBLE';
  const word = cells.role.toUpperCase();
  return ownerRoles.find((role) => role === word || role.charAt(0) === word) ?? null;
}

function unknownRole({ cells }: AssignmentRow, spot: Spot): FileFault {
  const candidates = nearestCodes(
    cells.role,
    ownerRoles.map((code) => ({ code, names: [] })),
  );
  const expected = `one of ${ownerRoles.join(', ')}`;
  return fileFault('UNKNOWN_ROLE', spot, { observed: excerpt(cells.role), expected, candidates });
}

const fromOf = ({ cells }: AssignmentRow, { now, timeZone }: AssignmentScene): Date | null =>
  cells.from === '' ? now : momentOfCell(cells.from, timeZone);

function malformedMoment({ cells }: AssignmentRow, spot: Spot): FileFault {
  const expected = 'a day such as 2025-06-01, or an instant such as 2025-06-01T00:00:00Z';
  return fileFault('MALFORMED_MOMENT', spot, { observed: excerpt(cells.from), expected });
}
