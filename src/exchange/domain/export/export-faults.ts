import type { Language } from '../../../taxonomy/domain';
import type { FileFormat } from '../formats/file-format';
import { fileFormats } from '../formats/file-formats';
import type { ExportWish } from './export-content';

/**
 * What is wrong with the options of an export of a taxonomy that keeps these languages; null where they fit together.
 *
 * @example faultOfExport({ format: 'turtle', encoding: 'windows-1252' }, ['en'])
 * // 'encoding: expected none with the format turtle, but got "windows-1252"'
 */
export function faultOfExport(wish: ExportWish, languages: readonly Language[]): string | null {
  const { mayChoose = [] }: FileFormat = fileFormats[wish.format];
  for (const option of ['delimiter', 'encoding'] as const) {
    const chosen = wish[option];
    if (chosen === undefined || mayChoose.includes(option)) continue;
    return `${option}: expected none with the format ${wish.format}, but got ${JSON.stringify(chosen)}`;
  }
  const { language } = wish;
  if (language === undefined || languages.includes(language.toLowerCase())) return null;
  const got = JSON.stringify(language.slice(0, 40));
  return `language: expected one of ${languages.join(', ')}, but got ${got}`;
}
