import type { ActorId, DraftId, Id, TaxonomyId, VersionId } from '../../platform/ids';
import type { Channel } from './channel';
import type { Approval } from './draft-facts';
import type { DraftState } from './life-cycle-problems';
import type { Language, LocalizedText } from './reason';
import type { TaxonomyPolicy } from './taxonomy-policy';

export type ApprovalId = Id<'Approval'>;
export type ApprovalDecision = 'APPROVED' | 'CHANGES_REQUESTED';

/** A classification series: the unit of permission and of policy. */
export interface TaxonomyRecord {
  readonly id: TaxonomyId;
  readonly key: string;
  readonly name: LocalizedText;
  /** The first one is the default. */
  readonly languages: readonly Language[];
  readonly timeZone: string;
  readonly channels: readonly Channel[];
  readonly policy: TaxonomyPolicy;
  readonly revision: number;
  readonly createdAt: Date;
}

/** A change proposal: a base version and a list of operations on it, `head` of them by accepted command. */
export interface DraftRecord {
  readonly id: DraftId;
  readonly taxonomyId: TaxonomyId;
  readonly title: string;
  readonly baseVersionId: VersionId | null;
  readonly state: DraftState;
  readonly head: number;
  /** The digest of the content under review; null while it is being written. */
  readonly submittedDigest: string | null;
  readonly createdBy: ActorId;
  readonly createdAt: Date;
}

/** What one person said of one content of a draft: the content at a head, since an edit and its undoing end in the same digest. */
export interface ApprovalRecord {
  readonly id: ApprovalId;
  readonly draftId: DraftId;
  readonly head: number;
  readonly digest: string;
  readonly actorId: ActorId;
  readonly decision: ApprovalDecision;
  readonly note: string | null;
  readonly recordedAt: Date;
}

/** A sealed version: the whole tree at once, never edited again. */
export interface VersionRecord {
  readonly id: VersionId;
  readonly taxonomyId: TaxonomyId;
  readonly number: number;
  readonly title: string;
  readonly draftId: DraftId;
  readonly baseVersionId: VersionId | null;
  /** SHA-256 of the sealed bytes. */
  readonly contentDigest: string;
  readonly reasonCount: number;
  readonly effectiveFrom: Date;
  readonly recordedAt: Date;
  readonly publishedBy: ActorId;
}

/** Those of the content as it is, given since changes of it were last requested. */
export function approvalsThatStand(draft: DraftRecord, said: readonly ApprovalRecord[]): readonly Approval[] {
  const ofThisHead = said.filter((approval) => approval.head === draft.head);
  const lastObjection = ofThisHead.findLastIndex((approval) => approval.decision === 'CHANGES_REQUESTED');
  return ofThisHead.slice(lastObjection + 1).map(({ actorId, digest }) => ({ approver: actorId, digest }));
}
