import type { TaxonomyId } from '../../../platform/ids';
import type { Language, SealableContent } from '../../../taxonomy/domain';
import type { Delimiter, Encoding, ImportFormat } from '../import-options';

/** A sealed content and what it is called by: nothing of it changes later, so that an export is the same for ever. */
export interface ExportContent extends SealableContent {
  readonly taxonomyId: TaxonomyId;
  /** The number of the version. */
  readonly version: number;
}

/** How a content is to be written. */
export interface ExportOptions {
  readonly format: ImportFormat;
  /** The language of formats that have one only. */
  readonly language: Language;
  /** Between cells. */
  readonly delimiter: Delimiter;
  /** Of cells; every other format is UTF-8. */
  readonly encoding: Encoding;
}

/** Writes a content down. The same content and options give the same bytes. */
export type FileWriter = (content: ExportContent, options: ExportOptions) => Uint8Array | string;

export type ExportWish = { readonly [Field in keyof ExportOptions]?: ExportOptions[Field] | undefined } & {
  readonly format: ImportFormat;
};

/**
 * All the options of an export of a taxonomy that keeps these languages, the first of them its default.
 *
 * @example exportOptions({ format: 'csv' }, ['en', 'nl']) // { format: 'csv', language: 'en', delimiter: 'comma', encoding: 'utf-8' }
 */
export const exportOptions = (
  { format, language, delimiter, encoding }: ExportWish,
  languages: readonly Language[],
): ExportOptions => ({
  format,
  language: language?.toLowerCase() ?? languages[0] ?? 'en',
  delimiter: delimiter ?? (format === 'tsv' ? 'tab' : 'comma'),
  encoding: encoding ?? 'utf-8',
});
