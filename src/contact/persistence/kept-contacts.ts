import type { TaxonomyId } from '../../platform/ids';

/**
 * Since when the contacts of a taxonomy are there. What is counted from single contacts cannot be told of days before; what
 * was counted when they came can. Which class answers is decided where the service is put together.
 */
export abstract class KeptContacts {
  /** The first day of which all that came is kept; null: nothing was ever removed. */
  abstract since(taxonomyId: TaxonomyId): Promise<string | null>;
}

/** Where nothing removes contacts. */
export class EveryContactKept extends KeptContacts {
  override since(): Promise<null> {
    return Promise.resolve(null);
  }
}
