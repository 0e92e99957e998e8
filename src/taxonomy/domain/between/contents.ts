import type { Operation, RestoredFields } from '../operation';
import type { ReasonState } from '../reason';
import { isActive, type ReasonTree } from '../reason-tree';

/** Two contents and what differs between them, parents before children. */
export interface Between {
  readonly from: ReasonTree;
  readonly to: ReasonTree;
  /** New, or said otherwise, as they are to be. */
  readonly changed: readonly ReasonState[];
  /** No longer there, as they were. */
  readonly gone: readonly ReasonState[];
}

/** Retired in both contents: no operation of a caller but those of its retirement and its rank reaches it. */
export const staysRetired = (before: ReasonState | undefined, after: ReasonState | undefined): boolean =>
  before !== undefined && after !== undefined && !isActive(before) && !isActive(after);

/** Gives a reason these fields as they are to be. */
export const restoring = (after: ReasonState, fields: readonly (keyof RestoredFields)[]): Operation => ({
  kind: 'RestoreReason',
  reasonId: after.id,
  fields: Object.fromEntries(fields.map((field) => [field, after[field]])),
});
