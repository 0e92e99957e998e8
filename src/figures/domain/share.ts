import { wilsonInterval, type Interval } from '../../agreement/statistics';

/** Why a figure does not exist. 0/0 is an answer of its own and is never shown as 0. */
export const undefinedCauses = [
  'NO_CONTACTS',
  'NO_SEGMENT_SIZE',
  'SEGMENT_WITHOUT_CUSTOMERS',
  'NO_VARIATION',
  'NO_OWNERS',
  'NO_VALUES',
  'NOT_TOLD_BY_FILTER',
  'CHANCE_AGREEMENT_IS_ONE',
  'NO_CUSTOMERS',
  'MORE_THAN_SEGMENT_SIZE',
  'NOT_RECORDED',
  'WINDOW_TOO_LONG',
  'CONTACTS_NOT_KEPT',
  'TOO_FEW_PERIODS',
  'TOO_FEW_CONTACTS',
  'NO_DATA',
] as const;
export type UndefinedCause = (typeof undefinedCauses)[number];

/** A number, or the cause for which there is none. */
export type Figure =
  | { readonly value: number; readonly undefinedBecause: null }
  | { readonly value: null; readonly undefinedBecause: UndefinedCause };

export const figure = (value: number): Figure => ({ value, undefinedBecause: null });
export const noFigure = (undefinedBecause: UndefinedCause): Figure => ({ value: null, undefinedBecause });

/** A part of a whole, with the counts behind it. */
export type Share = Figure & {
  readonly count: number;
  readonly of: number;
  /** Wilson's, at 95 %; null where the share does not exist. */
  readonly interval: Interval | null;
};

/**
 * How large a part of the whole is, and between which limits the part would lie that such contacts tend to. Undefined where
 * there is no whole.
 *
 * Source: Wilson 1927, JASA 22:209-212.
 *
 * @example shareOf(45, 50) // { value: 0.9, interval: { lower: 0.786, upper: 0.957 }, count: 45, of: 50 }
 */
export function shareOf(count: number, of: number, cause: UndefinedCause = 'NO_CONTACTS'): Share {
  if (of <= 0) return { ...noFigure(cause), count, of, interval: null };
  return { ...figure(count / of), count, of, interval: wilsonInterval(count, of) };
}

/** A share that does not exist, of counts that do not either. */
export const noShare = (cause: UndefinedCause): Share => ({
  ...{ ...noFigure(cause), count: 0, of: 0, interval: null },
});

export const sumOf = <Item>(items: Iterable<Item>, valueOf: (item: Item) => number): number => {
  let sum = 0;
  for (const item of items) sum += valueOf(item);
  return sum;
};
