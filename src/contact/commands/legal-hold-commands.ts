import type { Command, Tx } from '../../platform/command/command';
import { newId, type TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  customerKeyOf,
  mustBeHold,
  mustNotName,
  type CustomerNamed,
  type HeldWish,
  type HoldRefused,
  type LegalHoldId,
  type NamedCustomer,
} from '../domain';
import { ErasureRepository } from '../persistence/erasure.repository';
import { PrivacyRepository } from '../persistence/privacy.repository';
import { Pseudonyms } from '../persistence/pseudonyms';
import { lockedForPrivacy } from './privacy-scene';

export interface LegalHoldOnly {
  readonly legalHoldId: LegalHoldId;
}

export interface PlaceLegalHoldInput {
  readonly taxonomyId: TaxonomyId;
  readonly of: { readonly fromDay: string; readonly untilDay: string } | NamedCustomer;
  readonly because: string;
}

/** Keeps contacts of some days, or of one customer, from being removed. Who the customer is stands in no history. */
export const placeLegalHold: Command<
  PlaceLegalHoldInput,
  LegalHoldOnly,
  NotFound | TextProblem | CustomerNamed | HoldRefused
> = {
  name: 'placeLegalHold',
  permission: 'keepPrivacy',
  inputIsSecret: true,
  async execute(tx, { taxonomyId, of, because }, actor) {
    const locked = await lockedForPrivacy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const pseudonyms = tx.repository(Pseudonyms);
    const wish = wishOf(of, (customer) => pseudonyms.of(taxonomyId, customer));
    if (!wish.ok) return wish;
    const reason = mustNotName(text.value, await namesOf(tx, { taxonomyId, of }, wish.value));
    if (!reason.ok) return reason;
    const privacy = tx.repository(PrivacyRepository);
    const possible = mustBeHold(wish.value, await privacy.holding(taxonomyId));
    if (!possible.ok) return possible;
    const legalHoldId = newId<'LegalHold'>();
    const { kind } = wish.value;
    const days = wish.value.kind === 'PERIOD' ? wish.value : { fromDay: null, untilDay: null };
    await privacy.addHold({
      ...{ id: legalHoldId, taxonomyId, kind, fromDay: days.fromDay, untilDay: days.untilDay },
      customerKey: wish.value.kind === 'CUSTOMER' ? wish.value.customerKey : null,
      ...{ because: reason.value, heldBy: actor.id, heldAt: tx.now },
      ...{ releasedAt: null, releasedBy: null, releasedBecause: null },
    });
    const subject = { type: 'LegalHold', id: legalHoldId };
    const after = { kind, fromDay: days.fromDay, untilDay: days.untilDay };
    const change = { kind: 'placeLegalHold', subject, before: null, after };
    return ok({ value: { legalHoldId }, changes: [change], because: reason.value });
  },
};

/** By what a customer who is to be held is known. */
async function namesOf(
  tx: Tx,
  { taxonomyId, of }: Pick<PlaceLegalHoldInput, 'taxonomyId' | 'of'>,
  wish: HeldWish,
): Promise<readonly string[]> {
  if (wish.kind === 'PERIOD') return [];
  const contacts = await tx.repository(ErasureRepository).contactsOf(taxonomyId, wish.customerKey);
  const customer = 'customer' in of ? [of.customer] : [];
  return [...customer, wish.customerKey, ...contacts.map(({ externalId }) => externalId)];
}

function wishOf(
  of: PlaceLegalHoldInput['of'],
  pseudonymOf: (customer: string) => string,
): Result<HeldWish, TextProblem> {
  if ('fromDay' in of) return ok({ kind: 'PERIOD', ...of });
  const key = customerKeyOf(of, pseudonymOf);
  return key.ok ? ok({ kind: 'CUSTOMER', customerKey: key.value }) : key;
}

export interface ReleaseLegalHoldInput extends LegalHoldOnly {
  readonly because: string;
}

/** Lets go of what was held: the next purge removes what is old enough. A second time changes nothing. */
export const releaseLegalHold: Command<ReleaseLegalHoldInput, LegalHoldOnly, NotFound | TextProblem> = {
  name: 'releaseLegalHold',
  permission: 'keepPrivacy',
  async execute(tx, { legalHoldId, because }, actor) {
    const hidden = notFound('legal hold', legalHoldId);
    const privacy = tx.repository(PrivacyRepository);
    const [named] = await privacy.holds([legalHoldId]);
    if (named === undefined) return err(hidden);
    const locked = await lockedForPrivacy(tx, named.taxonomyId, hidden);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    // Whoever held the lock before may have released it.
    const [hold = named] = await privacy.holds([legalHoldId]);
    if (hold.releasedAt !== null) return ok({ value: { legalHoldId }, unchanged: true });
    await privacy.release(legalHoldId, { by: actor.id, at: tx.now, because: text.value });
    const { kind, fromDay, untilDay } = hold;
    const change = {
      ...{ kind: 'releaseLegalHold', subject: { type: 'LegalHold', id: legalHoldId } },
      ...{ before: { kind, fromDay, untilDay }, after: { releasedAt: tx.now.toISOString() } },
    };
    return ok({ value: { legalHoldId }, changes: [change], because: text.value });
  },
};
