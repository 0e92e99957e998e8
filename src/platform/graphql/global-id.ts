import { CallerError } from '../caller-error';
import { isUuid, type Id } from '../ids';

/** Opaque to clients; says what it identifies, so that a version's id given for a draft's is told from a lost one. */
export const globalId = (type: string, id: string): string =>
  Buffer.from(`${type}:${id}`).toString('base64url');

export interface ParsedGlobalId {
  readonly type: string;
  readonly id: string;
}

/** Null where the text is not an id of this service at all. */
export function parseGlobalId(text: string): ParsedGlobalId | null {
  const [type, id, ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(':');
  if (type === undefined || id === undefined || rest.length > 0 || !isUuid(id)) return null;
  return globalId(type, id) === text ? { type, id } : null;
}

/** The id inside, where it is one of the type that is expected; else BAD_USER_INPUT. */
export function localId<Kind extends string>(type: Kind, text: string, field = 'id'): Id<Kind> {
  const parsed = parseGlobalId(text);
  if (parsed?.type === type) return parsed.id as Id<Kind>;
  const came = parsed === null ? JSON.stringify(text.slice(0, 100)) : `the id of ${withArticle(parsed.type)}`;
  throw new CallerError(
    'BAD_USER_INPUT',
    `${field}: expected the id of ${withArticle(type)}, but got ${came}`,
  );
}

const withArticle = (type: string): string => `${/^[AEIO]/.test(type) ? 'an' : 'a'} ${type}`;

/** As `localId`, for what may be left out. */
export const optionalLocalId = <Kind extends string>(
  type: Kind,
  text: string | null | undefined,
  field?: string,
): Id<Kind> | null => (text === null || text === undefined ? null : localId(type, text, field));
