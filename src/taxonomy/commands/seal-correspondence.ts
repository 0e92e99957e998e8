import type { Tx } from '../../platform/command/command';
import { newId, type ActorId, type Id } from '../../platform/ids';
import {
  deriveCorrespondence,
  sealedCorrespondence,
  splitOffsIn,
  type CorrespondenceBody,
  type Operation,
  type Origin,
  type ReasonTree,
  type VersionRecord,
} from '../domain';
import { CorrespondenceRepository } from '../persistence/correspondence.repository';

export interface SealWish {
  readonly from: VersionRecord;
  readonly to: VersionRecord;
  readonly body: CorrespondenceBody;
  readonly revision: number;
  readonly origin: Origin;
  readonly fileDigest: string | null;
  readonly because: string | null;
  readonly actorId: ActorId;
}

export interface SealedAs {
  readonly id: Id<'Correspondence'>;
  readonly digest: string;
}

/** Seals what leads from one version to another, as one revision of it. */
export async function sealCorrespondence(tx: Tx, wish: SealWish): Promise<SealedAs> {
  const { from, to, body, actorId, ...told } = wish;
  const id = newId<'Correspondence'>();
  const sealed = sealedCorrespondence(body, { fromDigest: from.contentDigest, toDigest: to.contentDigest });
  await tx.repository(CorrespondenceRepository).add(
    {
      ...{ id, taxonomyId: from.taxonomyId, toTaxonomyId: to.taxonomyId, digest: sealed.digest, ...told },
      ...{ fromVersionId: from.id, toVersionId: to.id, recordedAt: tx.now, recordedBy: actorId },
    },
    sealed,
  );
  return { id, digest: sealed.digest };
}

/** The contents of a version and of the one before it. */
export interface NextVersion {
  readonly from: VersionRecord;
  readonly to: VersionRecord;
  readonly fromTree: ReasonTree;
  readonly toTree: ReasonTree;
  /** Those of the draft that can tell of a split-off. */
  readonly operations: readonly Operation[];
}

/** What follows from a version and the one before it, and from how it was made, sealed with it when it is published. */
export const sealDerived = (
  tx: Tx,
  { from, to, fromTree, toTree, operations }: NextVersion,
  actorId: ActorId,
): Promise<SealedAs> =>
  sealCorrespondence(tx, {
    ...{ from, to, body: deriveCorrespondence(fromTree, toTree, splitOffsIn(operations)), actorId },
    ...{ revision: 1, origin: 'DERIVED', fileDigest: null, because: null },
  });
