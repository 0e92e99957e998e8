import type { Command, Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { NotFound, Problem } from '../../platform/problem';
import { err, isNonEmpty, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { contentAt, lockedTaxonomy, type LockedTaxonomy } from '../../taxonomy';
import {
  fileFault,
  planAssignments,
  statementFaults,
  type AssignmentFault,
  type FileFault,
  type StatementOfFile,
} from '../domain';
import { DepartmentRepository } from '../persistence/department.repository';
import type { AssignmentSource } from './assignment-source';
import { plannedOwners, recordPlanned } from './record-owners';

const maxListed = 200;

export interface ImportOwnersInput {
  readonly taxonomyId: TaxonomyId;
  readonly source: AssignmentSource;
  /** Whether a department may be named by its name. */
  readonly acceptNames: boolean;
  /** Tells what would be done, and does nothing. */
  readonly dryRun: boolean;
  readonly because: string;
}

/** A file of owners that cannot be taken as it is: nothing of it was. */
export interface OwnersFileRefused extends Problem {
  readonly code: 'OWNERS_FILE_REFUSED';
  readonly faults: readonly FileFault[];
  readonly faultCount: number;
}

export interface OwnersImported {
  readonly taxonomyId: TaxonomyId;
  readonly dryRun: boolean;
  readonly rows: number;
  /** Reason, role and moment: what the lines say together. */
  readonly statements: number;
  /** Of these, those that change something. */
  readonly changed: number;
  /** Lines that were left out, since their reason is retired by then. */
  readonly leftOut: readonly FileFault[];
}

/** Takes over who answers for what from a file: all of it, or nothing where one line cannot be. */
export const importOwners: Command<
  ImportOwnersInput,
  OwnersImported,
  NotFound | TextProblem | OwnersFileRefused
> = {
  name: 'importOwners',
  permission: 'assignOwners',
  async execute(tx, { taxonomyId, source, acceptNames, dryRun, because }) {
    const locked = await lockedTaxonomy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const { timeZone, policy, lockedAt: now } = locked.value;
    const departments = await tx.repository(DepartmentRepository).departmentsOf(taxonomyId);
    const { newest: tree } = await contentAt(tx, taxonomyId, now);
    const scene = { now, timeZone, policy, departments, tree, acceptNames };
    const { file } = source;
    const plan = planAssignments(file, scene);
    if (plan.faultCount > 0) return err(refused(plan.faults, plan.faultCount));
    const { taken, leftOut, faults } = await checked(tx, locked.value, plan.statements);
    if (faults.length > 0) return err(refused(faults, faults.length));

    const statement = { taxonomyId, statements: taken, because: text.value, now, kind: 'assignOwners' };
    const planned = await plannedOwners(tx, statement);
    const { changes } = planned;
    const counts = { rows: file.rows.length, statements: taken.length, changed: changes.length };
    const value = { taxonomyId, dryRun, ...counts, leftOut: leftOut.slice(0, maxListed) };
    if (dryRun || !isNonEmpty(changes)) return ok({ value, unchanged: true });
    await recordPlanned(tx, statement, planned);
    return ok({ value, changes, because: text.value });
  },
};

const refused = (faults: readonly FileFault[], faultCount: number): OwnersFileRefused => ({
  code: 'OWNERS_FILE_REFUSED',
  faults: faults.slice(0, maxListed),
  faultCount,
  message: `expected a file whose every line can be taken, but got ${faultCount} that cannot, the first: ${placed(faults[0])}`,
});

const placed = (fault: FileFault | undefined): string =>
  fault === undefined ? 'none' : `line ${fault.line ?? '-'}, column ${fault.column ?? '-'}: ${fault.message}`;

interface Checked {
  readonly taken: readonly StatementOfFile[];
  readonly leftOut: readonly FileFault[];
  readonly faults: readonly FileFault[];
}

/** Each against the content in force when it starts. What is about a reason that is retired by then is left out and told. */
async function checked(
  tx: Tx,
  { id, policy, lockedAt }: LockedTaxonomy,
  statements: readonly StatementOfFile[],
): Promise<Checked> {
  const departments = await tx.repository(DepartmentRepository).departmentsOf(id);
  const byId = new Map(departments.map((department) => [department.id, department]));
  const taken: StatementOfFile[] = [];
  const leftOut: FileFault[] = [];
  const faults: FileFault[] = [];
  const moments = new Map(statements.map(({ from }) => [from.getTime(), from]));
  for (const [moment, from] of moments) {
    const contents = await contentAt(tx, id, from);
    for (const statement of statements.filter((one) => one.from.getTime() === moment)) {
      const found = statementFaults([statement], { now: lockedAt, policy, departments: byId, ...contents });
      const isRetired = found.length > 0 && found.every(({ code }) => code === 'REASON_RETIRED');
      const told = found.map((fault) => onLine(fault, statement));
      if (found.length === 0) taken.push(statement);
      else (isRetired ? leftOut : faults).push(...told);
    }
  }
  return { taken, leftOut, faults };
}

function onLine({ code, message }: AssignmentFault, { line }: StatementOfFile): FileFault {
  const [expected = message, observed = ''] = message.replace(/^expected /, '').split(/, but (?:got )?/);
  return { ...fileFault(code, { line, column: null }, { observed, expected }), message };
}
