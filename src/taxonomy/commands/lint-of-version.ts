import type { Tx } from '../../platform/command/command';
import { inTurns } from '../../platform/turns';
import {
  findingsInSteps,
  type FindingReport,
  type ReasonTree,
  type TaxonomyRecord,
  type VersionRecord,
} from '../domain';
import { ContentStore } from '../persistence/content-store';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';
import { DraftOwners } from './draft-owners';
import { findingFacts } from './finding-facts';

/** What may be wrong with a version under the policy, the owners, the resolution codes and the waivers of now. */
export async function lintOfVersion(
  tx: Tx,
  taxonomy: TaxonomyRecord,
  version: VersionRecord,
): Promise<{ readonly tree: ReasonTree; readonly report: FindingReport }> {
  const { policy, languages } = taxonomy;
  const channels = taxonomy.channels.map((channel) => channel.code);
  const contents = tx.repository(ContentStore);
  const repository = tx.repository(TaxonomyRepository);
  const tree = await contents.sealed(version.contentDigest);
  const draft = await repository.draft(version.draftId);
  const declared = draft === null ? new Set<never>() : await repository.declaredLabels(draft);
  const before = { tree: await contents.baseOf(version), declared };
  const owners = await tx.repository(DraftOwners).ownersNow(taxonomy.id, null);
  const facts = await findingFacts(tx, taxonomy, version.draftId);
  const scene = { tree, policy, languages, channels, owners, before, ...facts };
  return { tree, report: await inTurns(findingsInSteps(scene)) };
}
