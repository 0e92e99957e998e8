import type { ClassifiedEntry, DiffEntryKind, VersionDiff } from './diff/diff-entries';

const isMendedWord = (entry: ClassifiedEntry): boolean =>
  entry.kind === 'LabelChanged' || (entry.kind === 'NoteChanged' && entry.scope === 'EDITORIAL');

/**
 * What in a difference is more than an erratum may mend: all but labels and notes that say the same better. Kinds of
 * change, each once; `SiblingsReordered` where a menu is in another order.
 *
 * @example moreThanErratum(diffVersions(v1, withATypoMended)) // []
 * @example moreThanErratum(diffVersions(v1, withANewReason)) // ['ReasonAdded']
 */
export function moreThanErratum({
  reasons,
  reordered,
}: VersionDiff): readonly (DiffEntryKind | 'SiblingsReordered')[] {
  const others = reasons.flatMap(({ entries }) => entries.filter((entry) => !isMendedWord(entry)));
  const kinds = new Set(others.map(({ kind }) => kind));
  return [...kinds, ...(reordered.length > 0 ? (['SiblingsReordered'] as const) : [])];
}
