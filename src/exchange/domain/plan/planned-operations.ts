import type { ReasonId } from '../../../platform/ids';
import {
  isActive,
  planCreates,
  sameValue,
  type Operation,
  type ReasonTree,
  type Retirement,
} from '../../../taxonomy/domain';
import { excerpt, type FindingList } from '../import-finding';
import type { ImportEntry, ImportFile } from '../import-file';
import { changedTexts, contentOperations, type IdOf } from './content-operations';
import { finalDepths, missingReasons } from './final-places';
import type { Wording } from '../formats/wording';
import type { PlanOptions } from './import-plan';
import type { Subject } from './subjects';

/** An operation and the entry for which it is; null for what the file does not list. */
export interface PlannedOperation {
  readonly operation: Operation;
  readonly entry: ImportEntry | null;
}

interface OperationScene {
  readonly tree: ReasonTree;
  readonly file: ImportFile;
  /** How the format of the file words names; null where it leaves them as they are. */
  readonly wording: Wording | null;
  readonly options: PlanOptions;
  readonly findings: FindingList;
}

/**
 * The operations that make the reasons what the file says, in an order in which each can be applied: what comes back into
 * use, what is new, what moves (from the root down, so that no step makes a cycle), what changes, what retires.
 */
export function plannedOperations(
  subjects: readonly Subject[],
  scene: OperationScene,
): readonly PlannedOperation[] {
  const { reactivated, editable } = inUse(subjects, scene);
  const edited = [...editable];
  return [
    ...reactivated.map((subject) =>
      planned(subject, { kind: 'ReactivateReason', reasonId: subject.reason.id }),
    ),
    ...arrivals(edited, scene),
    ...edited.flatMap((subject) => edits(subject, scene)),
    ...contents(edited, subjects, scene),
    ...retirements(subjects, scene),
    ...missing(subjects, scene),
  ];
}

const planned = ({ entry }: Subject, operation: Operation): PlannedOperation => ({ operation, entry });

interface InUse {
  readonly reactivated: readonly Subject[];
  /** All that may be edited: a retired reason is not, unless it comes back. */
  readonly editable: readonly Subject[];
}

function inUse(subjects: readonly Subject[], { options, file, findings }: OperationScene): InUse {
  const listedAsActive = subjects.filter(({ entry }) => (entry.content?.retirement ?? null) === null);
  const retired = listedAsActive.filter(({ reason }) => !isActive(reason));
  const comesBack = options.retired === 'reactivate';
  if (!comesBack) {
    for (const { entry, reason } of retired) {
      const observed = `${excerpt(reason.code)}, which is retired and stays so`;
      const spot = { line: entry.line, column: file.columns.code ?? file.columns.label };
      findings.warn('REASON_IS_RETIRED', spot, { observed, expected: 'a reason in use' });
    }
  }
  const reactivated = comesBack ? retired : [];
  const isReactivated = new Set(reactivated);
  const editable = subjects.filter(({ reason }) => isActive(reason) || comesBack);
  return {
    reactivated,
    editable: editable.filter((subject) => isActive(subject.reason) || isReactivated.has(subject)),
  };
}

/** New reasons and those that come from another parent, ranked together behind the children that their parent has. */
function arrivals(subjects: readonly Subject[], { tree }: OperationScene): readonly PlannedOperation[] {
  const depths = finalDepths(tree, subjects);
  const arriving = subjects
    .filter(({ isNew, reason, parentId }) => isNew || reason.parentId !== parentId)
    .toSorted(
      (one, other) =>
        (depths.get(one.reason.id) ?? 0) - (depths.get(other.reason.id) ?? 0) || one.at - other.at,
    );
  const wishes = arriving.map(({ reason, parentId }) => {
    const { id: reasonId, code, labels } = reason;
    return { reasonId, code, parentId, labels };
  });
  const creates = planCreates(tree, wishes);
  const placed = arriving.flatMap((subject, at) => {
    const create = creates[at];
    return create === undefined ? [] : [{ subject, create }];
  });
  return [
    ...placed.filter(({ subject }) => subject.isNew).map(({ subject, create }) => planned(subject, create)),
    ...placed
      .filter(({ subject }) => !subject.isNew)
      .map(({ subject, create: { reasonId, parentId, rank } }) =>
        planned(subject, { kind: 'MoveReason', reasonId, parentId, rank }),
      ),
  ];
}

function edits(subject: Subject, { file, wording, options }: OperationScene): readonly PlannedOperation[] {
  const { entry, reason, isNew } = subject;
  if (isNew) return [];
  const reasonId = reason.id;
  const name = wording?.name(reason).text ?? null;
  const labels = changedTexts(reason.labels, entry.labels, file.isWhole)
    // What the format shows of a label, or in its place, is no other label.
    .filter(([language, label]) => label === null || label !== name || language !== file.language)
    .map(([language, label]): Operation => ({ kind: 'SetLabel', reasonId, language, label }));
  const isFormer = entry.code !== null && options.reservedCodes.get(entry.code) === reasonId;
  const isRecoded = entry.code !== null && entry.code !== reason.code && (!isFormer || file.isWhole);
  const recode: readonly Operation[] = isRecoded
    ? [{ kind: 'SetCode', reasonId, code: entry.code ?? '' }]
    : [];
  return [...recode, ...labels].map((operation) => planned(subject, operation));
}

function contents(
  editable: readonly Subject[],
  subjects: readonly Subject[],
  { file }: OperationScene,
): readonly PlannedOperation[] {
  const idOf = idsOf(subjects);
  return editable.flatMap((subject) => {
    const { entry, reason, isNew } = subject;
    if (entry.content === null) return [];
    const wish = { reason, content: entry.content, isWhole: file.isWhole, isKnown: !isNew, idOf };
    return contentOperations(wish).map((operation) => planned(subject, operation));
  });
}

/** Keys of the file, which are ids where it is an export of this service, as ids of the taxonomy; what is not in the file stays as it is. */
function idsOf(subjects: readonly Subject[]): IdOf {
  const known = new Map<string, ReasonId>(subjects.map(({ entry, reason }) => [entry.key, reason.id]));
  return (id) => known.get(id) ?? id;
}

/** A file that does not say all there is does not know better how a reason was retired. */
function retirements(subjects: readonly Subject[], { file }: OperationScene): readonly PlannedOperation[] {
  const idOf = idsOf(subjects);
  return subjects.flatMap((subject) => {
    const { reason, entry } = subject;
    const wished = entry.content?.retirement ?? null;
    if (wished === null) return [];
    const associations = wished.associations.map((each) => ({ ...each, targetId: idOf(each.targetId) }));
    const retirement: Retirement = { ...wished, associations };
    const isKnown = sameValue(retirement, reason.retirement) || (!file.isWhole && !isActive(reason));
    if (isKnown) return [];
    const kind = isActive(reason) ? 'RetireReason' : 'ReviseRetirement';
    return [planned(subject, { kind, reasonId: reason.id, retirement })];
  });
}

function missing(
  subjects: readonly Subject[],
  { tree, options }: OperationScene,
): readonly PlannedOperation[] {
  const { retireMissing } = options;
  if (retireMissing === null) return [];
  const { reason, because: justification } = retireMissing;
  const retirement: Retirement = { reason, associations: [], justification };
  return missingReasons(tree, subjects).map((reasonId: ReasonId) => ({
    operation: { kind: 'RetireReason', reasonId, retirement },
    entry: null,
  }));
}
