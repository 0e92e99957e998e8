import { CallerError } from './caller-error';

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

/** Refuses a page size outside 1..100 and a cursor that is none of ours. */
export function pageRequest(first: number | null | undefined, after: string | null | undefined): PageRequest {
  const size = first ?? defaultPage;
  if (!Number.isInteger(size) || size < 1 || size > largestPage) {
    throw new CallerError('LIMIT_EXCEEDED', `expected first between 1 and ${largestPage}, but got ${size}`);
  }
  return { first: size, after: after === null || after === undefined ? null : positionOf(after) };
}

/** One row more than asked for tells whether there is a next page. */
export const pageOf = <Item>(rows: readonly Item[], request: PageRequest): Page<Item> => ({
  items: rows.slice(0, request.first),
  hasNextPage: rows.length > request.first,
});

export const cursorOf = (position: readonly string[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

function positionOf(cursor: string): readonly string[] {
  const position = parsed(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (Array.isArray(position) && position.length > 0 && position.every((part) => typeof part === 'string')) {
    return position;
  }
  throw new CallerError(
    'BAD_USER_INPUT',
    `expected after to be the endCursor of a page, but got ${JSON.stringify(cursor.slice(0, 100))}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
