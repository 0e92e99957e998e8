import type { Tx } from '../../platform/command/command';
import type { ReasonId, TaxonomyId } from '../../platform/ids';
import type { TaxonomyRecord, VersionRecord } from '../domain';
import { ReadRepository } from '../persistence/read.repository';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

/** A taxonomy as a command of another module needs to know it. */
export const knownTaxonomy = (tx: Tx, id: TaxonomyId): Promise<TaxonomyRecord | null> =>
  tx.repository(TaxonomyRepository).taxonomy(id);

/** A version by its number, likewise. */
export const knownVersion = (tx: Tx, taxonomyId: TaxonomyId, number: number): Promise<VersionRecord | null> =>
  tx.repository(ReadRepository).versionByNumber(taxonomyId, number);

/** All versions of a taxonomy, scheduled ones too, by number. */
export const knownVersions = (tx: Tx, taxonomyId: TaxonomyId): Promise<readonly VersionRecord[]> =>
  tx.repository(ReadRepository).versionsOf([taxonomyId]);

/** Every code that a version of the taxonomy bound to a reason for ever. */
export const knownCodes = (tx: Tx, taxonomyId: TaxonomyId): Promise<ReadonlyMap<string, ReasonId>> =>
  tx.repository(TaxonomyRepository).allReservedCodes(taxonomyId);
