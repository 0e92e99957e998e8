import type { Problem } from '../../../platform/problem';
import type { NonEmptyArray } from '../../../platform/result';
import type { DraftId } from '../../../platform/ids';
import type { Conflict, MergeChoice } from '../merge/merge-types';

/** A conflict with what it is about in words. */
export interface DescribedConflict extends Conflict {
  readonly sentence: string;
}

export const resolutionFaults = [
  'UNKNOWN_CONFLICT',
  'REPEATED',
  'NOT_ALLOWED',
  'VALUE_MISSING',
  'VALUE_NOT_EXPECTED',
  'MALFORMED_VALUE',
  'UNKNOWN_REASON',
] as const;
export type ResolutionFaultKind = (typeof resolutionFaults)[number];

/** Why one resolution settles nothing. */
export interface ResolutionFault {
  readonly conflictId: string;
  readonly fault: ResolutionFaultKind;
  readonly message: string;
  /** The ways in which the conflict can be settled; empty where there is no such conflict. */
  readonly allowed: readonly MergeChoice[];
}

/** Resolutions that cannot be taken, all of them at once. */
export interface ResolutionsRefused extends Problem {
  readonly code: 'RESOLUTIONS_REFUSED';
  readonly faults: NonEmptyArray<ResolutionFault>;
}

/** Conflicts that no resolution settles, all of them at once. */
export interface ConflictsLeft extends Problem {
  readonly code: 'CONFLICTS_LEFT';
  readonly conflicts: NonEmptyArray<DescribedConflict>;
}

/** The draft has another head, or another version was published, since the preview was made. */
export interface StalePreview extends Problem {
  readonly code: 'STALE_PREVIEW';
  readonly head: number;
  readonly newestVersion: number;
}

/** More was to be taken back than was done since the draft was opened or put on its base, or nothing at all. */
export interface UndoOutOfRange extends Problem {
  readonly code: 'UNDO_OUT_OF_RANGE';
  readonly draftId: DraftId;
  readonly observed: number;
  readonly limit: number;
}

export const resolutionsRefused = (faults: NonEmptyArray<ResolutionFault>): ResolutionsRefused => ({
  code: 'RESOLUTIONS_REFUSED',
  message: faults.map(({ message }) => message).join('; '),
  faults,
});

export const conflictsLeft = (conflicts: NonEmptyArray<DescribedConflict>): ConflictsLeft => ({
  code: 'CONFLICTS_LEFT',
  message: `expected a resolution of every conflict, but got none that settles ${conflicts.length} of them`,
  conflicts,
});

export const stalePreview = (head: number, newestVersion: number): StalePreview => ({
  code: 'STALE_PREVIEW',
  message: `expected the token of a preview of head ${head} onto version ${newestVersion}, but got another one; preview again`,
  head,
  newestVersion,
});

export const undoOutOfRange = (draftId: DraftId, observed: number, limit: number): UndoOutOfRange => ({
  code: 'UNDO_OUT_OF_RANGE',
  message:
    limit === 0
      ? `expected a draft that was edited since it was put on its base, but got ${observed} edits to take back of none`
      : `expected between 1 and ${limit} edits to take back, but got ${observed}`,
  draftId,
  observed,
  limit,
});
