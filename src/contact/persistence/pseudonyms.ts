import { createSecretKey } from 'node:crypto';
import { hmacSha256Hex } from '../../platform/digest';
import type { TaxonomyId } from '../../platform/ids';

/** What customers are known by here. The key that it takes is no row: it is given to the service where it is put together. */
export abstract class Pseudonyms {
  /** The same for the same customer of the same taxonomy, and not to be told back without the key. */
  abstract of(taxonomyId: TaxonomyId, customer: string): string;
}

/** What a contact is known by once its customer is erased: a name that no customer has. */
export const nameForDigest = ({
  source,
  externalId,
}: {
  readonly source: string;
  readonly externalId: string;
}): string => `contact\n${source}\n${externalId}`;

const pseudonymLength = 32;

/** Pseudonyms of 128 bits under a key; of different taxonomies, so that nobody is followed from one to another. */
export function pseudonymsUnder(key: string): new () => Pseudonyms {
  // Made ready once: of millions of customers each preparation counts.
  const secret = createSecretKey(key, 'utf8');
  return class extends Pseudonyms {
    of(taxonomyId: TaxonomyId, customer: string): string {
      return hmacSha256Hex(secret, `${taxonomyId}:${customer}`).slice(0, pseudonymLength);
    }
  };
}
