import type { ActorId, TaxonomyId } from '../../platform/ids';
import type { ContactId } from '../domain';

/**
 * All that contacts ask of whoever has them coded blind. Sessions and audits build on contacts and not the other way round:
 * which classes answer is decided where the service is put together.
 */
export abstract class BlindCoding {
  /** The contacts of a taxonomy that an actor is to code, or has coded, and of which nothing is revealed to them yet. */
  abstract contactsOf(taxonomyId: TaxonomyId, actorId: ActorId): Promise<readonly ContactId[]>;

  /** The same of anybody: what is computed for all to read says nothing of these. */
  abstract contactsOfAnybody(taxonomyId: TaxonomyId): Promise<readonly ContactId[]>;
}
