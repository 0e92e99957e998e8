import type { ReasonId } from '../../../platform/ids';
import type { ReasonTree } from '../reason-tree';

/** Two contents that grew out of one. Ours is a draft, theirs the version that was sealed since. */
export interface ThreeTrees {
  readonly base: ReasonTree;
  readonly ours: ReasonTree;
  readonly theirs: ReasonTree;
}

export const conflictKinds = [
  'FIELD',
  'EDIT_RETIRED',
  'EDIT_SPLIT',
  'RETIREMENT',
  'CYCLE',
  'CHILD_OF_RETIRED',
  'REPLACEMENT_CYCLE',
  'CODE_COLLISION',
  'DUPLICATE_LABEL',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** How a conflict can be settled: by one of the three values, by both edits together, or by a value of one's own. */
export const mergeChoices = ['BASE', 'OURS', 'THEIRS', 'BOTH', 'VALUE'] as const;
export type MergeChoice = (typeof mergeChoices)[number];

/** What the two sides did that cannot both stand. */
export interface Conflict {
  /** Names it in a resolution; the same for the same three contents. */
  readonly id: string;
  readonly kind: ConflictKind;
  /** The reasons it is about, the one that is asked about first. */
  readonly reasonIds: readonly [ReasonId, ...ReasonId[]];
  /** The part of the reason, such as `label.en`; null where it is about the reason as a whole. */
  readonly part: string | null;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
  readonly allowed: readonly MergeChoice[];
}

export interface Resolution {
  readonly conflictId: string;
  readonly choice: MergeChoice;
  /** With VALUE: a text, or for a place the id of a parent or null for the root. */
  readonly value: string | null;
}

/** A reason of which both sides changed something, and nothing the same: merged, and listed to be looked at. */
export interface CombinedEdit {
  readonly reasonId: ReasonId;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** A retirement whose successor the other side retired too: it leads to the successor's successor now. */
export interface FollowedReplacement {
  readonly reasonId: ReasonId;
  readonly through: readonly ReasonId[];
  readonly to: ReasonId;
}

/** A note of one side sends coders to a reason that the other side retired. */
export interface DanglingReference {
  readonly reasonId: ReasonId;
  readonly retiredId: ReasonId;
}

export interface Merge {
  /** Null as long as a conflict is open. */
  readonly tree: ReasonTree | null;
  /** Those that no resolution settles. */
  readonly conflicts: readonly Conflict[];
  /** The ids of resolutions that settled one. */
  readonly settled: readonly string[];
  readonly combined: readonly CombinedEdit[];
  readonly followed: readonly FollowedReplacement[];
  readonly dangling: readonly DanglingReference[];
}
