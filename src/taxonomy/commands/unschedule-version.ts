import type { Command } from '../../platform/command/command';
import type { DraftId, VersionId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { mustBeText, textLimits, type TextProblem } from '../../platform/text';
import { mustBeUnschedulable, type VersionNotScheduled } from '../domain';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

export interface UnscheduleVersionInput {
  readonly versionId: VersionId;
  readonly because: string;
}

/** Withdraws a version that is not in force yet: its draft is approved again, and its number is not given again. */
export const unscheduleVersion: Command<
  UnscheduleVersionInput,
  { versionId: VersionId; draftId: DraftId },
  NotFound | TextProblem | VersionNotScheduled
> = {
  name: 'unscheduleVersion',
  permission: 'publishVersion',
  refusalsAreNoted: true,
  async execute(tx, { versionId, because }) {
    const repository = tx.repository(TaxonomyRepository);
    const hidden = notFound('version', versionId);
    const named = await repository.version(versionId);
    if (named === null) return err(hidden);
    const draft = await repository.lockDraft(named.draftId);
    await repository.lockTaxonomy(named.taxonomyId);
    tx.permit({ taxonomyId: named.taxonomyId }, hidden);
    const reason = mustBeText(because, { field: 'because', maxLength: textLimits.note, multiline: true });
    if (!reason.ok) return reason;
    const version = (await repository.version(versionId)) ?? named;
    const newest = (await repository.newestVersion(named.taxonomyId)) ?? version;
    const allowed = mustBeUnschedulable(version, { newest, now: await repository.clock() });
    if (!allowed.ok) return allowed;
    if (draft === null) throw new Error(`the draft of version ${versionId} is not there`);
    await repository.withdrawVersion(versionId, tx.now);
    await repository.changeDraft(draft.id, { state: 'APPROVED' });
    const { number, effectiveFrom, contentDigest: versionDigest } = version;
    const subject = { type: 'Version', id: versionId };
    const before = { number, effectiveFrom: effectiveFrom.toISOString() };
    const after = { withdrawnAt: tx.now.toISOString(), draftId: draft.id };
    const changes = [{ kind: 'unscheduleVersion', subject, before, after }] as const;
    return ok({
      value: { versionId, draftId: draft.id },
      changes,
      because: reason.value,
      draft,
      versionDigest,
    });
  },
};
