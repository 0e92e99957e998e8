import type { ReasonId } from '../../platform/ids';
import type { ReasonTree } from './reason-tree';

/**
 * The reasons of a version that the next one has lost: a reason that was published is, in every later
 * version, active or retired, and never gone. Empty when the next one is complete.
 *
 * @example reasonsLost(v1, v2) // [] where v2 retired what it no longer uses
 */
export const reasonsLost = (version: ReasonTree, next: ReasonTree): readonly ReasonId[] =>
  version
    .depthFirst('ALL')
    .map(({ id }) => id)
    .filter((id) => !next.has(id));
