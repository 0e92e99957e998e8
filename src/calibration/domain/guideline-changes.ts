import type { ReasonId } from '../../platform/ids';
import type { Problem } from '../../platform/problem';
import { diffVersions, type NoteKind, type ReasonTree } from '../../taxonomy/domain';

/** The notes that coders code by. */
export const guidelineNotes: readonly NoteKind[] = [
  'DEFINITION',
  'INCLUDES',
  'EXCLUDES',
  'EXAMPLES',
  'EDGE_CASES',
];

/** A reason whose guideline reads otherwise, and which notes of it do. A new reason counts with the notes it has. */
export interface GuidelineChange {
  readonly reasonId: ReasonId;
  readonly isNew: boolean;
  readonly notes: readonly NoteKind[];
}

/** There is nothing to acknowledge: the guidelines read as in the version before. */
export interface GuidelinesUnchanged extends Problem {
  readonly code: 'GUIDELINES_UNCHANGED';
}

export const guidelinesUnchanged = (version: number): GuidelinesUnchanged => ({
  code: 'GUIDELINES_UNCHANGED',
  message: `expected a version that changes the guidelines, but those of version ${version} read as before`,
});

/**
 * Where the guidelines of a content read otherwise than those of the one before: by reason, in the order of the tree.
 * What is retired is left out, since nobody codes with it.
 *
 * @example guidelineChanges(v1, v2) // [{ reasonId, isNew: false, notes: ['DEFINITION', 'EXCLUDES'] }]
 */
export function guidelineChanges(before: ReasonTree, after: ReasonTree): readonly GuidelineChange[] {
  const changed = new Map<ReasonId, Set<NoteKind>>();
  const add = (reasonId: ReasonId, note: NoteKind): void => {
    if (guidelineNotes.includes(note)) changed.set(reasonId, (changed.get(reasonId) ?? new Set()).add(note));
  };
  for (const { reasonId, entries } of diffVersions(before, after).reasons)
    for (const entry of entries) {
      if (entry.kind === 'NoteChanged') add(reasonId, entry.note);
      if (entry.kind === 'ExcludesChanged') add(reasonId, 'EXCLUDES');
      if (entry.kind === 'ReasonAdded')
        for (const note of guidelineNotes) if (entry.state.notes[note] !== undefined) add(reasonId, note);
    }
  return after.depthFirst().flatMap(({ id }) => {
    const notes = changed.get(id);
    if (notes === undefined) return [];
    return [
      { reasonId: id, isNew: !before.has(id), notes: guidelineNotes.filter((note) => notes.has(note)) },
    ];
  });
}
