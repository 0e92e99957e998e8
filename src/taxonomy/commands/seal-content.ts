import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Tx } from '../../platform/command/command';
import { sha256Hex } from '../../platform/digest';
import type { DraftId, TaxonomyId, VersionId } from '../../platform/ids';
import { canonicalBytes, type ReasonTree, type TaxonomyRecord, type VersionRecord } from '../domain';
import { ContentStore } from '../persistence/content-store';
import { TaxonomyRepository, type SnapshotBytes } from '../persistence/taxonomy.repository';

const jsonMediaType = 'application/json; charset=utf-8';

/** A content that stays as it is, under its digest, whatever becomes of the draft it was taken from. */
export interface SealedContent {
  readonly digest: string;
  readonly tree: ReasonTree;
  /** Such as "version 3" or "draft Cards, head 12". */
  readonly name: string;
}

/** Seals the content that a draft of the taxonomy has at its present head; null where the taxonomy has no such draft. */
export async function sealDraft(
  tx: Tx,
  taxonomy: TaxonomyRecord,
  draftId: DraftId,
): Promise<SealedContent | null> {
  const repository = tx.repository(TaxonomyRepository);
  const draft = await repository.draft(draftId);
  if (draft === null || draft.taxonomyId !== taxonomy.id) return null;
  const tree = await tx.repository(ContentStore).ofDraft(draft, taxonomy.languages);
  const bytes = canonicalBytes({ taxonomyKey: taxonomy.key, languages: taxonomy.languages, tree });
  const digest = sha256Hex(bytes);
  await repository.addSnapshot(await snapshotOf(digest, Buffer.from(bytes)));
  return { digest, tree, name: `draft ${draft.title}, head ${draft.head}` };
}

/** The content of a version, which is sealed; null where the taxonomy has no such version. */
export async function sealedVersion(
  tx: Tx,
  taxonomyId: TaxonomyId,
  versionId: VersionId,
): Promise<SealedContent | null> {
  const version = await tx.repository(TaxonomyRepository).version(versionId);
  if (version === null || version.taxonomyId !== taxonomyId) return null;
  const tree = await sealedTree(tx, version.contentDigest);
  return { digest: version.contentDigest, tree, name: `version ${version.number}` };
}

/** The tree of a content that was sealed. */
export const sealedTree = (tx: Tx, digest: string): Promise<ReasonTree> =>
  tx.repository(ContentStore).sealed(digest);

/** The tree that a version was built on: that of its base, or nothing. */
export const baseTree = (tx: Tx, version: Pick<VersionRecord, 'baseVersionId'>): Promise<ReasonTree> =>
  tx.repository(ContentStore).baseOf(version);

/** The bytes as clients ask for them, made once and not per request. Five is where brotli stops being slow. */
export async function snapshotOf(digest: string, bytes: Buffer): Promise<SnapshotBytes> {
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes),
    promisify(brotliCompress)(bytes, { params: quality }),
  ]);
  return { digest, mediaType: jsonMediaType, bytes, gzip: zipped, brotli };
}
