import type { Principal } from '../../access/domain';
import type { VersionRecord } from '../domain';

/** Whoever is told that somebody fetched a version, and keeps nobody waiting over it. */
export interface FetchListener {
  note(actor: Principal, version: Pick<VersionRecord, 'taxonomyId' | 'number'>): void;
}
