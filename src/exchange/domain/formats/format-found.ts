import { importFormats, type ImportFormat } from '../import-options';
import { fileFormats } from './file-formats';

/**
 * The format that a file's name tells, by the longest ending that fits; null where it tells none.
 *
 * @example formatOfName('Field 12.zendesk.json') // 'zendesk'
 */
export function formatOfName(name: string): ImportFormat | null {
  const lower = name.toLowerCase();
  const fitting = importFormats.flatMap((format) =>
    fileFormats[format].endings
      .filter((ending) => lower.endsWith(`.${ending}`))
      .map((ending) => ({ format, length: ending.length })),
  );
  return fitting.sort((one, other) => other.length - one.length)[0]?.format ?? null;
}

/** What clients say of any text that they send: it tells nothing. */
const sayingNothing = 'text/plain';

/** The format that the media type of a body names; null for one that is several formats' or none's. */
export function formatOfMediaType(mediaType: string): ImportFormat | null {
  const type = mediaType.trim().toLowerCase();
  if (type === sayingNothing) return null;
  return importFormats.find((format) => mediaTypesOf(format).includes(type)) ?? null;
}

const mediaTypesOf = (format: ImportFormat): readonly string[] => fileFormats[format].mediaTypes;

interface Accepted {
  readonly type: string;
  readonly weight: number;
}

/**
 * Of the formats that a reader of the web may be given, the one that an Accept header wants most; the first of them where
 * it takes anything, and null where it takes none of them.
 *
 * @example acceptedFormat('text/turtle;q=0.5, application/ld+json', ['json', 'jsonld']) // 'jsonld'
 */
export function acceptedFormat<Format extends ImportFormat>(
  accept: string | undefined,
  offered: readonly Format[],
): Format | null {
  const wanted = (accept === undefined || accept.trim() === '' ? '*/*' : accept).split(',').map(acceptedPart);
  const judged = offered.map((format, at) => ({ format, at, weight: weightOf(format, wanted) }));
  const [best] = judged.sort((one, other) => other.weight - one.weight || one.at - other.at);
  return best === undefined || best.weight === 0 ? null : best.format;
}

function acceptedPart(part: string): Accepted {
  const [type = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, weight: quality === undefined ? 1 : Number(quality) || 0 };
}

/** What names a type counts before what names a group, and that before a star. */
function weightOf(format: ImportFormat, wanted: readonly Accepted[]): number {
  const [own = ''] = mediaTypesOf(format);
  const named = [own, `${own.split('/')[0]}/*`, '*/*'];
  const fitting = named
    .map((type) => wanted.find((each) => each.type === type))
    .find((each) => each !== undefined);
  return fitting?.weight ?? 0;
}
