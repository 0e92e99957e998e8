import type { LocalizedText, NoteKind } from '../../../taxonomy/domain';
import type { Speller } from '../formats/wording';
import type { ContentWish } from '../import-file';
import type { Subject } from './subjects';

/**
 * A known reason with its own texts in the place of those by which its file spells them: a text that the encoding of the
 * file could not say is no other text.
 *
 * @example inOwnTexts(subject, spellWindows1252).entry.labels.en // 'Snow ☃' for the label 'Snow ?'
 */
export function inOwnTexts(subject: Subject, spell: Speller): Subject {
  const { entry, reason, isNew } = subject;
  if (isNew) return subject;
  const labels = ownTexts(entry.labels, reason.labels, spell);
  const content = entry.content === null ? null : ownContent(entry.content, subject, spell);
  return { ...subject, entry: { ...entry, labels, content } };
}

function ownContent(content: ContentWish, { reason }: Subject, spell: Speller): ContentWish {
  const notes = Object.entries(content.notes).map(([note, texts]) => [
    note,
    ownTexts(texts, reason.notes[note as NoteKind] ?? {}, spell),
  ]);
  const { channels } = content.properties;
  const codes = reason.resolutions.map(({ code }) => code);
  return {
    ...content,
    notes: Object.fromEntries(notes) as ContentWish['notes'],
    intent: ownTexts(content.intent, reason.intent, spell),
    synonyms: content.synonyms.map(({ language, hidden, text }) => {
      const own = reason.synonyms.filter((one) => one.language === language && one.hidden === hidden);
      return {
        language,
        hidden,
        text: ownText(
          text,
          own.map((one) => one.text),
          spell,
        ),
      };
    }),
    properties: {
      ...content.properties,
      ...(channels ? { channels: channels.map((text) => ownText(text, reason.channels ?? [], spell)) } : {}),
    },
    resolutions: content.resolutions.map((wish) => ({ ...wish, code: ownText(wish.code, codes, spell) })),
  };
}

const ownTexts = (said: LocalizedText, own: LocalizedText, spell: Speller): LocalizedText =>
  Object.fromEntries(
    Object.entries(said).map(([language, text]) => {
      const known = own[language];
      return [language, known === undefined ? text : ownText(text, [known], spell)];
    }),
  );

const ownText = (said: string, own: readonly string[], spell: Speller): string =>
  own.includes(said) ? said : (own.find((text) => spell(text) === said) ?? said);
