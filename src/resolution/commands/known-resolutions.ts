import type { Tx } from '../../platform/command/command';
import type { TaxonomyId } from '../../platform/ids';
import { ResolutionList } from '../domain';
import { ResolutionRepository } from '../persistence/resolution.repository';

/** The resolution codes of a taxonomy as a command of another module needs to know them. */
export const knownResolutions = async (tx: Tx, taxonomyId: TaxonomyId): Promise<ResolutionList> =>
  ResolutionList.of(await tx.repository(ResolutionRepository).ofTaxonomies([taxonomyId]));
