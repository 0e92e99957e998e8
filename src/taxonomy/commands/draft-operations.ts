import type { Command } from '../../platform/command/command';
import { newId, type ReasonId } from '../../platform/ids';
import { err, ok, type Result } from '../../platform/result';
import {
  compositeProblem,
  planCreate,
  planMerge,
  planMove,
  planOrder,
  planSplit,
  type CompositeOperation,
  type Destination,
  type IndexedProblem,
  type LocalizedText,
  type Operation,
  type OperationKind,
  type OperationOf,
  type Place,
  type PlaceProblem,
  type ReasonTree,
} from '../domain';
import { editDraft, type DraftEdit, type DraftHead, type EditProblem } from './edit-draft';

export interface CreateReasonInput extends DraftEdit {
  readonly code: string;
  readonly parentId: ReasonId | null;
  readonly labels: LocalizedText;
  readonly place: Place;
}

/** A reason that is there, or one to be made in the same step. */
export type DestinationWish =
  | { readonly reasonId: ReasonId }
  | { readonly code: string; readonly parentId: ReasonId | null; readonly labels: LocalizedText };

export interface MergeReasonsInput extends DraftEdit {
  readonly sources: readonly ReasonId[];
  readonly into: DestinationWish;
}

export interface SplitReasonInput extends DraftEdit {
  readonly reasonId: ReasonId;
  readonly into: readonly { readonly target: DestinationWish; readonly share: number | null }[];
  readonly keepsSource: boolean;
}

export interface MoveReasonInput extends DraftEdit {
  readonly reasonId: ReasonId;
  readonly parentId: ReasonId | null;
  readonly place: Place;
}

export interface ReorderSiblingsInput extends DraftEdit {
  readonly parentId: ReasonId | null;
  readonly order: readonly ReasonId[];
}

type Planned = Result<readonly Operation[], PlaceProblem | IndexedProblem>;
type Plan<Input> = (input: Input, tree: ReasonTree) => Planned;

export type OperationCommand<Input> = Command<Input, DraftHead, EditProblem>;

/** The operations whose input is the operation itself: nothing about them depends on where the tree stands. */
type DirectKind = Exclude<
  OperationKind,
  | 'CreateReason'
  | 'MoveReason'
  | 'ReorderSiblings'
  | 'DiscardReason'
  | 'RestoreReason'
  | 'MergeReasons'
  | 'SplitReason'
>;

export type DirectInput<Kind extends DirectKind> = DraftEdit & Omit<OperationOf<Kind>, 'kind'>;

/*
 * They stand in one table and not in a file each, since they differ in nothing but their operation: lock, head, tree,
 * rule, history are the same for all, and the same as for an import.
 */
export const draftOperations = {
  createReason: operationCommand<CreateReasonInput>(
    'createReason',
    ({ code, parentId, labels, place }, tree) =>
      planCreate(tree, { reasonId: newId(), code, parentId, labels, place }),
  ),
  moveReason: operationCommand<MoveReasonInput>('moveReason', ({ reasonId, parentId, place }, tree) =>
    planMove(tree, { reasonId, parentId, place }),
  ),
  reorderSiblings: operationCommand<ReorderSiblingsInput>('reorderSiblings', ({ parentId, order }, tree) => {
    const planned = planOrder(tree, parentId, order);
    return planned.ok ? ok(planned.value === null ? [] : [planned.value]) : planned;
  }),
  mergeReasons: operationCommand<MergeReasonsInput>('mergeReasons', ({ sources, into }, tree) =>
    possible(tree, planMerge(tree, { sources, into: destinationOf(into) })),
  ),
  splitReason: operationCommand<SplitReasonInput>('splitReason', ({ reasonId, into, keepsSource }, tree) => {
    const targets = into.map(({ target, share }) => ({ ...destinationOf(target), share }));
    return possible(tree, planSplit(tree, { reasonId, into: targets, keepsSource }));
  }),
  setLabel: direct('SetLabel'),
  addSynonym: direct('AddSynonym'),
  removeSynonym: direct('RemoveSynonym'),
  promoteSynonym: direct('PromoteSynonym'),
  setCode: direct('SetCode'),
  setNote: direct('SetNote'),
  setResidual: direct('SetResidual'),
  setKind: direct('SetKind'),
  setUseCaseGroups: direct('SetUseCaseGroups'),
  setIntent: direct('SetIntent'),
  setPriority: direct('SetPriority'),
  setTarget: direct('SetTarget'),
  setEscalation: direct('SetEscalation'),
  setChannels: direct('SetChannels'),
  setArticles: direct('SetArticles'),
  mapResolution: direct('MapResolution'),
  unmapResolution: direct('UnmapResolution'),
  retireReason: direct('RetireReason'),
  reviseRetirement: direct('ReviseRetirement'),
  reactivateReason: direct('ReactivateReason'),
};

function possible(tree: ReasonTree, operation: CompositeOperation): Planned {
  const problem = compositeProblem(tree, operation);
  return problem === null ? ok([operation]) : err({ ...problem, operationIndex: 0 });
}

const destinationOf = (wish: DestinationWish): Destination =>
  'reasonId' in wish
    ? { reasonId: wish.reasonId, isNew: false }
    : { ...wish, reasonId: newId<'Reason'>(), isNew: true };

function direct<Kind extends DirectKind>(kind: Kind): OperationCommand<DirectInput<Kind>> {
  const name = kind.charAt(0).toLowerCase() + kind.slice(1);
  return operationCommand<DirectInput<Kind>>(name, ({ draftId: _draft, expectedHead: _head, ...fields }) =>
    ok([{ kind, ...fields } as unknown as Operation]),
  );
}

function operationCommand<Input extends DraftEdit>(name: string, plan: Plan<Input>): OperationCommand<Input> {
  return {
    name,
    permission: 'proposeChange',
    execute: (tx, input, actor) => editDraft(tx, { ...input, actor }, (tree) => plan(input, tree)),
  };
}
