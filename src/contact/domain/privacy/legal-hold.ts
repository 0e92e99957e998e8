import type { ActorId, Id, TaxonomyId } from '../../../platform/ids';
import { err, ok, type Result } from '../../../platform/result';
import type { Problem } from '../../../platform/problem';

export type LegalHoldId = Id<'LegalHold'>;

/** Contacts that nothing removes until it is released: those of some days, or those of one customer. */
export interface LegalHoldRecord {
  readonly id: LegalHoldId;
  readonly taxonomyId: TaxonomyId;
  readonly kind: 'PERIOD' | 'CUSTOMER';
  /** With a period: from the first day on, and before the second. */
  readonly fromDay: string | null;
  readonly untilDay: string | null;
  /** With a customer: the pseudonym; null once it is erased. */
  readonly customerKey: string | null;
  readonly because: string;
  readonly heldBy: ActorId;
  readonly heldAt: Date;
  /** Null, with the two below: it holds. */
  readonly releasedAt: Date | null;
  readonly releasedBy: ActorId | null;
  readonly releasedBecause: string | null;
}

/** What a hold is to be of. */
export type HeldWish =
  | { readonly kind: 'PERIOD'; readonly fromDay: string; readonly untilDay: string }
  | { readonly kind: 'CUSTOMER'; readonly customerKey: string };

export interface HoldRefused extends Problem {
  readonly code: 'HOLD_REFUSED';
  readonly field: string;
}

/** Contacts of a customer that holds keep from being erased. */
export interface CustomerHeld extends Problem {
  readonly code: 'CUSTOMER_HELD';
  readonly holdIds: readonly LegalHoldId[];
}

const mostHolds = 200;

/**
 * Whether a hold can be placed. Refused: days that are none or in the wrong order, the same one that holds already, and more than
 * 200 that hold at once.
 *
 * @example mustBeHold({ kind: 'PERIOD', fromDay: '2026-02-01', untilDay: '2026-01-01' }, []) // err: untilDay
 */
export function mustBeHold(
  wish: HeldWish,
  holding: readonly LegalHoldRecord[],
): Result<HeldWish, HoldRefused> {
  if (wish.kind === 'PERIOD' && wish.untilDay <= wish.fromDay)
    return refused('until', `expected a day after ${wish.fromDay}, but got ${wish.untilDay}`);
  if (holding.some((hold) => isSame(hold, wish)))
    return refused('taxonomy', 'expected something that is not held yet, but the same is held already');
  if (holding.length >= mostHolds)
    return refused(
      'taxonomy',
      `expected at most ${mostHolds} holds at once, but there are as many; release some`,
    );
  return ok(wish);
}

const refused = (field: string, message: string): Result<never, HoldRefused> =>
  err({ code: 'HOLD_REFUSED', field, message: `${field}: ${message}` });

const isSame = (hold: LegalHoldRecord, wish: HeldWish): boolean =>
  wish.kind === 'PERIOD'
    ? hold.fromDay === wish.fromDay && hold.untilDay === wish.untilDay
    : hold.customerKey === wish.customerKey;

/**
 * Of the holds of a taxonomy those that keep contacts of a customer: on the customer, or on a day of one of the contacts.
 *
 * @example holdsOn([{ day: '2026-03-05' }], key, [holdOnMarch]) // [holdOnMarch]
 */
export const holdsOn = (
  contacts: readonly { readonly day: string }[],
  customerKey: string,
  holding: readonly LegalHoldRecord[],
): readonly LegalHoldRecord[] =>
  holding.filter(({ kind, fromDay, untilDay, customerKey: held }) =>
    kind === 'CUSTOMER'
      ? held === customerKey
      : contacts.some(({ day }) => day >= (fromDay ?? '') && day < (untilDay ?? '')),
  );

/** Tells which holds keep a customer; never who it is. */
export function customerHeld(holds: readonly LegalHoldRecord[]): CustomerHeld {
  const named = holds.map((hold) =>
    hold.kind === 'CUSTOMER' ? 'the customer' : `${hold.fromDay} to ${hold.untilDay}`,
  );
  const message = `expected a customer of whom nothing is held, but there are holds on ${named.join(', ')}: release them first`;
  return { code: 'CUSTOMER_HELD', holdIds: holds.map(({ id }) => id), message };
}
