import type { ReasonId } from '../../platform/ids';
import { groupBy } from './group-by';
import { isActive, type ReasonTree } from './reason-tree';

/** Something under way that needs a reason to stay in use, or a successor to go on with. */
export interface ReasonUse {
  readonly kind: 'OPEN_SESSION' | 'RESOLUTION_MAPPING';
  /** What people know it by. */
  readonly title: string;
  readonly reasons: readonly { readonly id: ReasonId; readonly code: string }[];
}

/** A session in which contacts are being coded with the reasons of a content. */
export interface SessionContent {
  readonly title: string;
  readonly tree: ReasonTree;
}

/**
 * The reasons that one content uses and the next one retires without naming, inside it, where their contacts go.
 *
 * @example endedWithoutSuccessor(v1, applied(v1, [retireAsOutdated(fax)])) // [fax]
 */
export const endedWithoutSuccessor = (before: ReasonTree, after: ReasonTree): readonly ReasonId[] =>
  before
    .depthFirst()
    .map(({ id }) => id)
    .filter((id) => {
      const retirement = after.get(id)?.retirement ?? null;
      return retirement !== null && !retirement.associations.some(({ targetId }) => after.has(targetId));
    });

/**
 * The sessions under way in which some of these reasons can be coded: whoever codes one of them would code what is gone,
 * and nothing says what it is now.
 *
 * @example sessionsUsing([fax], [{ title: 'May', tree: v1 }]) // [{ kind: 'OPEN_SESSION', title: 'May', reasons: [{ id: fax, … }] }]
 */
export function sessionsUsing(
  ended: readonly ReasonId[],
  sessions: readonly SessionContent[],
): readonly ReasonUse[] {
  return sessions.flatMap(({ title, tree }): readonly ReasonUse[] => {
    const states = ended.flatMap((id) => tree.get(id) ?? []).filter(isActive);
    if (states.length === 0) return [];
    return [{ kind: 'OPEN_SESSION', title, reasons: states.map(({ id, code }) => ({ id, code })) }];
  });
}

/**
 * The resolutions that some of these reasons are still mapped to: whoever reads the mapping is told how to resolve contacts that
 * nobody can code any more. They are unmapped before the reason is retired, or go with it to a successor.
 *
 * @example mappingsUsing([fax], applied(v1, [mapped(fax, 'SENT'), retireAsOutdated(fax)]))
 * // [{ kind: 'RESOLUTION_MAPPING', title: 'SENT', reasons: [{ id: fax, … }] }]
 */
export function mappingsUsing(ended: readonly ReasonId[], after: ReasonTree): readonly ReasonUse[] {
  const mapped = ended
    .flatMap((id) => after.get(id) ?? [])
    .flatMap(({ id, code, resolutions }) =>
      resolutions.map((resolution) => ({ id, code, title: resolution.code })),
    );
  return Array.from(
    groupBy(mapped, ({ title }) => title),
    ([title, reasons]) => ({
      ...{ kind: 'RESOLUTION_MAPPING' as const, title },
      reasons: reasons.map(({ id, code }) => ({ id, code })),
    }),
  );
}
