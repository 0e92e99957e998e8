import { noFigure, shareOf, sumOf, type Share, type UndefinedCause } from './share';

/** Which contacts of a customer count as about the same. */
export const sameReasons = ['NONE', 'LEVEL1', 'LEAF'] as const;
export type SameReason = (typeof sameReasons)[number];

export interface RepeatRule {
  readonly windowDays: number;
  readonly sameReason: SameReason;
}

export const usualRepeatRule: RepeatRule = { windowDays: 7, sameReason: 'NONE' };
export const longestWindowDays = 92;

/** What was counted of contacts; of one reason, or of several together. */
export interface RepeatCount {
  readonly contacts: number;
  readonly followable: number;
  readonly followed: number;
  readonly precedable: number;
  readonly preceded: number;
}

export interface Repeats extends RepeatRule {
  /** Of the contacts after which a whole window is observed, those that another one followed. */
  readonly followed: Share;
  /** Of the contacts before which a whole window is observed, those that followed another one. */
  readonly repeats: Share;
  /** Contacts after which less than a window is observed. */
  readonly censoredAfter: number;
  /** Contacts before which less than a window is observed. */
  readonly censoredBefore: number;
  /** Contacts of which it is not known whose they are. */
  readonly withoutCustomer: number;
  /** Contacts of a known customer without a reason, where the reason has to be the same; 0 where it has not. */
  readonly withoutReason: number;
}

export interface RepeatBasis {
  readonly withoutCustomer: number;
  readonly withoutReason: number;
}

/**
 * Repeat contacts, seen from both ends: those that were followed, and those that followed. The two differ where one contact
 * is followed by several, and by what lies at the edges of the period. Undefined: NO_CONTACTS; NO_CUSTOMERS; WINDOW_TOO_LONG,
 * where of no contact a whole window is observed.
 *
 * @example repeatsOf([{ contacts: 10, followable: 8, followed: 2, precedable: 9, preceded: 3 }], rule, basis).followed.value // 0.25
 */
export function repeatsOf(
  counts: readonly RepeatCount[],
  rule: RepeatRule,
  { withoutCustomer, withoutReason }: RepeatBasis,
): Repeats {
  const total = (of: keyof RepeatCount): number => sumOf(counts, (count) => count[of]);
  const contacts = total('contacts');
  const cause = causeOf(contacts, withoutCustomer);
  return {
    ...rule,
    followed: shareOf(total('followed'), total('followable'), cause),
    repeats: shareOf(total('preceded'), total('precedable'), cause),
    censoredAfter: contacts - total('followable'),
    censoredBefore: contacts - total('precedable'),
    ...{ withoutCustomer, withoutReason },
  };
}

function causeOf(contacts: number, withoutCustomer: number): UndefinedCause {
  if (contacts > 0) return 'WINDOW_TOO_LONG';
  return withoutCustomer > 0 ? 'NO_CUSTOMERS' : 'NO_CONTACTS';
}

/** Of what first-contact resolution is told. */
export const resolutionBases = ['FLAG', 'NO_REPEAT'] as const;
export type ResolutionBasis = (typeof resolutionBases)[number];

export interface FirstContactResolution {
  readonly basis: ResolutionBasis;
  readonly share: Share;
  /** Of all contacts, those that it rests on. */
  readonly coverage: Share;
  /** Null where the flag is the basis. */
  readonly repeats: Repeats | null;
}

/** Contacts by what is recorded of their resolution at first contact. */
export interface ResolvedFlags {
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
}

/**
 * First-contact resolution from what is recorded: of the contacts of which it is said, those that were resolved. Never mixed
 * with the other basis. Undefined: NO_CONTACTS; NOT_RECORDED.
 *
 * @example resolvedByFlag({ yes: 80, no: 20, unknown: 100 }).share.value // 0.8
 */
export function resolvedByFlag({ yes, no, unknown }: ResolvedFlags): FirstContactResolution {
  const all = yes + no + unknown;
  const cause = all === 0 ? 'NO_CONTACTS' : 'NOT_RECORDED';
  return {
    ...{ basis: 'FLAG', share: shareOf(yes, yes + no, cause) },
    ...{ coverage: shareOf(yes + no, all), repeats: null },
  };
}

/**
 * First-contact resolution by a proxy: of the contacts after which a whole window is observed, those that no other contact of
 * the customer followed within it.
 *
 * @example resolvedWithoutRepeat(repeats, 120).share.value // 0.75
 */
export function resolvedWithoutRepeat(repeats: Repeats, contacts: number): FirstContactResolution {
  const { count, of, undefinedBecause } = repeats.followed;
  const share = undefinedBecause === null ? shareOf(of - count, of) : { ...repeats.followed, count: 0 };
  return { basis: 'NO_REPEAT', share, coverage: shareOf(of, contacts), repeats };
}

/** Where the contacts that it would be counted from are not kept any more. */
export const untoldRepeats = (rule: RepeatRule, cause: UndefinedCause): Repeats => {
  const share: Share = { ...noFigure(cause), count: 0, of: 0, interval: null };
  return {
    ...{ ...rule, followed: share, repeats: share, censoredAfter: 0, censoredBefore: 0 },
    ...{ withoutCustomer: 0, withoutReason: 0 },
  };
};
