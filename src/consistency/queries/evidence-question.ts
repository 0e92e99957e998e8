import type { ContactId } from '../../contact/domain';
import type { TaxonomyId } from '../../platform/ids';
import type { EvidencePurpose } from '../domain';

/** Evidence of one purpose from audits or sessions that were closed from the first day on and before the second. */
export interface EvidenceQuestion {
  readonly taxonomyId: TaxonomyId;
  readonly window: { readonly from: string; readonly until: string };
  readonly purpose: EvidencePurpose;
  /** Contacts that are left out, such as those that the asker codes blind anew. */
  readonly without?: readonly ContactId[];
}
