import type { ReasonId } from '../../../platform/ids';
import {
  problemsOfOperations,
  type IndexedProblem,
  type OperationContext,
  type ReasonTree,
} from '../../../taxonomy/domain';
import { excerpt, type FindingList, type ImportFindingCode } from '../import-finding';
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
    const isCode = operation !== null && 'code' in operation && code === 'ID_TAKEN';
    const seen = isCode ? takenCode(operation.code, problem, tree) : wordsOf(problem.message);
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

function takenCode(code: string, problem: IndexedProblem, tree: ReasonTree) {
  const holderId = 'otherReasonId' in problem ? problem.otherReasonId : null;
  const holder = holderId === null ? undefined : tree.get(holderId);
  const label = Object.values(holder?.labels ?? {})[0] ?? '';
  const whose = holder === undefined ? 'another reason' : `${excerpt(label)} (now ${excerpt(holder.code)})`;
  return { observed: `${excerpt(code)}, which is taken by ${whose}`, expected: 'an id that is free' };
}

/** A message of an operation, taken apart. */
function wordsOf(message: string) {
  const [, expected = message, observed = ''] =
    /^(?:.*?: )?expected (.*?), but got (.*)$/s.exec(message) ?? [];
  return { expected, observed };
}
