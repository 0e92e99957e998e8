import { CallerError } from './caller-error';
import { isUuid } from './ids';
import { unreachable } from './result';

export const largestPage = 100;
export const defaultPage = 20;

export interface PageRequest {
  readonly first: number;
  /** The position to go on from, as the cursor kept it; null starts at the beginning. */
  readonly after: readonly string[] | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasNextPage: boolean;
}

/** What the parts of a position are, in their order. */
export type PositionPart = 'INSTANT' | 'UUID' | 'INTEGER' | 'TEXT';

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Refuses a page size outside 1..100 and a cursor that does not come from such a page. */
export function pageRequest({ first, after }: PageArguments, position: readonly PositionPart[]): PageRequest {
  const size = first ?? defaultPage;
  if (!Number.isInteger(size) || size < 1 || size > largestPage) {
    throw new CallerError('LIMIT_EXCEEDED', `expected first between 1 and ${largestPage}, but got ${size}`);
  }
  return { first: size, after: after === null || after === undefined ? null : positionOf(after, position) };
}

/** One row more than asked for tells whether there is a next page. */
export const pageOf = <Item>(rows: readonly Item[], request: PageRequest): Page<Item> => ({
  items: rows.slice(0, request.first),
  hasNextPage: rows.length > request.first,
});

export const cursorOf = (position: readonly string[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

function positionOf(cursor: string, expected: readonly PositionPart[]): readonly string[] {
  const position = parsed(Buffer.from(cursor, 'base64url').toString('utf8'));
  const fits = Array.isArray(position) && position.length === expected.length;
  if (fits && expected.every((part, at) => isPart(position[at], part))) return position as string[];
  const came = JSON.stringify(cursor.slice(0, 100));
  throw new CallerError(
    'BAD_USER_INPUT',
    `expected after to be the endCursor of such a page, but got ${came}`,
  );
}

function isPart(value: unknown, part: PositionPart): boolean {
  if (typeof value !== 'string') return false;
  switch (part) {
    case 'INSTANT':
      return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));
    case 'UUID':
      return isUuid(value);
    case 'INTEGER':
      return /^\d{1,9}$/.test(value);
    case 'TEXT':
      return !value.includes('\0');
    default:
      return unreachable(part);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
