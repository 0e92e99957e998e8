import type { ReasonId } from '../../../platform/ids';
import type { Result } from '../../../platform/result';
import type { KnownNames } from '../escalation/trigger-names';
import type { OperationProblem } from '../operation-problems';
import type { Language, ReasonState } from '../reason';
import type { TreeInProgress } from './tree-editor';

export interface OperationContext {
  /** The languages that the taxonomy keeps, in lower case. */
  readonly languages: readonly Language[];
  /** Every code that any published version has ever carried, with the reason it is bound to for ever. */
  readonly reservedCodes: ReadonlyMap<string, ReasonId>;
  /**
   * What triggers may name. Left out where operations were accepted before and are carried out again: a department that is
   * dissolved since is a finding, and must not take a draft apart.
   */
  readonly names?: KnownNames;
}

/** What an operation is judged by: the tree as it stands just before it, and the taxonomy. */
export interface Scene {
  readonly tree: TreeInProgress;
  readonly context: OperationContext;
  /** Whether any version has ever held the reason. */
  readonly isPublished: (reasonId: ReasonId) => boolean;
}

/**
 * The scene of one batch. Which reasons are published is read off the reserved codes, and only when it is
 * asked.
 */
export function sceneOf(tree: TreeInProgress, context: OperationContext): Scene {
  let published: ReadonlySet<ReasonId> | null = null;
  const isPublished = (reasonId: ReasonId): boolean => {
    published ??= new Set(context.reservedCodes.values());
    return published.has(reasonId);
  };
  return { tree, context, isPublished };
}

/** A reason as an operation leaves it; null takes it out of the content. */
export interface StateChange {
  readonly reasonId: ReasonId;
  readonly after: ReasonState | null;
}

export type Edited = Result<ReasonState, OperationProblem>;

export type Changes = Result<readonly StateChange[], OperationProblem>;
