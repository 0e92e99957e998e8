import type { Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { CheckedContact } from '../domain';
import { ErasureRepository } from '../persistence/erasure.repository';
import { nameForDigest, Pseudonyms } from '../persistence/pseudonyms';

export type NamedContact = Pick<CheckedContact, 'source' | 'externalId'>;

export const nameOf = ({ source, externalId }: NamedContact): string => `${source}\n${externalId}`;

/** The names of those whose customer was erased: whoever sends them again brings nobody back. */
export async function erasedAmong(
  tx: Tx,
  taxonomyId: TaxonomyId,
  contacts: readonly NamedContact[],
): Promise<ReadonlySet<string>> {
  const erasure = tx.repository(ErasureRepository);
  if (!(await erasure.hasErased(taxonomyId))) return new Set();
  const pseudonyms = tx.repository(Pseudonyms);
  const names = new Map(
    contacts.map((contact) => [pseudonyms.of(taxonomyId, nameForDigest(contact)), nameOf(contact)]),
  );
  const found = await erasure.erasedAmong(taxonomyId, [...names.keys()]);
  return new Set([...names].flatMap(([digest, name]) => (found.has(digest) ? [name] : [])));
}
