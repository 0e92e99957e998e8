import type { ExportContent, ExportOptions } from '../export/export-content';
import { fileFormats } from './file-formats';

/** A content as a file. */
export interface WrittenFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly name: string;
}

/**
 * Writes a content in the format that is asked for: canonical order, no clock, no host; the same for ever.
 *
 * @example writeFile(content, exportOptions({ format: 'turtle' }, ['en'])).name // 'bank-v3.ttl'
 */
export function writeFile(content: ExportContent, options: ExportOptions): WrittenFile {
  const format = fileFormats[options.format];
  const written = format.write(content, options);
  const bytes = typeof written === 'string' ? new TextEncoder().encode(written) : written;
  const [ending] = format.endings;
  return {
    bytes,
    mediaType: mediaTypeOf(options),
    name: `${content.taxonomyKey}-v${content.version}.${ending}`,
  };
}

/** With the character set, where the type is one of text. */
function mediaTypeOf({ format, encoding }: ExportOptions): string {
  const { mediaTypes, endings } = fileFormats[format];
  const byEnding = endings[0].endsWith('json') ? 'application/json' : 'application/xml';
  const type = (mediaTypes as readonly string[])[0] ?? byEnding;
  return type.startsWith('text/') ? `${type}; charset=${encoding}` : type;
}
