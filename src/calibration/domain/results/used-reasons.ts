import { missing, type Ratings, type TaxonomyPath } from '../../../agreement/statistics';
import type { ReasonId } from '../../../platform/ids';
import type { SessionCoding, SessionData } from './session-data';

/** The codings of one content as ratings over the reasons that were used in it. */
export interface UsedReasons {
  readonly content: number;
  /** Items by coders, in the order of the session; what is no reason is missing. */
  readonly ratings: Ratings;
  /** The reasons that a coder chose, in the order of the tree: the categories of the ratings. */
  readonly reasons: readonly ReasonId[];
  /** Where each of them stands in the tree, by ids from the root down. */
  readonly paths: readonly TaxonomyPath[];
  /** How many reasons there were to choose from. */
  readonly declared: number;
}

/**
 * What was coded in one content of the session, ready for the statistics.
 *
 * "Cannot code" and "no reason fits" are no reasons and count as missing here; they are counted by themselves.
 *
 * @example usedReasons(session, 0).reasons // the ids of the chosen leaves, depth first
 */
export function usedReasons(session: SessionData, content: number): UsedReasons {
  const codings = session.codings.filter((coding) => coding.content === content);
  const tree = session.contents[content]?.tree;
  const chosen = new Set(codings.flatMap(({ reasonId }) => (reasonId === null ? [] : [reasonId])));
  const leaves = tree?.leaves() ?? [];
  const reasons = leaves.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  const paths = reasons.map((id) => (tree?.path(id) ?? []).map((reason) => reason.id));
  return {
    content,
    reasons,
    paths,
    declared: leaves.length,
    ratings: ratingsOf(session, codings, reasons),
  };
}

function ratingsOf(
  { items, coders }: SessionData,
  codings: readonly SessionCoding[],
  reasons: readonly ReasonId[],
): Ratings {
  const row = indexOf(items.map(({ id }) => id));
  const column = indexOf(coders.map(({ id }) => id));
  const category = indexOf(reasons);
  const codes = new Int32Array(items.length * coders.length).fill(missing);
  for (const { itemId, coderId, reasonId } of codings) {
    const item = row.get(itemId);
    const coder = column.get(coderId);
    const code = reasonId === null ? undefined : category.get(reasonId);
    if (item === undefined || coder === undefined || code === undefined) continue;
    codes[item * coders.length + coder] = code;
  }
  return { items: items.length, coders: coders.length, categories: reasons.length, codes };
}

const indexOf = <Key>(keys: readonly Key[]): ReadonlyMap<Key, number> =>
  new Map(keys.map((key, index) => [key, index]));
