import type { Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import { notFound, type NotFound } from '../../platform/problem';
import { err, ok, type Result } from '../../platform/result';
import { knownTaxonomy } from '../../taxonomy';
import type { TaxonomyRecord } from '../../taxonomy/domain';
import { keptFrom, LocalClock, observableFrom, takenFrom } from '../domain';
import { PrivacyRepository } from '../persistence/privacy.repository';
import { UsageRepository } from '../persistence/usage.repository';

/** The taxonomy, for whoever may keep its privacy, with its contacts locked: nobody records or counts any meanwhile. */
export async function lockedForPrivacy(
  tx: Tx,
  taxonomyId: TaxonomyId,
  hidden: NotFound = notFound('taxonomy', taxonomyId),
): Promise<Result<TaxonomyRecord, NotFound>> {
  tx.permit({ taxonomyId }, hidden);
  const taxonomy = await knownTaxonomy(tx, taxonomyId);
  if (taxonomy === null) return err(hidden);
  await tx.repository(UsageRepository).lock(taxonomyId);
  return ok(taxonomy);
}

/** The first day whose contacts are kept by a number of months, by the clock of the taxonomy. */
export const keptFromNow = (tx: Tx, { timeZone }: TaxonomyRecord, months: number): string =>
  keptFrom(months, LocalClock.of(timeZone).dayOf(tx.now));

/** The first day of which contacts are taken; null: of all days. */
export async function contactsTakenFrom(tx: Tx, taxonomy: TaxonomyRecord): Promise<string | null> {
  const privacy = tx.repository(PrivacyRepository);
  const { months } = await privacy.retention(taxonomy.id);
  const kept = months === null ? null : keptFromNow(tx, taxonomy, months);
  return takenFrom(kept, observableFrom(await privacy.months(taxonomy.id)));
}
