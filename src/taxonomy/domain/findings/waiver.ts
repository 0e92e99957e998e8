import type { ActorId, DraftId, Id, ReasonId, TaxonomyId } from '../../../platform/ids';
import type { ReasonTree } from '../reason-tree';
import type { FindingRule } from '../taxonomy-policy';

export type WaiverId = Id<'Waiver'>;

/** What a waiver covers: one rule, in one content, in a subtree, or in a subtree of one content. */
export interface WaiverScope {
  readonly rule: FindingRule;
  /** The draft, and the version that is made of it; null: every content of the taxonomy. */
  readonly draftId: DraftId | null;
  /** The reason and whatever stands under it; null: the whole content. */
  readonly reasonId: ReasonId | null;
}

/** Findings that a steward lets pass until a moment. It is revoked, and never changed. */
export interface WaiverRecord extends WaiverScope {
  readonly id: WaiverId;
  readonly taxonomyId: TaxonomyId;
  readonly because: string;
  readonly expiresAt: Date;
  readonly grantedBy: ActorId;
  readonly grantedAt: Date;
  /** Null, with the two below: it was not revoked. */
  readonly revokedAt: Date | null;
  readonly revokedBy: ActorId | null;
  readonly revokedBecause: string | null;
}

/** With whether it covers anything now: neither revoked nor past its end. */
export interface StandingWaiver extends WaiverRecord {
  readonly isInForce: boolean;
}

/** A waiver as the rules look at it. */
export type Waiver = Pick<WaiverRecord, 'id'> & WaiverScope;

/**
 * Of the waivers in force in a taxonomy those that can cover findings of one content: a version stands for the draft that it
 * was made of.
 *
 * @example waiversOf([{ ...waiver, draftId: null }], draftId).length // 1
 */
export const waiversOf = <Given extends WaiverScope>(
  waivers: readonly Given[],
  draftId: DraftId | null,
): readonly Given[] => waivers.filter((waiver) => waiver.draftId === null || waiver.draftId === draftId);

/**
 * The first of the waivers that covers what a rule observed: it is of that rule, and of the whole content or of a subtree in which
 * one of the reasons stands that it is about. What is about the root, or about the whole, no subtree covers.
 *
 * @example waiverFor({ ...observation, reasonIds: [refund] }, [{ id, rule, draftId: null, reasonId: billing }], tree) // id
 */
export function waiverFor(
  { reasonIds }: { readonly reasonIds: readonly ReasonId[] },
  waivers: readonly Waiver[],
  tree: ReasonTree,
): WaiverId | null {
  const covering = waivers.find(
    ({ reasonId }) => reasonId === null || reasonIds.some((id) => standsIn(tree, id, reasonId)),
  );
  return covering?.id ?? null;
}

function standsIn(tree: ReasonTree, id: ReasonId, top: ReasonId): boolean {
  for (let at = tree.get(id); at !== undefined; at = tree.parent(at.id)) if (at.id === top) return true;
  return false;
}
