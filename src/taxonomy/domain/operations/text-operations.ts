import type { ReasonId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import type { OperationOf } from '../operation';
import { ofReason, tooMany, type OperationProblem } from '../operation-problems';
import type { Language, LocalizedText, ReasonState, Synonym } from '../reason';
import { bySynonymOrder, withText } from '../reason-state';
import { byCodeUnits, mustBeText, textLimits, type TextRule } from '../../../platform/text';
import type { Edited, OperationContext, Scene } from './edit';
import { storedText, storedTextOrNull } from './stored-text';

const maxSynonyms = 500;

/** Sets or (with null) takes away the preferred label of one language. A SCOPE_CHANGE raises the scope revision by one. */
export function setLabel(reason: ReasonState, operation: OperationOf<'SetLabel'>, scene: Scene): Edited {
  const { language, label } = operation;
  const text = storedTextOrNull(
    { reasonId: reason.id, language, text: label },
    labelRule(language),
    scene.context,
  );
  if (!text.ok) return text;
  const labels = withText(reason.labels, language, text.value);
  const isChange = operation.scope === 'SCOPE_CHANGE' && reason.labels[language] !== labels[language];
  return ok({ ...reason, labels, scopeRevision: reason.scopeRevision + (isChange ? 1 : 0) });
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

const synonymRule: TextRule = { field: 'synonym', maxLength: textLimits.synonym };

const labelRule = (language: Language): TextRule => ({
  field: `labels.${language.slice(0, 40)}`,
  maxLength: textLimits.label,
});

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
