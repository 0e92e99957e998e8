import { coderOfActor } from '../../contact';
import type { CoderId } from '../../contact/domain';
import type { Command, Tx } from '../../platform/command/command';
import type { TaxonomyId, VersionId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { baseTree, knownTaxonomy, knownVersion, sealedTree } from '../../taxonomy';
import type { VersionRecord } from '../../taxonomy/domain';
import { guidelineChanges, guidelinesUnchanged, type GuidelinesUnchanged } from '../domain';
import { AftermathRepository } from '../persistence/aftermath.repository';

export interface AcknowledgeGuidelinesInput {
  readonly taxonomyId: TaxonomyId;
  readonly version: number;
}

export interface AcknowledgedGuidelines {
  readonly taxonomyId: TaxonomyId;
  readonly versionId: VersionId;
  readonly coderId: CoderId;
}

/** A coder says that they have read how the guidelines of a version differ from those of the one before. */
export const acknowledgeGuidelines: Command<
  AcknowledgeGuidelinesInput,
  AcknowledgedGuidelines,
  NotFound | GuidelinesUnchanged
> = {
  name: 'acknowledgeGuidelines',
  permission: 'codeInSession',
  async execute(tx, { taxonomyId, version: number }, actor) {
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    if ((await knownTaxonomy(tx, taxonomyId)) === null) return err(hidden);
    const version = await knownVersion(tx, taxonomyId, number);
    if (version === null) return err(notFound('version', String(number)));
    const coder = await coderOfActor(tx, taxonomyId, actor.id);
    if (coder === null) return err(notFound('coder who signs in as you', actor.id));
    if (!(await changesGuidelines(tx, version))) return err(guidelinesUnchanged(number));
    const value = { taxonomyId, versionId: version.id, coderId: coder.id };
    const acknowledged = await tx
      .repository(AftermathRepository)
      .acknowledge({ ...value, actorId: actor.id, at: tx.now });
    if (!acknowledged) return ok({ value, unchanged: true });
    const subject = { type: 'Version', id: version.id };
    const after = { coderId: coder.id };
    return ok({ value, changes: [{ kind: 'acknowledgeGuidelines', subject, before: null, after }] });
  },
};

async function changesGuidelines(tx: Tx, version: VersionRecord): Promise<boolean> {
  const before = await baseTree(tx, version);
  return guidelineChanges(before, await sealedTree(tx, version.contentDigest)).length > 0;
}
