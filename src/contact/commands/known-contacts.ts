import type { Tx } from '../../platform/command/command';
import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { CoderId, CoderRecord, ContactId, ContactRecord } from '../domain';
import { CoderRepository } from '../persistence/coder.repository';
import { ContactRepository, type ContactSample } from '../persistence/contact.repository';

/** A contact, and whether there is something to read of it. */
export type CodableContact = ContactRecord & { readonly hasExcerpt: boolean };

/** Of the given contacts, those of the taxonomy, in the order given. */
export async function contactsByHand(
  tx: Tx,
  taxonomyId: TaxonomyId,
  ids: readonly ContactId[],
): Promise<readonly CodableContact[]> {
  const found = new Map(
    (await tx.repository(ContactRepository).contacts(taxonomyId, ids)).map((contact) => [
      contact.id,
      contact,
    ]),
  );
  return withExcerpts(
    tx,
    ids.flatMap((id) => found.get(id) ?? []),
  );
}

/** Contacts drawn by a seed: the same ones again from the same contacts. */
export const contactsBySample = async (tx: Tx, sample: ContactSample): Promise<readonly CodableContact[]> =>
  withExcerpts(tx, await tx.repository(ContactRepository).sample(sample));

async function withExcerpts(tx: Tx, contacts: readonly ContactRecord[]): Promise<readonly CodableContact[]> {
  const excerpts = await tx.repository(ContactRepository).excerpts(contacts.map(({ id }) => id));
  const said = new Set(excerpts.map(({ contactId }) => contactId));
  return contacts.map((contact) => ({ ...contact, hasExcerpt: said.has(contact.id) }));
}

/** Of the given coders, those of the taxonomy, in the order given. */
export async function codersOf(
  tx: Tx,
  taxonomyId: TaxonomyId,
  ids: readonly CoderId[],
): Promise<readonly CoderRecord[]> {
  const coders = await tx.repository(CoderRepository).coders(ids);
  const found = new Map(
    coders.filter((coder) => coder.taxonomyId === taxonomyId).map((coder) => [coder.id, coder]),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The coder that somebody signs in as; null where they are none here. */
export const coderOfActor = (tx: Tx, taxonomyId: TaxonomyId, actorId: ActorId): Promise<CoderRecord | null> =>
  tx.repository(CoderRepository).ofActor(taxonomyId, actorId);
