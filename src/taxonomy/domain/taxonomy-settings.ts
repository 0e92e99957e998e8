import { withoutField } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import type { Channel } from './channel';
import type { Language, LocalizedText } from './reason';
import type { InvalidSettings, MalformedKey, SettingFault } from './taxonomy-problems';
import { mustBeText, textLimits } from '../../platform/text';

const keyPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const channelCodePattern = /^[A-Z][A-Z0-9_]{0,39}$/;
const mostLanguages = 30;
const longestTag = 35;
const mostChannels = 50;

/** What a taxonomy is, beside its policy and its contents. */
export interface TaxonomySettings {
  readonly key: string;
  readonly name: LocalizedText;
  /** The first one is the default. */
  readonly languages: readonly Language[];
  readonly timeZone: string;
  readonly channels: readonly Channel[];
}

/**
 * Whether a key can stand in a URL and in a file name: lower-case letters, digits and inner hyphens, 1 to 63 of them.
 *
 * @example mustBeKey('telecom-nl') // ok('telecom-nl')
 */
export function mustBeKey(key: string): Result<string, MalformedKey> {
  if (keyPattern.test(key)) return ok(key);
  return err({
    code: 'MALFORMED_KEY',
    observed: key.slice(0, 100),
    message: `expected 1 to 63 lower-case letters, digits and inner hyphens, but got ${JSON.stringify(key.slice(0, 100))}`,
  });
}

/** The settings as they are kept, or every fault in them at once. */
export function mustBeSettings(given: TaxonomySettings): Result<TaxonomySettings, InvalidSettings> {
  const languages = given.languages.map((language) => language.toLowerCase());
  const faults = [
    ...languageFaults(languages),
    ...textFaults('name', given.name, languages),
    ...timeZoneFaults(given.timeZone),
    ...channelFaults(given.channels, languages),
  ];
  if (faults.length > 0) return err(invalidSettings(faults));
  return ok({
    ...given,
    name: storedTexts(given.name),
    channels: given.channels.map(storedChannel),
    languages,
  });
}

/** The channels as a taxonomy of these languages can keep them. */
export function mustBeChannels(
  channels: readonly Channel[],
  languages: readonly Language[],
): Result<readonly Channel[], InvalidSettings> {
  const faults = channelFaults(channels, languages);
  return faults.length > 0 ? err(invalidSettings(faults)) : ok(channels.map(storedChannel));
}

export const invalidSettings = (faults: readonly SettingFault[]): InvalidSettings => ({
  code: 'INVALID_SETTINGS',
  faults,
  message: faults.map(({ field, message }) => `${field}: ${withoutField(field, message)}`).join('; '),
});

function languageFaults(languages: readonly Language[]): SettingFault[] {
  const field = 'languages';
  if (languages.length < 1 || languages.length > mostLanguages) {
    return [{ field, message: `expected 1 to ${mostLanguages} languages, but got ${languages.length}` }];
  }
  const repeated = languages.find((language, at) => languages.indexOf(language) !== at);
  if (repeated !== undefined)
    return [{ field, message: `expected each language once, but got ${repeated} twice` }];
  return languages
    .filter((language) => !isLanguageTag(language))
    .map((language) => ({
      field,
      message: `expected a language tag such as en or pt-br, but got ${JSON.stringify(language.slice(0, 40))}`,
    }));
}

function isLanguageTag(language: string): boolean {
  try {
    return language.length <= longestTag && Intl.getCanonicalLocales(language).length === 1;
  } catch {
    return false;
  }
}

function textFaults(field: string, texts: LocalizedText, languages: readonly Language[]): SettingFault[] {
  const entries = Object.entries(texts);
  if (entries.length === 0)
    return [{ field, message: 'expected a text in at least one language, but got none' }];
  // Beyond this some are wrong in any case, and each fault names the languages there are.
  if (entries.length > mostLanguages)
    return [{ field, message: `expected at most ${mostLanguages} texts, but got ${entries.length}` }];
  const known = languages
    .slice(0, mostLanguages)
    .map((language) => language.slice(0, longestTag))
    .join(', ');
  return entries.flatMap(([language, text]) => {
    if (!languages.includes(language)) {
      const came = JSON.stringify(language.slice(0, 40));
      return [{ field, message: `expected a language of the taxonomy (${known}), but got ${came}` }];
    }
    const checked = mustBeText(text, { field, maxLength: textLimits.name });
    return checked.ok ? [] : [{ field, message: checked.problem.message }];
  });
}

/** As `mustBeText` would keep them, once it has found no fault. */
const storedTexts = (texts: LocalizedText): LocalizedText =>
  Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [language, text.normalize('NFC').trim()]),
  );

const storedChannel = ({ code, labels }: Channel): Channel => ({ code, labels: storedTexts(labels) });

function timeZoneFaults(timeZone: string): SettingFault[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    const came = JSON.stringify(timeZone.slice(0, 60));
    return [
      { field: 'timeZone', message: `expected an IANA time zone such as Europe/Amsterdam, but got ${came}` },
    ];
  }
}

function channelFaults(channels: readonly Channel[], languages: readonly Language[]): SettingFault[] {
  const field = 'channels';
  if (channels.length > mostChannels) {
    return [{ field, message: `expected at most ${mostChannels} channels, but got ${channels.length}` }];
  }
  const codes = channels.map((channel) => channel.code);
  return channels.flatMap(({ code, labels }, at) => {
    const came = JSON.stringify(code.slice(0, 60));
    if (!channelCodePattern.test(code))
      return [{ field, message: `expected a code such as SOCIAL_MEDIA, but got ${came}` }];
    if (codes.indexOf(code) !== at)
      return [{ field, message: `expected each code once, but got ${came} twice` }];
    return textFaults(field, labels, languages);
  });
}
