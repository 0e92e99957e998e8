import type { Tx } from '../../platform/command/command';
import type { DraftId } from '../../platform/ids';
import type { VersionRecord } from '../domain';
import {
  CorrespondenceRepository,
  type CorrespondenceRecord,
  type KeptFile,
} from '../persistence/correspondence.repository';

/** Keeps the bytes of a file under their digest. */
export const keepFile = (tx: Tx, digest: string, bytes: Uint8Array): Promise<void> =>
  tx.repository(CorrespondenceRepository).addFile(digest, bytes);

/** Keeps which file a draft came from, and how it was read. */
export async function keepDraftSource(
  tx: Tx,
  draftId: DraftId,
  {
    digest,
    bytes,
    readAs,
  }: { readonly digest: string; readonly bytes: Uint8Array; readonly readAs: unknown },
): Promise<void> {
  await keepFile(tx, digest, bytes);
  await tx
    .repository(CorrespondenceRepository)
    .addDraftSource(draftId, { fileDigest: digest, readAs }, tx.now);
}

/** The digests of the files that a version came from. */
export async function sourcesOfVersion(tx: Tx, { draftId }: VersionRecord): Promise<readonly string[]> {
  const sources = await tx.repository(CorrespondenceRepository).sourcesOf([draftId]);
  return sources.map(({ fileDigest }) => fileDigest);
}

/** The files that a version came from, the first one first, with the options that they were read with. */
export const filesOfVersion = (tx: Tx, { draftId }: VersionRecord): Promise<readonly KeptFile[]> =>
  tx.repository(CorrespondenceRepository).filesOf(draftId);

/** The newest revision of what leads from one version to another; null where there is none. */
export const newestCorrespondence = (
  tx: Tx,
  from: VersionRecord,
  to: VersionRecord,
): Promise<CorrespondenceRecord | null> => tx.repository(CorrespondenceRepository).between(from.id, to.id);
