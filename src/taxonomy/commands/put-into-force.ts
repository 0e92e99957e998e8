import type { Command } from '../../platform/command/command';
import type { VersionId } from '../../platform/ids';
import { notFound } from '../../platform/problem';
import { ok } from '../../platform/result';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

/**
 * Notes that a scheduled version came into force, once, whichever instance comes first. It is in force without this note:
 * that follows from its moment and the clock.
 */
export const putIntoForce: Command<Record<never, never>, { versionId: VersionId | null }, never> = {
  name: 'putIntoForce',
  permission: 'publishVersion',
  async execute(tx) {
    const repository = tx.repository(TaxonomyRepository);
    const version = await repository.lockDueVersion();
    const taxonomyId = version?.taxonomyId ?? null;
    tx.permit({ taxonomyId }, notFound('taxonomy', taxonomyId ?? ''));
    if (version === null) return ok({ value: { versionId: null }, unchanged: true });
    await repository.changeDraft(version.draftId, { state: 'PUBLISHED' });
    const { id: versionId, number, effectiveFrom, draftId, contentDigest: versionDigest } = version;
    const subject = { type: 'Version', id: versionId };
    const after = { state: 'PUBLISHED', number, effectiveFrom: effectiveFrom.toISOString(), draftId };
    const changes = [{ kind: 'putIntoForce', subject, before: { state: 'SCHEDULED' }, after }] as const;
    return ok({ value: { versionId }, changes, versionDigest });
  },
};
