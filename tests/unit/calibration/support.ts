import type { ReasonId } from '../../../src/platform/ids';
import { ReasonTree, type ReasonState } from '../../../src/taxonomy/domain';

export const reasonId = (name: string): ReasonId => name as ReasonId;

/** A tree of reasons by name and parent, with notes where they are given. */
export const treeOf = (
  ...reasons: readonly (readonly [string, string | null, ReasonState['notes']?])[]
): ReasonTree =>
  ReasonTree.of(
    reasons.map(([name, parent, notes], place) => ({
      ...{ id: reasonId(name), code: name, parentId: parent === null ? null : reasonId(parent) },
      ...{ rank: `a${place}`, labels: { en: name }, synonyms: [], notes: notes ?? {}, excludes: [] },
      ...{ scopeRevision: 0, residual: false, kind: null, useCaseGroups: [], intent: {}, priority: null },
      ...{ target: null, escalations: [], channels: null, articles: [], resolutions: [], retirement: null },
    })),
  );
