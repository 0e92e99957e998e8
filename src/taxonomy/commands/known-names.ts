import type { Tx } from '../../platform/command/command';
import type { KnownNames, TaxonomyRecord } from '../domain';
import { DraftOwners } from './draft-owners';

/** Whom and what triggers of a taxonomy may name now. */
export async function knownNames(
  tx: Tx,
  { id, channels }: Pick<TaxonomyRecord, 'id' | 'channels'>,
): Promise<KnownNames> {
  const [departments] = await tx.repository(DraftOwners).departmentsNow([id]);
  return { departments: departments?.standing ?? [], channels: channels.map(({ code }) => code) };
}
