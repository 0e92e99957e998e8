import type { ReasonId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import { ofReason, unknownLanguage, type OperationProblem } from '../operation-problems';
import type { Language } from '../reason';
import { mustBeText, type TextRule } from '../../../platform/text';
import type { OperationContext } from './edit';

/** One text of a reason and the language it stands in. */
interface Wording {
  readonly reasonId: ReasonId;
  readonly language: Language;
  readonly text: string;
}

/** The text as it is kept. Refuses a language that the taxonomy does not have, and malformed text. */
export function storedText(
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

/** The same for a text that null takes away. */
export function storedTextOrNull(
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
