import type { Command, Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import {
  customerHeld,
  customerKeyOf,
  holdsOn,
  mustNotName,
  type CustomerHeld,
  type CustomerNamed,
  type NamedCustomer,
} from '../domain';
import { ErasureRepository, type ContactOfCustomer } from '../persistence/erasure.repository';
import { PrivacyRepository } from '../persistence/privacy.repository';
import { nameForDigest, Pseudonyms } from '../persistence/pseudonyms';
import { lockedForPrivacy } from './privacy-scene';

export interface EraseCustomerInput {
  readonly taxonomyId: TaxonomyId;
  readonly of: NamedCustomer;
  readonly because: string;
}

/** What was found of a customer, and is found no more. */
export interface ErasedCustomer {
  readonly taxonomyId: TaxonomyId;
  readonly contacts: number;
  readonly excerpts: number;
  readonly codings: number;
  readonly rejections: number;
  /** Holds that were released, and tell no more whom they were of. */
  readonly holds: number;
}

/**
 * Takes a customer out of everything that is kept of contacts. The contacts stay, as those of nobody: what is counted is what it
 * was. Neither the customer nor the pseudonym is told in the history, in a refusal or in a log.
 */
export const eraseCustomer: Command<
  EraseCustomerInput,
  ErasedCustomer,
  NotFound | TextProblem | CustomerNamed | CustomerHeld
> = {
  name: 'eraseCustomer',
  permission: 'keepPrivacy',
  refusalsAreNoted: true,
  inputIsSecret: true,
  async execute(tx, { taxonomyId, of, because }) {
    const locked = await lockedForPrivacy(tx, taxonomyId);
    if (!locked.ok) return locked;
    const text = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!text.ok) return text;
    const pseudonyms = tx.repository(Pseudonyms);
    const key = customerKeyOf(of, (customer) => pseudonyms.of(taxonomyId, customer));
    if (!key.ok) return key;
    const erasure = tx.repository(ErasureRepository);
    await erasure.takeYourTime();
    const contacts = await erasure.contactsOf(taxonomyId, key.value);
    const customer = 'customer' in of ? [of.customer] : [];
    const names = [...customer, key.value, ...contacts.map(({ externalId }) => externalId)];
    const reason = mustNotName(text.value, names);
    if (!reason.ok) return reason;
    const holds = holdsOn(contacts, key.value, await tx.repository(PrivacyRepository).holding(taxonomyId));
    if (holds.length > 0) return err(customerHeld(holds));
    const erased = await erase(tx, { taxonomyId, customerKey: key.value, contacts, names });
    const found = erased.contacts + erased.rejections + erased.holds;
    if (found === 0) return ok({ value: erased, unchanged: true });
    const { taxonomyId: id, ...after } = erased;
    const change = { kind: 'eraseCustomer', subject: { type: 'Taxonomy', id }, before: null, after };
    return ok({ value: erased, changes: [change], because: reason.value });
  },
};

async function erase(
  tx: Tx,
  {
    taxonomyId,
    customerKey,
    contacts,
    names,
  }: {
    readonly taxonomyId: TaxonomyId;
    readonly customerKey: string;
    readonly contacts: readonly ContactOfCustomer[];
    readonly names: readonly string[];
  },
): Promise<ErasedCustomer> {
  const erasure = tx.repository(ErasureRepository);
  const pseudonyms = tx.repository(Pseudonyms);
  const ids = contacts.map(({ id }) => id);
  await erasure.loosenUnmapped(taxonomyId, ids);
  await erasure.loosen(taxonomyId, ids);
  const beside = await erasure.removeBeside(taxonomyId, ids, names);
  await erasure.keepNames(
    taxonomyId,
    contacts.map((contact) => pseudonyms.of(taxonomyId, nameForDigest(contact))),
  );
  const holds = await tx.repository(PrivacyRepository).forgetCustomer(taxonomyId, customerKey);
  return { taxonomyId, contacts: contacts.length, ...beside, holds };
}
