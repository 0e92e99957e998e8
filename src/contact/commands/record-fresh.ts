import type { Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { GivenContact } from '../domain';
import { ContactWriter } from '../persistence/contact-writer';
import { StoredContacts } from '../persistence/stored-contacts';
import { UsageRepository } from '../persistence/usage.repository';
import { erasedAmong } from './erased-contacts';
import type { PreparedPart } from './prepared-part';

const asked = 20;

/** Whether contacts look as if none were known: a few of them are looked for. */
export async function lookFresh(
  tx: Tx,
  taxonomyId: TaxonomyId,
  contacts: readonly GivenContact[],
): Promise<boolean> {
  const step = Math.max(1, Math.floor(contacts.length / asked));
  const some = contacts.flatMap(({ source, externalId }, at) =>
    at % step === 0 && source !== null && externalId !== null ? [{ source, externalId }] : [],
  );
  return (await tx.repository(StoredContacts).identities(taxonomyId, some)).length === 0;
}

/**
 * Records the contacts of a part if all of them are new, which the database tells as it writes them; false, and nothing is
 * written, where one is known, or is not to come back, or is named twice: then each has to be looked at.
 */
export async function recordFresh(tx: Tx, taxonomyId: TaxonomyId, part: PreparedPart): Promise<boolean> {
  if (part.hasRepeats) return false;
  const names = [...part.named].flatMap(([source, ids]) =>
    [...ids].map((externalId) => ({ source, externalId })),
  );
  if ((await erasedAmong(tx, taxonomyId, names)).size > 0) return false;
  const writer = tx.repository(ContactWriter);
  await writer.openMonths([...part.months.values()]);
  if (!(await writer.addIfNew(part.written, tx.now))) return false;
  await writer.addExcerpts(taxonomyId, part.excerpts);
  await tx.repository(UsageRepository).add(taxonomyId, part.change);
  return true;
}
