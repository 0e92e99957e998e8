import type { Command } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok } from '../../platform/result';
import { knownTaxonomy } from '../../taxonomy';
import { UsageRepository } from '../persistence/usage.repository';

export interface RebuildUsageCountsInput {
  readonly taxonomyId: TaxonomyId;
  /** To tell only how many counts are wrong. */
  readonly checkOnly: boolean;
}

export interface RebuiltUsageCounts {
  /** Counts in which the contacts, counted one by one, were not what was kept. */
  readonly differing: number;
  readonly rebuilt: boolean;
}

/** Counts a taxonomy's contacts one by one, and puts right what was counted otherwise. Meanwhile none is recorded. */
export const rebuildUsageCounts: Command<RebuildUsageCountsInput, RebuiltUsageCounts, NotFound> = {
  name: 'rebuildUsageCounts',
  permission: 'keepUsageCounts',
  async execute(tx, { taxonomyId, checkOnly }) {
    const hidden = notFound('taxonomy', taxonomyId);
    tx.permit({ taxonomyId }, hidden);
    if ((await knownTaxonomy(tx, taxonomyId)) === null) return err(hidden);
    const counts = tx.repository(UsageRepository);
    await counts.lock(taxonomyId);
    const differing = await counts.differences(taxonomyId);
    if (!checkOnly) while ((await counts.countMonthOrNext(taxonomyId, null)) > 0);
    if (checkOnly || differing === 0) return ok({ value: { differing, rebuilt: false }, unchanged: true });
    await counts.rebuild(taxonomyId);
    const subject = { type: 'Taxonomy', id: taxonomyId };
    const change = { kind: 'rebuildUsageCounts', subject, before: { differing }, after: { differing: 0 } };
    return ok({ value: { differing, rebuilt: true }, changes: [change] });
  },
};
