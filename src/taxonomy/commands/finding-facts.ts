import type { Tx } from '../../platform/command/command';
import type { DraftId } from '../../platform/ids';
import { waiversOf, type FindingScene, type TaxonomyRecord } from '../domain';
import { WaiverRepository } from '../persistence/waiver.repository';
import { DraftOwners } from './draft-owners';
import { ResolutionFacts } from './resolution-facts';

/** What findings of a draft rest on beside content, policy and owners; null is a draft that is not there yet. */
export async function findingFacts(
  tx: Tx,
  { id, policy }: TaxonomyRecord,
  draftId: DraftId | null,
): Promise<Pick<FindingScene, 'resolutions' | 'departments' | 'waivers'>> {
  const isAsked = policy.severities.UNKNOWN_RESOLUTION !== 'OFF';
  const [resolutions = null] = isAsked ? await tx.repository(ResolutionFacts).codesNow([id]) : [];
  const [departments = null] =
    policy.severities.UNKNOWN_DEPARTMENT === 'OFF'
      ? []
      : await tx.repository(DraftOwners).departmentsNow([id]);
  const waivers = waiversOf(await tx.repository(WaiverRepository).inForce([id]), draftId);
  return { resolutions, departments, waivers };
}
