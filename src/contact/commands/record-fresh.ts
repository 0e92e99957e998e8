import type { Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { FileRow } from '../domain';
import { ContactWriter } from '../persistence/contact-writer';
import { ErasureRepository } from '../persistence/erasure.repository';
import { StoredContacts } from '../persistence/stored-contacts';
import { UsageRepository } from '../persistence/usage.repository';
import { erasedAmong, type NamedContact } from './erased-contacts';
import type { PreparedPart } from './prepared-part';

const asked = 20;

/** Whether rows look as if none of their contacts were known: a few of them are looked for. */
export async function lookFresh(tx: Tx, taxonomyId: TaxonomyId, rows: readonly FileRow[]): Promise<boolean> {
  const step = Math.max(1, Math.floor(rows.length / asked));
  const some = namesOf(rows.filter((_, at) => at % step === 0));
  return (await tx.repository(StoredContacts).identities(taxonomyId, some)).length === 0;
}

/**
 * Records the contacts of a part if all of them are new, which the database tells as it writes them. False, with nothing
 * written, where one is known, or named twice, or is not to come back: then each has to be looked at.
 */
export async function recordFresh(
  tx: Tx,
  taxonomyId: TaxonomyId,
  { part, rows }: { readonly part: PreparedPart; readonly rows: readonly FileRow[] },
): Promise<boolean> {
  const mayBeErased = await tx.repository(ErasureRepository).hasErased(taxonomyId);
  if (mayBeErased && (await erasedAmong(tx, taxonomyId, namesOf(rows))).size > 0) return false;
  const writer = tx.repository(ContactWriter);
  await writer.openMonths([...part.months.values()]);
  if (!(await writer.addIfNew(part.written, tx.now))) return false;
  await writer.addExcerpts(taxonomyId, part.excerpts);
  await tx.repository(UsageRepository).add(taxonomyId, part.change);
  return true;
}

function namesOf(rows: readonly FileRow[]): readonly NamedContact[] {
  const names: NamedContact[] = [];
  for (const fileRow of rows) {
    const row = fileRow.read();
    if (!('contact' in row)) continue;
    const { source, externalId } = row.contact;
    if (source !== null && externalId !== null)
      names.push({ source: textOf(source), externalId: textOf(externalId) });
  }
  return names;
}

/** As texts are recorded. */
const textOf = (given: string): string => given.normalize('NFC').trim();
