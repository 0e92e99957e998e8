import type { LocalizedText } from './reason';

/** A way in which contacts come; the taxonomy's list is managed, and a reason names the codes it is offered in. */
export interface Channel {
  readonly code: string;
  readonly labels: LocalizedText;
}

/** What a new taxonomy starts with where no list is given. */
export const defaultChannels: readonly Channel[] = [
  { code: 'PHONE', labels: { en: 'Phone' } },
  { code: 'EMAIL', labels: { en: 'E-mail' } },
  { code: 'CHAT', labels: { en: 'Chat' } },
  { code: 'SOCIAL', labels: { en: 'Social media' } },
  { code: 'SELF_SERVICE', labels: { en: 'Self-service' } },
];
