import type { Operation, OperationOf } from '../operation';
import { noteKinds, scopeNotes, type NoteKind, type ReasonState } from '../reason';
import { sameValue } from '../reason-state';
import { restoring } from './contents';
import { differingTexts } from './differing-texts';

type NoteEdit = Omit<OperationOf<'SetNote'>, 'scope'>;

/**
 * The edits of the notes, as many of them declared a SCOPE_CHANGE as the scope revision rose by, those of the notes that
 * say what the reason counts first. A revision that they cannot account for is restored.
 */
export function noteOperations(before: ReasonState, after: ReasonState): readonly Operation[] {
  const edits = noteEdits(before, after);
  const steps = after.scopeRevision - before.scopeRevision;
  const operations = edits.map((edit, at): Operation => {
    return { ...edit, scope: at < steps ? 'SCOPE_CHANGE' : 'EDITORIAL' };
  });
  const isToldByEdits = steps >= 0 && steps <= edits.length;
  const saysExcludes =
    sameValue(before.excludes, after.excludes) || edits.some(({ excludes }) => excludes !== null);
  return [
    ...operations,
    ...(saysExcludes ? [] : [restoring(after, ['excludes'])]),
    ...(isToldByEdits ? [] : [restoring(after, ['scopeRevision'])]),
  ];
}

function noteEdits(before: ReasonState, after: ReasonState): readonly NoteEdit[] {
  const ofNote = (note: NoteKind) =>
    differingTexts(before.notes[note] ?? {}, after.notes[note] ?? {}).map(({ language, text }): NoteEdit => ({
      ...{ kind: 'SetNote', reasonId: after.id, note, language, text, excludes: null },
    }));
  const byScope = [...scopeNotes, ...noteKinds.filter((note) => !scopeNotes.includes(note))];
  const edits = byScope.flatMap(ofNote);
  if (sameValue(before.excludes, after.excludes)) return edits;
  const at = edits.findIndex(({ note }) => note === 'EXCLUDES');
  const known = edits[at];
  if (known !== undefined) return edits.with(at, { ...known, excludes: after.excludes });
  return [...excludesEdit(after), ...edits];
}

/** The note as it is, with other reasons; none where there is no language to say it in. */
function excludesEdit({ id, notes, labels, excludes }: ReasonState): readonly NoteEdit[] {
  const texts = notes.EXCLUDES ?? {};
  const [language] = [...Object.keys(texts), ...Object.keys(labels)];
  if (language === undefined) return [];
  const text = texts[language] ?? null;
  return [{ kind: 'SetNote', reasonId: id, note: 'EXCLUDES', language, text, excludes }];
}
