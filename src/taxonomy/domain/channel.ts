import type { Language, LocalizedText } from './reason';

/** A way in which contacts come; the taxonomy's list is managed, and a reason names the codes it is offered in. */
export interface Channel {
  readonly code: string;
  readonly labels: LocalizedText;
}

const usualChannels: readonly Channel[] = [
  { code: 'PHONE', labels: { en: 'Phone' } },
  { code: 'EMAIL', labels: { en: 'E-mail' } },
  { code: 'CHAT', labels: { en: 'Chat' } },
  { code: 'SOCIAL', labels: { en: 'Social media' } },
  { code: 'SELF_SERVICE', labels: { en: 'Self-service' } },
];

/** What a new taxonomy starts with where no list is given, labelled in its default language where English is not kept. */
export const defaultChannels = (languages: readonly Language[]): readonly Channel[] =>
  usualChannels.map(({ code, labels }) => {
    const kept = languages.map((language) => language.toLowerCase());
    const language = kept.includes('en') ? 'en' : (kept[0] ?? 'en');
    return { code, labels: { [language]: labels['en'] ?? code } };
  });
