import type { ReasonId } from '../../platform/ids';
import { err, ok, unreachable, type Result } from '../../platform/result';
import { isComposite, type CompositeOperation, type Operation, type SimpleOperation } from './operation';
import {
  reasonNotFound,
  reasonRetired,
  type IndexedProblem,
  type OperationProblem,
} from './operation-problems';
import { sceneOf, type Changes, type Edited, type OperationContext, type Scene } from './operations/edit';
import * as escalation from './operations/escalation-operations';
import * as note from './operations/note-operations';
import * as property from './operations/property-operations';
import * as resolution from './operations/resolution-operations';
import * as retirement from './operations/retirement-operations';
import * as structure from './operations/structure-operations';
import * as text from './operations/text-operations';
import { TreeEditor } from './operations/tree-editor';
import type { ReasonState } from './reason';
import { factsOfChange, sameValue, type ReasonFacts } from './reason-state';
import { isActive, type ReasonTree } from './reason-tree';

export type { OperationContext } from './operations/edit';

/** What one operation did to one reason: only what differs, as the history shows it. */
export interface ReasonChange {
  readonly reasonId: ReasonId;
  readonly before: ReasonFacts | null;
  readonly after: ReasonFacts | null;
}

/** What one operation did; no reasons means that it set what was there already. */
export interface OperationEffect {
  readonly operation: Operation;
  readonly changed: boolean;
  readonly reasons: readonly ReasonChange[];
}

export interface AppliedOperations {
  readonly tree: ReasonTree;
  /** False when not one operation changed anything: then `tree` is the very tree that came in. */
  readonly changed: boolean;
  /** One for each operation, in their order. */
  readonly effects: readonly OperationEffect[];
}

/**
 * The content after a list of operations, each judged by what the ones before it left. Refuses the whole list
 * at the first operation that would leave no tree (an unknown reason or parent, a cycle, a code that is not
 * free, malformed text, a retirement against the table, an edit of what is retired); whatever else may be
 * wrong is a finding. A retired reason takes only ReviseRetirement, ReactivateReason, RestoreReason and a new
 * rank. One pass over the list.
 *
 * @example
 * applyOperations(tree, [{ kind: 'SetLabel', reasonId, language: 'en', label: 'B' }], context)
 * // ok: changed, effects[0].reasons[0] = { reasonId, before: { labels: { en: 'A' } }, after: { labels: { en: 'B' } } }
 */
export function applyOperations(
  tree: ReasonTree,
  operations: readonly Operation[],
  context: OperationContext,
): Result<AppliedOperations, IndexedProblem> {
  const editor = new TreeEditor(tree);
  const scene = sceneOf(editor, context);
  const effects: OperationEffect[] = [];
  for (const [operationIndex, operation] of operations.entries()) {
    const outcome = carryOut(operation, scene, editor);
    if (!outcome.ok) return err({ ...outcome.problem, operationIndex });
    effects.push(outcome.value);
  }
  const changed = effects.some((effect) => effect.changed);
  return ok({ tree: editor.toTree(changed), changed, effects });
}

/**
 * Every operation of a list that would be refused, going on past each: for an import, which reports all lines
 * at once. An operation that builds on a refused one is refused too, and listed.
 *
 * @example problemsOfOperations(tree, [createUnderUnknownParent, moveUnderItself], context).map((p) => p.operationIndex)
 * // [0, 1]
 */
export function problemsOfOperations(
  tree: ReasonTree,
  operations: readonly Operation[],
  context: OperationContext,
): readonly IndexedProblem[] {
  const editor = new TreeEditor(tree);
  const scene = sceneOf(editor, context);
  const problems: IndexedProblem[] = [];
  for (const [operationIndex, operation] of operations.entries()) {
    const outcome = carryOut(operation, scene, editor);
    if (!outcome.ok) problems.push({ ...outcome.problem, operationIndex });
  }
  return problems;
}

function carryOut(
  operation: Operation,
  scene: Scene,
  editor: TreeEditor,
): Result<OperationEffect, OperationProblem> {
  if (isComposite(operation)) return carryOutParts(operation, scene, editor);
  const outcome = changesOf(operation, scene);
  return outcome.ok ? ok(take(operation, outcome.value, editor)) : outcome;
}

/** Each part is judged by what the ones before it left; a part that is refused takes them back with it. */
function carryOutParts(
  operation: CompositeOperation,
  scene: Scene,
  editor: TreeEditor,
): Result<OperationEffect, OperationProblem> {
  const before = new Map<ReasonId, ReasonState | null>();
  for (const part of operation.parts) {
    const outcome = changesOf(part, scene);
    if (!outcome.ok) {
      for (const [reasonId, state] of before) putBack(editor, reasonId, state);
      return outcome;
    }
    for (const { reasonId } of outcome.value)
      if (!before.has(reasonId)) before.set(reasonId, editor.get(reasonId) ?? null);
    take(part, outcome.value, editor);
  }
  const reasons = [...before].flatMap(([reasonId, earlier]) => {
    const after = editor.get(reasonId) ?? null;
    return sameValue(earlier, after) ? [] : [{ reasonId, ...factsOfChange(earlier, after) }];
  });
  return ok({ operation, changed: reasons.length > 0, reasons });
}

function putBack(editor: TreeEditor, reasonId: ReasonId, state: ReasonState | null): void {
  if (state === null) editor.remove(reasonId);
  else editor.put(state);
}

type Accepted = Extract<Changes, { readonly ok: true }>['value'];

function take(operation: Operation, changes: Accepted, editor: TreeEditor): OperationEffect {
  const reasons: ReasonChange[] = [];
  for (const { reasonId, after } of changes) {
    const before = editor.get(reasonId) ?? null;
    if (sameValue(before, after)) continue;
    if (after === null) editor.remove(reasonId);
    else editor.put(after);
    reasons.push({ reasonId, ...factsOfChange(before, after) });
  }
  return { operation, changed: reasons.length > 0, reasons };
}

function changesOf(operation: SimpleOperation, scene: Scene): Changes {
  switch (operation.kind) {
    case 'CreateReason':
      return structure.createReason(operation, scene);
    case 'ReorderSiblings':
      return structure.reorderSiblings(operation, scene);
    case 'RestoreReason':
      return structure.restoreReason(operation, scene);
    case 'DiscardReason': {
      const reason = scene.tree.get(operation.reasonId);
      return reason === undefined
        ? err(reasonNotFound(operation.reasonId))
        : structure.discardReason(reason, scene);
    }
    default:
      return editOne(operation, scene);
  }
}

type EditOfOne = Exclude<
  SimpleOperation,
  { readonly kind: 'CreateReason' | 'ReorderSiblings' | 'RestoreReason' | 'DiscardReason' }
>;

const takenByRetired: readonly Operation['kind'][] = ['RetireReason', 'ReviseRetirement', 'ReactivateReason'];

function editOne(operation: EditOfOne, scene: Scene): Changes {
  const { reasonId, kind } = operation;
  const reason = scene.tree.get(reasonId);
  if (reason === undefined) return err(reasonNotFound(reasonId));
  const isEditable = isActive(reason) || takenByRetired.includes(kind);
  if (!isEditable) return err(reasonRetired(reason, kind));
  const edited = editedReason(reason, operation, scene);
  return edited.ok ? ok([{ reasonId, after: edited.value }]) : edited;
}

function editedReason(reason: ReasonState, operation: EditOfOne, scene: Scene): Edited {
  switch (operation.kind) {
    case 'SetLabel':
      return text.setLabel(reason, operation, scene);
    case 'AddSynonym':
      return text.addSynonym(reason, operation, scene);
    case 'RemoveSynonym':
      return text.removeSynonym(reason, operation, scene);
    case 'PromoteSynonym':
      return text.promoteSynonym(reason, operation, scene);
    case 'SetNote':
      return note.setNote(reason, operation, scene);
    case 'SetIntent':
      return note.setIntent(reason, operation, scene);
    case 'SetCode':
      return structure.setCode(reason, operation, scene);
    case 'MoveReason':
      return structure.moveReason(reason, operation, scene);
    case 'SetResidual':
      return property.setResidual(reason, operation);
    case 'SetKind':
      return property.setKind(reason, operation);
    case 'SetUseCaseGroups':
      return property.setUseCaseGroups(reason, operation);
    case 'SetPriority':
      return property.setPriority(reason, operation);
    case 'SetTarget':
      return property.setTarget(reason, operation);
    case 'SetEscalation':
      return escalation.setEscalation(reason, operation, scene);
    case 'SetChannels':
      return property.setChannels(reason, operation);
    case 'SetArticles':
      return property.setArticles(reason, operation);
    case 'MapResolution':
      return resolution.mapResolution(reason, operation);
    case 'UnmapResolution':
      return resolution.unmapResolution(reason, operation);
    case 'RetireReason':
      return retirement.retireReason(reason, operation, scene);
    case 'ReviseRetirement':
      return retirement.reviseRetirement(reason, operation, scene);
    case 'ReactivateReason':
      return retirement.reactivateReason(reason);
    default:
      return unreachable(operation);
  }
}
