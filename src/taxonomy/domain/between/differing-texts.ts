import type { LocalizedText } from '../reason';

/** The languages in which two texts differ, each with what it is to be. */
export function differingTexts(
  before: LocalizedText,
  after: LocalizedText,
): readonly { readonly language: string; readonly text: string | null }[] {
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return languages
    .filter((language) => before[language] !== after[language])
    .map((language) => ({ language, text: after[language] ?? null }));
}
