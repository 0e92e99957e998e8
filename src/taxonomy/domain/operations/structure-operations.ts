import type { ReasonId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import type { OperationOf } from '../operation';
import { ofReason, reasonNotFound, type OperationProblem } from '../operation-problems';
import { nameOfReason } from '../names-in-time';
import { isRank } from '../rank';
import type { ReasonState } from '../reason';
import { newReason, reasonFields, type ReasonField } from '../reason-state';
import { isActive } from '../reason-tree';
import { mustBeText, textLimits } from '../../../platform/text';
import type { Changes, Edited, Scene, StateChange } from './edit';
import { storedLabels } from './text-operations';
import { calledIn } from './tree-editor';

/**
 * Refuses an id that is there already, a parent that is not or that is retired, and a code that is not to be
 * had.
 */
export function createReason(operation: OperationOf<'CreateReason'>, scene: Scene): Changes {
  const { reasonId, parentId, rank } = operation;
  if (scene.tree.get(reasonId) !== undefined) {
    const message = `expected a new reason, but got ${calledIn(scene.tree, reasonId)}, which this content already holds`;
    return err({ code: 'REASON_EXISTS', message, reasonId });
  }
  const problem = placeProblem(operation, scene) ?? rankProblem(reasonId, rank);
  if (problem !== null) return err(problem);
  const code = freeCode(reasonId, operation.code, scene);
  if (!code.ok) return code;
  const labels = storedLabels(reasonId, operation.labels, scene.context);
  if (!labels.ok) return labels;
  const after = newReason({ id: reasonId, code: code.value, parentId, rank, labels: labels.value });
  return ok([{ reasonId, after }]);
}

/**
 * Refuses a code that another reason of the content has, active or retired, or that another published one
 * ever had.
 */
export function setCode(reason: ReasonState, operation: OperationOf<'SetCode'>, scene: Scene): Edited {
  const code = freeCode(reason.id, operation.code, scene);
  return code.ok ? ok({ ...reason, code: code.value }) : code;
}

/** Refuses a parent that is unknown or retired, the reason itself, and any reason below it. */
export function moveReason(reason: ReasonState, operation: OperationOf<'MoveReason'>, scene: Scene): Edited {
  const { parentId, rank } = operation;
  const problem =
    placeProblem(operation, scene) ?? rankProblem(reason.id, rank) ?? cycleProblem(operation, scene);
  return problem === null ? ok({ ...reason, parentId, rank }) : err(problem);
}

/**
 * Gives children of one parent, active or retired, new ranks. Refuses a reason that stands elsewhere or is
 * named twice.
 */
export function reorderSiblings({ parentId, ranks }: OperationOf<'ReorderSiblings'>, scene: Scene): Changes {
  const changes = new Map<ReasonId, StateChange>();
  for (const { reasonId, rank } of ranks) {
    const reason = scene.tree.get(reasonId);
    if (reason === undefined) return err(reasonNotFound(reasonId));
    const problem = siblingProblem(reason, parentId, scene) ?? rankProblem(reasonId, rank);
    if (problem !== null) return err(problem);
    if (changes.has(reasonId)) {
      const message = `expected each sibling once, but got ${nameOfReason(reason)} twice`;
      return err({ code: 'NAMED_TWICE', message, reasonId });
    }
    changes.set(reasonId, { reasonId, after: { ...reason, rank } });
  }
  return ok([...changes.values()]);
}

function siblingProblem(
  reason: ReasonState,
  parentId: ReasonId | null,
  { tree }: Scene,
): OperationProblem | null {
  if (reason.parentId === parentId) return null;
  const called = (id: ReasonId | null): string => (id === null ? 'the root' : calledIn(tree, id));
  const message = `expected a child of ${called(parentId)}, but got ${nameOfReason(reason)} of ${called(reason.parentId)}`;
  return { code: 'NOT_A_SIBLING', message, reasonId: reason.id, parentId };
}

/** Refuses a reason that a version has ever held, one with children, and one that others point to. */
export function discardReason(reason: ReasonState, { tree, isPublished }: Scene): Changes {
  const reasonId = reason.id;
  if (isPublished(reasonId)) {
    const message = `expected a reason that was never published, but got ${nameOfReason(reason)}; retire it instead`;
    return err({ code: 'REASON_PUBLISHED', message, reasonId });
  }
  const children = tree.childCount(reasonId);
  if (children > 0) {
    const message = `expected a reason without children, but got ${nameOfReason(reason)} with ${children}`;
    return err({ code: 'REASON_HAS_CHILDREN', message, reasonId, observed: children });
  }
  const mentions = tree.mentionCount(reasonId);
  if (mentions > 0) {
    const message = `expected a reason that no other points to, but got ${nameOfReason(reason)}, to which ${mentions} do`;
    return err({ code: 'REASON_REFERENCED', message, reasonId, observed: mentions });
  }
  return ok([{ reasonId, after: null }]);
}

/**
 * Gives a reason back the values it had. They were accepted once, so only what other edits may have made
 * impossible is looked at: parent, cycle and code. A retired parent is let through, since the reason may have
 * stood under one.
 */
export function restoreReason(operation: OperationOf<'RestoreReason'>, scene: Scene): Changes {
  const { reasonId, fields } = operation;
  const before = scene.tree.get(reasonId);
  if (before === undefined) {
    const missing = reasonFields.find((field) => fields[field] === undefined && !laterFields.includes(field));
    if (missing !== undefined) {
      const message = `expected every field of ${reasonId}, which is not there, but got none for ${missing}`;
      return err({ code: 'INCOMPLETE_RESTORATION', message, reasonId, field: missing });
    }
  }
  const blank = newReason({ id: reasonId, code: '', parentId: null, rank: '', labels: {} });
  const after: ReasonState = { ...(before ?? blank), ...fields, id: reasonId };
  const { parentId, rank } = after;
  const problem =
    unknownParent({ reasonId, parentId }, scene) ??
    rankProblem(reasonId, rank) ??
    cycleProblem({ reasonId, parentId }, scene);
  if (problem !== null) return err(problem);
  const code = freeCode(reasonId, after.code, scene);
  return code.ok ? ok([{ reasonId, after }]) : code;
}

/** Fields that reasons have had only since some restorations were recorded: what those do not name was empty. */
const laterFields: readonly ReasonField[] = ['resolutions'];

interface Place {
  readonly reasonId: ReasonId;
  readonly parentId: ReasonId | null;
}

/** A reason that is to be created has no name yet that anyone knows. */
const newOr = (tree: Scene['tree'], id: ReasonId): string =>
  tree.get(id) === undefined ? 'a new reason' : calledIn(tree, id);

function placeProblem(place: Place, scene: Scene): OperationProblem | null {
  const { reasonId, parentId } = place;
  if (parentId === null) return null;
  const unknown = unknownParent(place, scene);
  if (unknown !== null) return unknown;
  const parent = scene.tree.get(parentId);
  if (parent === undefined || isActive(parent)) return null;
  const message = `expected an active parent for ${newOr(scene.tree, reasonId)}, but got ${nameOfReason(parent)}, which is retired`;
  return { code: 'PARENT_RETIRED', message, reasonId, parentId };
}

function unknownParent({ reasonId, parentId }: Place, { tree }: Scene): OperationProblem | null {
  if (parentId === null) return null;
  if (parentId === reasonId) {
    return {
      code: 'SELF_PARENT',
      message: `expected another reason as parent of ${newOr(tree, reasonId)}, but got itself`,
      reasonId,
    };
  }
  if (tree.get(parentId) !== undefined) return null;
  const message = `expected the parent of ${newOr(tree, reasonId)} to be a reason of this content, but got ${parentId}`;
  return { code: 'PARENT_NOT_FOUND', message, reasonId, parentId };
}

function cycleProblem({ reasonId, parentId }: Place, { tree }: Scene): OperationProblem | null {
  if (parentId === null) return null;
  const path: ReasonId[] = [];
  let upwards: ReasonId | null = parentId;
  while (upwards !== null) {
    path.push(upwards);
    if (upwards === reasonId) {
      const message = `expected a parent that is not below ${calledIn(tree, reasonId)}, but got ${calledIn(tree, parentId)}, ${path.length - 1} levels below it`;
      return { code: 'CYCLE', message, reasonId, parentId, path };
    }
    upwards = tree.get(upwards)?.parentId ?? null;
  }
  return null;
}

function rankProblem(reasonId: ReasonId, rank: string): OperationProblem | null {
  if (isRank(rank)) return null;
  const message = `expected a fractional rank such as "a0", but got "${rank.slice(0, 40)}"`;
  return { code: 'MALFORMED_RANK', message, reasonId, observed: rank };
}

function freeCode(reasonId: ReasonId, wished: string, scene: Scene): Result<string, OperationProblem> {
  const code = mustBeText(wished, { field: 'code', maxLength: textLimits.code });
  if (!code.ok) return err(ofReason(code.problem, reasonId));
  const observed = code.value;
  const holder = scene.tree.holderOf(observed);
  if (holder !== undefined && holder !== reasonId) {
    const message = `expected a code that is free, but got "${observed}", which ${calledIn(scene.tree, holder)} has`;
    return err({ code: 'CODE_TAKEN', message, reasonId, observed, otherReasonId: holder });
  }
  const owner = scene.context.reservedCodes.get(observed);
  if (owner !== undefined && owner !== reasonId) {
    const message = `expected a code that was never published, but got "${observed}", which is bound to ${calledIn(scene.tree, owner)} for ever`;
    return err({ code: 'CODE_RESERVED', message, reasonId, observed, otherReasonId: owner });
  }
  return code;
}
