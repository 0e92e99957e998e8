const negligible = 1e-11;

/** Greatest value of a linear goal over non-negative amounts that meet equations. */
export interface LinearProgramme {
  readonly goal: readonly number[];
  readonly equations: readonly (readonly number[])[];
  readonly rightSides: readonly number[];
}

/**
 * How large can a linear goal get? By the simplex method in two phases with Bland's rule, for small problems.
 *
 * Null when no non-negative amounts meet the equations, or the goal has no bound. Equations may repeat each other.
 *
 * Source: Bland 1977, Mathematics of Operations Research 2:103-107 (choice of pivots).
 *
 * @example maximise({ goal: [1, 2], equations: [[1, 1]], rightSides: [3] }) // 6
 */
export function maximise({ goal, equations, rightSides }: LinearProgramme): number | null {
  const variables = goal.length;
  const rows = equations.map((equation, row) => {
    const sign = (rightSides[row] ?? 0) < 0 ? -1 : 1;
    const helpers = equations.map((_, helper) => (helper === row ? 1 : 0));
    return [...equation.map((value) => sign * value), ...helpers, sign * (rightSides[row] ?? 0)];
  });
  const start: Tableau = { rows, basis: equations.map((_, row) => variables + row) };
  const helperGoal = [...goal.map(() => 0), ...equations.map(() => -1)];
  const feasible = climb(start, helperGoal, variables + equations.length);
  if (feasible === null || Math.abs(valueOf(feasible, helperGoal)) > 1e-9) return null;
  const realGoal = [...goal, ...equations.map(() => 0)];
  const best = climb(withoutHelpers(feasible, variables), realGoal, variables);
  return best === null ? null : valueOf(best, realGoal);
}

interface Tableau {
  /** One row per equation: coefficients, then the right side. */
  readonly rows: readonly (readonly number[])[];
  /** The variable that each row stands for. */
  readonly basis: readonly number[];
}

function climb(start: Tableau, goal: readonly number[], allowed: number): Tableau | null {
  let tableau = start;
  for (;;) {
    const entering = enteringVariable(tableau, goal, allowed);
    if (entering < 0) return tableau;
    const leaving = leavingRow(tableau, entering);
    if (leaving < 0) return null;
    tableau = pivoted(tableau, leaving, entering);
  }
}

function enteringVariable({ rows, basis }: Tableau, goal: readonly number[], allowed: number): number {
  for (let variable = 0; variable < allowed; variable += 1) {
    const cost = rows.reduce((sum, row, at) => sum + (goal[basis[at] ?? 0] ?? 0) * (row[variable] ?? 0), 0);
    if ((goal[variable] ?? 0) - cost > negligible) return variable;
  }
  return -1;
}

function leavingRow({ rows, basis }: Tableau, entering: number): number {
  let leaving = -1;
  let smallest = Infinity;
  for (const [at, row] of rows.entries()) {
    const coefficient = row[entering] ?? 0;
    if (coefficient <= negligible) continue;
    const ratio = (row[row.length - 1] ?? 0) / coefficient;
    const isTie = Math.abs(ratio - smallest) <= negligible;
    const isSmaller = ratio < smallest - negligible;
    if (isSmaller || (isTie && (basis[at] ?? 0) < (basis[leaving] ?? Infinity))) {
      leaving = at;
      smallest = Math.min(ratio, smallest);
    }
  }
  return leaving;
}

function pivoted({ rows, basis }: Tableau, leaving: number, entering: number): Tableau {
  const pivotRow = rows[leaving] ?? [];
  const pivot = pivotRow[entering] ?? 1;
  const scaled = pivotRow.map((value) => value / pivot);
  return {
    rows: rows.map((row, at) =>
      at === leaving
        ? scaled
        : row.map((value, column) => value - (row[entering] ?? 0) * (scaled[column] ?? 0)),
    ),
    basis: basis.map((variable, at) => (at === leaving ? entering : variable)),
  };
}

/** Drives the helpers of the first phase out of the basis; an equation that only repeats others is dropped. */
function withoutHelpers(start: Tableau, variables: number): Tableau {
  let tableau = start;
  for (let at = tableau.rows.length - 1; at >= 0; at -= 1) {
    if ((tableau.basis[at] ?? 0) < variables) continue;
    const row = tableau.rows[at] ?? [];
    const entering = row.findIndex((value, column) => column < variables && Math.abs(value) > 1e-9);
    tableau =
      entering >= 0
        ? pivoted(tableau, at, entering)
        : { rows: tableau.rows.toSpliced(at, 1), basis: tableau.basis.toSpliced(at, 1) };
  }
  return tableau;
}

const valueOf = ({ rows, basis }: Tableau, goal: readonly number[]): number =>
  rows.reduce((sum, row, at) => sum + (goal[basis[at] ?? 0] ?? 0) * (row[row.length - 1] ?? 0), 0);
