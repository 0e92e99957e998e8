import type { Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import type { TaxonomyRecord, VersionRecord } from '../domain';
import { ReadRepository } from '../persistence/read.repository';
import { TaxonomyRepository } from '../persistence/taxonomy.repository';

/** A taxonomy as a command of another module needs to know it. */
export const knownTaxonomy = (tx: Tx, id: TaxonomyId): Promise<TaxonomyRecord | null> =>
  tx.repository(TaxonomyRepository).taxonomy(id);

/** A version by its number, likewise. */
export const knownVersion = (tx: Tx, taxonomyId: TaxonomyId, number: number): Promise<VersionRecord | null> =>
  tx.repository(ReadRepository).versionByNumber(taxonomyId, number);
