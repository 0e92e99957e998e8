import type { ReasonId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import type { OperationOf } from '../operation';
import { reasonNotFound, tooMany, type OperationProblem } from '../operation-problems';
import type { ReasonState } from '../reason';
import { withText } from '../reason-state';
import { byCodeUnits, textLimits, type TextRule } from '../../../platform/text';
import type { Edited, Scene } from './edit';
import { storedTextOrNull } from './stored-text';

const maxExcludes = 200;

/**
 * Sets or (with null) takes away one note in one language, and with EXCLUDES the reasons it points to. An
 * edit that was declared a SCOPE_CHANGE and that does change something raises the reason's scope revision by
 * one.
 */
export function setNote(reason: ReasonState, operation: OperationOf<'SetNote'>, scene: Scene): Edited {
  const { note, language } = operation;
  const rule: TextRule = { field: `notes.${note}.${language}`, maxLength: textLimits.note, multiline: true };
  const text = storedTextOrNull({ reasonId: reason.id, language, text: operation.text }, rule, scene.context);
  if (!text.ok) return text;
  const excludes = storedExcludes(reason, operation, scene);
  if (!excludes.ok) return excludes;

  const before = reason.notes[note] ?? {};
  const after = withText(before, language, text.value);
  const isSame = before[language] === after[language] && sameIds(reason.excludes, excludes.value);
  if (isSame) return ok(reason);
  const { [note]: _, ...otherNotes } = reason.notes;
  const notes = Object.keys(after).length === 0 ? otherNotes : { ...otherNotes, [note]: after };
  const step = operation.scope === 'SCOPE_CHANGE' ? 1 : 0;
  return ok({ ...reason, notes, excludes: excludes.value, scopeRevision: reason.scopeRevision + step });
}

/** Sets or (with null) takes away what the customer wants to reach, in one language. */
export function setIntent(reason: ReasonState, operation: OperationOf<'SetIntent'>, scene: Scene): Edited {
  const { language } = operation;
  const rule: TextRule = { field: `intent.${language}`, maxLength: textLimits.label };
  const text = storedTextOrNull({ reasonId: reason.id, language, text: operation.text }, rule, scene.context);
  return text.ok ? ok({ ...reason, intent: withText(reason.intent, language, text.value) }) : text;
}

const sameIds = (one: readonly ReasonId[], other: readonly ReasonId[]): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at]);

function storedExcludes(
  reason: ReasonState,
  operation: OperationOf<'SetNote'>,
  { tree }: Scene,
): Result<readonly ReasonId[], OperationProblem> {
  const { excludes, note } = operation;
  if (excludes === null) return ok(reason.excludes);
  if (note !== 'EXCLUDES') {
    const message = `expected reasons to exclude with the EXCLUDES note only, but got them with ${note}`;
    return err({ code: 'EXCLUDES_NOT_APPLICABLE', message, reasonId: reason.id, note });
  }
  const stored = [...new Set(excludes)].sort(byCodeUnits);
  if (stored.length > maxExcludes) {
    return err(tooMany(reason.id, 'excludes', { observed: stored.length, limit: maxExcludes }));
  }
  if (stored.includes(reason.id)) {
    const message = `expected other reasons to exclude, but got ${reason.id} itself`;
    return err({ code: 'EXCLUDES_ITSELF', message, reasonId: reason.id });
  }
  const missing = stored.find((id) => tree.get(id) === undefined);
  return missing === undefined ? ok(stored) : err(reasonNotFound(reason.id, 'excludes', missing));
}
