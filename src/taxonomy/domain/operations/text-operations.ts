import type { ReasonId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import type { OperationOf } from '../operation';
import {
  ofReason,
  reasonNotFound,
  tooMany,
  unknownLanguage,
  type OperationProblem,
} from '../operation-problems';
import type { Language, LocalizedText, ReasonState, Synonym } from '../reason';
import { bySynonymOrder, withText } from '../reason-state';
import { byCodeUnits, mustBeText, textLimits, type TextRule } from '../text';
import type { Edited, OperationContext, Scene } from './edit';

const maxSynonyms = 500;
const maxExcludes = 200;

/** One text of a reason and the language it stands in. */
interface Wording {
  readonly reasonId: ReasonId;
  readonly language: Language;
  readonly text: string;
}

/** Sets or (with null) takes away the preferred label of one language. */
export function setLabel(reason: ReasonState, operation: OperationOf<'SetLabel'>, scene: Scene): Edited {
  const { language, label } = operation;
  const text = storedTextOrNull(
    { reasonId: reason.id, language, text: label },
    labelRule(language),
    scene.context,
  );
  return text.ok ? ok({ ...reason, labels: withText(reason.labels, language, text.value) }) : text;
}

/** All labels of a new reason at once. */
export function storedLabels(
  reasonId: ReasonId,
  labels: LocalizedText,
  context: OperationContext,
): Result<LocalizedText, OperationProblem> {
  const stored: Record<Language, string> = {};
  for (const language of Object.keys(labels).sort(byCodeUnits)) {
    const text = storedText(
      { reasonId, language, text: labels[language] ?? '' },
      labelRule(language),
      context,
    );
    if (!text.ok) return text;
    stored[language] = text.value;
  }
  return ok(stored);
}

/** Adds a synonym; one that is there already only becomes hidden or visible. */
export function addSynonym(reason: ReasonState, operation: OperationOf<'AddSynonym'>, scene: Scene): Edited {
  const { language, hidden } = operation;
  const text = storedText(
    { reasonId: reason.id, language, text: operation.text },
    synonymRule,
    scene.context,
  );
  if (!text.ok) return text;
  const synonym: Synonym = { language, text: text.value, hidden };
  const others = reason.synonyms.filter((known) => bySynonymOrder(known, synonym) !== 0);
  if (others.length >= maxSynonyms) {
    return err(tooMany(reason.id, 'synonyms', { observed: others.length + 1, limit: maxSynonyms }));
  }
  return ok({ ...reason, synonyms: [...others, synonym].sort(bySynonymOrder) });
}

/** Takes a synonym away. Refuses one that is not there. */
export function removeSynonym(
  reason: ReasonState,
  operation: OperationOf<'RemoveSynonym'>,
  scene: Scene,
): Edited {
  const known = knownSynonym(reason, operation, scene.context);
  if (!known.ok) return known;
  return ok({ ...reason, synonyms: reason.synonyms.filter((synonym) => synonym !== known.value) });
}

/** Makes a synonym the preferred label; the label that stood there becomes a visible synonym. */
export function promoteSynonym(
  reason: ReasonState,
  operation: OperationOf<'PromoteSynonym'>,
  scene: Scene,
): Edited {
  const known = knownSynonym(reason, operation, scene.context);
  if (!known.ok) return known;
  const { language, text } = known.value;
  const label = mustBeText(text, labelRule(language));
  if (!label.ok) return err(ofReason(label.problem, reason.id));

  const labelBefore = reason.labels[language];
  const demoted = labelBefore === undefined ? [] : [{ language, text: labelBefore, hidden: false }];
  const others = reason.synonyms.filter(
    (synonym) => synonym !== known.value && !demoted.some((label) => bySynonymOrder(label, synonym) === 0),
  );
  const synonyms = [...others, ...demoted].sort(bySynonymOrder);
  return ok({ ...reason, labels: withText(reason.labels, language, text), synonyms });
}

/**
 * Sets or (with null) takes away one note in one language, and with EXCLUDES the reasons it points to. An edit that was
 * declared a SCOPE_CHANGE and that does change something raises the reason's scope revision by one.
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

const synonymRule: TextRule = { field: 'synonym', maxLength: textLimits.synonym };

const labelRule = (language: Language): TextRule => ({
  field: `labels.${language.slice(0, 40)}`,
  maxLength: textLimits.label,
});

const sameIds = (one: readonly ReasonId[], other: readonly ReasonId[]): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at]);

function storedText(
  wording: Wording,
  rule: TextRule,
  context: OperationContext,
): Result<string, OperationProblem> {
  const { reasonId, language, text } = wording;
  if (!context.languages.includes(language))
    return err(unknownLanguage(reasonId, language, context.languages));
  const stored = mustBeText(text, rule);
  return stored.ok ? stored : err(ofReason(stored.problem, reasonId));
}

function storedTextOrNull(
  wording: Omit<Wording, 'text'> & { readonly text: string | null },
  rule: TextRule,
  context: OperationContext,
): Result<string | null, OperationProblem> {
  const { reasonId, language, text } = wording;
  if (text !== null) return storedText({ reasonId, language, text }, rule, context);
  return context.languages.includes(language)
    ? ok(null)
    : err(unknownLanguage(reasonId, language, context.languages));
}

function knownSynonym(
  reason: ReasonState,
  { language, text }: Pick<Synonym, 'language' | 'text'>,
  context: OperationContext,
): Result<Synonym, OperationProblem> {
  const stored = storedText({ reasonId: reason.id, language, text }, synonymRule, context);
  if (!stored.ok) return stored;
  const known = reason.synonyms.find(
    (synonym) => synonym.language === language && synonym.text === stored.value,
  );
  if (known !== undefined) return ok(known);
  const message = `expected a synonym of ${reason.id} in ${language}, but got "${stored.value}"`;
  return err({ code: 'UNKNOWN_SYNONYM', message, reasonId: reason.id, language, observed: stored.value });
}

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
