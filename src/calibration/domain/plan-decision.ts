import type { ReasonId } from '../../platform/ids';
import { err, ok, unreachable, type Result } from '../../platform/result';
import {
  applyOperations,
  planCreate,
  planMove,
  type Language,
  type LocalizedText,
  type Operation,
  type Place,
  type PlaceProblem,
  type ReasonTree,
} from '../../taxonomy/domain';
import type { SessionId } from './session-words';
import { decisionNotApplicable, type DecisionKind, type DecisionNotApplicable } from './adjudication';

/** What a decision is to change: an operation as it is, or one whose place among its siblings is still to be found. */
export type OperationWish =
  | { readonly kind: 'Operation'; readonly operation: Operation }
  | {
      readonly kind: 'Create';
      readonly code: string;
      readonly parentId: ReasonId | null;
      readonly labels: LocalizedText;
      readonly place: Place;
    }
  | {
      readonly kind: 'Move';
      readonly reasonId: ReasonId;
      readonly parentId: ReasonId | null;
      readonly place: Place;
    };

/**
 * Whether wishes suit a decision: a note changes nothing, and a guideline edit changes notes and nothing else.
 *
 * @example mustSuit('NOTE', wishes) // err: DECISION_IS_A_NOTE
 */
export function mustSuit(
  kind: DecisionKind,
  wishes: readonly OperationWish[],
): Result<readonly OperationWish[], DecisionNotApplicable> {
  if (kind === 'NOTE')
    return err(
      decisionNotApplicable(
        'DECISION_IS_A_NOTE',
        'expected a decision that changes something, but it is a note',
      ),
    );
  if (wishes.length === 0)
    return err(decisionNotApplicable('NOTHING_TO_APPLY', 'expected at least one operation, but got none'));
  const isGuidelineEdit = wishes.every(
    (wish) => wish.kind === 'Operation' && wish.operation.kind === 'SetNote',
  );
  return kind === 'GUIDELINE_EDIT' && !isGuidelineEdit
    ? err(
        decisionNotApplicable(
          'NOT_A_GUIDELINE_EDIT',
          'expected a guideline edit to set notes and nothing else, but there are other operations',
        ),
      )
    : ok(wishes);
}

export interface WishScene {
  readonly languages: readonly Language[];
  /** The identity of a reason that is created. */
  readonly newReasonId: () => ReasonId;
}

/**
 * The operations that wishes come to, each planned on what the ones before it leave. A wish that cannot be carried out
 * is passed on as it is, with those after it: whoever applies them says why.
 *
 * @example planWishes(tree, [{ kind: 'Move', reasonId, parentId: null, place: { at: 'FIRST' } }], scene)
 * // ok([{ kind: 'MoveReason', reasonId, parentId: null, rank: 'Zz' }])
 */
export function planWishes(
  tree: ReasonTree,
  wishes: readonly OperationWish[],
  { languages, newReasonId }: WishScene,
): Result<readonly Operation[], PlaceProblem> {
  const operations: Operation[] = [];
  let current = tree;
  for (const wish of wishes) {
    const planned = planWish(current, wish, newReasonId);
    if (!planned.ok) return planned;
    operations.push(...planned.value);
    const applied = applyOperations(current, planned.value, { languages, reservedCodes: new Map() });
    if (applied.ok) current = applied.value.tree;
  }
  return ok(operations);
}

function planWish(
  tree: ReasonTree,
  wish: OperationWish,
  newReasonId: () => ReasonId,
): Result<readonly Operation[], PlaceProblem> {
  switch (wish.kind) {
    case 'Operation':
      return ok([wish.operation]);
    case 'Create': {
      const { code, parentId, labels, place } = wish;
      return planCreate(tree, { reasonId: newReasonId(), code, parentId, labels, place });
    }
    case 'Move':
      return planMove(tree, { reasonId: wish.reasonId, parentId: wish.parentId, place: wish.place });
    default:
      return unreachable(wish);
  }
}

/** Whether operations leave a content as it was. What cannot be applied is not for this to say. */
export function changesNothing(
  tree: ReasonTree,
  operations: readonly Operation[],
  languages: readonly Language[],
): boolean {
  const applied = applyOperations(tree, operations, { languages, reservedCodes: new Map() });
  return applied.ok && !applied.value.changed;
}

export const nothingChanges = decisionNotApplicable(
  'NOTHING_TO_APPLY',
  'expected operations that change something, but the content is so already',
);

/**
 * The wishes of a decision, each retirement as AMBIGUOUS with the session that decided so where it names no other evidence.
 *
 * @example withEvidence([{ kind: 'Operation', operation: retireAsAmbiguous }], sessionId)
 * // its retirement has the evidence [{ type: 'Session', id: sessionId }]
 */
export const withEvidence = (
  wishes: readonly OperationWish[],
  sessionId: SessionId,
): readonly OperationWish[] =>
  wishes.map((wish) => {
    if (wish.kind !== 'Operation' || wish.operation.kind !== 'RetireReason') return wish;
    const { operation } = wish;
    const { reason, evidence = [] } = operation.retirement;
    if (reason !== 'AMBIGUOUS' || evidence.length > 0) return wish;
    const retirement = {
      ...operation.retirement,
      evidence: [{ type: 'Session' as const, id: sessionId }],
    };
    return { kind: 'Operation', operation: { ...operation, retirement } };
  });
