import type { ReasonId } from '../../../platform/ids';
import {
  problemsOfOperations,
  type IndexedProblem,
  type OperationContext,
  type ReasonTree,
} from '../../../taxonomy/domain';
import { excerpt, type FindingList, type ImportFindingCode, type Seen } from '../import-finding';
import type { EntryColumns } from '../import-file';
import type { PlannedOperation } from './planned-operations';

interface RefusalScene {
  readonly tree: ReasonTree;
  readonly context: OperationContext;
  readonly columns: EntryColumns;
}

/**
 * Takes down why operations would leave no tree, each at the line of the file that asked for it. What is refused only
 * because its parent is refused is left out, and a retirement that all missing reasons share is said once.
 */
export function refuseOperations(
  planned: readonly PlannedOperation[],
  { tree, context, columns }: RefusalScene,
  findings: FindingList,
): void {
  const problems = problemsOfOperations(
    tree,
    planned.map(({ operation }) => operation),
    context,
  );
  const refused = new Set<ReasonId>();
  let isRetirementSaid = false;
  for (const problem of problems) {
    const isConsequence = refused.has(causeOf(problem));
    refused.add(problem.reasonId);
    if (isConsequence) continue;
    const { entry = null, operation = null } = planned[problem.operationIndex] ?? {};
    const isOfMissing = entry === null;
    if (isOfMissing && isRetirementSaid) continue;
    isRetirementSaid ||= isOfMissing;
    const { code, column } = viewOf(problem, columns);
    const wished = operation !== null && 'code' in operation ? operation.code : '';
    const seen = seenOf(problem, wished, tree);
    findings.refuse(code, { line: entry?.line ?? null, column }, seen);
  }
}

/** The reason without which the operation could not be: one that was refused itself, perhaps. */
function causeOf(problem: IndexedProblem): ReasonId {
  if (problem.code === 'PARENT_NOT_FOUND') return problem.parentId;
  return problem.code === 'REASON_NOT_FOUND' ? problem.missingId : ('' as ReasonId);
}

function viewOf(
  problem: IndexedProblem,
  columns: EntryColumns,
): { readonly code: ImportFindingCode; readonly column: number | null } {
  switch (problem.code) {
    case 'CODE_TAKEN':
    case 'CODE_RESERVED':
      return { code: 'ID_TAKEN', column: columns.code };
    case 'CYCLE':
    case 'SELF_PARENT':
      return { code: 'CYCLE', column: columns.parent };
    case 'PARENT_RETIRED':
      return { code: 'PARENT_RETIRED', column: columns.parent };
    case 'UNKNOWN_LANGUAGE':
      return { code: 'UNKNOWN_LANGUAGE', column: null };
    case 'MALFORMED_TEXT':
      return { code: 'MALFORMED_TEXT', column: null };
    case 'RETIREMENT_SHAPE':
      return { code: 'RETIREMENT_REFUSED', column: null };
    default:
      return { code: 'OPERATION_REFUSED', column: null };
  }
}

/** In words of the file: people do not know a reason by its id. */
function seenOf(problem: IndexedProblem, wishedCode: string, tree: ReasonTree): Seen {
  switch (problem.code) {
    case 'CODE_TAKEN':
    case 'CODE_RESERVED': {
      const observed = `${excerpt(wishedCode)}, which is bound to ${named(problem.otherReasonId, tree)}`;
      return { observed, expected: 'an id that is free' };
    }
    case 'PARENT_RETIRED':
      return { observed: `${named(problem.parentId, tree)}, which is retired`, expected: 'an active parent' };
    case 'CYCLE': {
      const steps = [problem.reasonId, ...problem.path].slice(0, 10).map((id) => named(id, tree));
      return { observed: `a cycle of file and taxonomy: ${steps.join(' under ')}`, expected: 'a tree' };
    }
    default:
      return wordsOf(problem.message);
  }
}

function named(id: ReasonId, tree: ReasonTree): string {
  const reason = tree.get(id);
  if (reason === undefined) return 'another reason';
  return `${excerpt(Object.values(reason.labels)[0] ?? '')} (${excerpt(reason.code)})`;
}

/** A message of an operation, taken apart. */
function wordsOf(message: string): Seen {
  const [, expected = message, observed = ''] =
    /^(?:.*?: )?expected (.*?), but got (.*)$/s.exec(message) ?? [];
  return { expected, observed };
}
