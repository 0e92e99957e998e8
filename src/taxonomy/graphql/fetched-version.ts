import type { Principal } from '../../access/domain';
import type { VersionRecord } from '../domain';
import type { FetchListener } from '../queries/fetch-listener';
import { TaxonomyVersionType } from './version.type';

/** A version that is shown, and that whoever asked has fetched. */
export function fetchedVersion(
  version: VersionRecord | null,
  actor: Principal,
  fetches: FetchListener,
): TaxonomyVersionType | null {
  if (version === null) return null;
  fetches.note(actor, version);
  return new TaxonomyVersionType(version);
}
