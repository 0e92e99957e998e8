import type { ActorId, DepartmentId, DraftId, Id, ReasonId, TaxonomyId, VersionId } from '../../platform/ids';
import type { Channel } from './channel';
import type { Approval } from './review-parts';
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
  /** The head at which it was last put on its base; only the operations after it count. 0: it is where it was opened. */
  readonly baseHead: number;
  /** The digest of the content under review; null while it is being written. */
  readonly submittedDigest: string | null;
  readonly createdBy: ActorId;
  readonly createdAt: Date;
}

/**
 * How many edits of a draft can be taken back: those since it was opened or, without the rebase itself, put on its base.
 *
 * @example undoable({ head: 5, baseHead: 2 }) // 2: head 3 was the rebase
 */
export const undoable = ({ head, baseHead }: Pick<DraftRecord, 'head' | 'baseHead'>): number =>
  baseHead === 0 ? head : head - baseHead - 1;

/** What one person said of one content of a draft: the content at a head, since an edit and its undoing end in the same digest. */
export interface ApprovalRecord {
  readonly id: ApprovalId;
  readonly draftId: DraftId;
  readonly head: number;
  readonly digest: string;
  readonly actorId: ActorId;
  /** The department that was spoken for; null: as a steward. */
  readonly departmentId: DepartmentId | null;
  /** With an approval the digest of the changes of each reason that it covers; with an objection the reasons it is about. */
  readonly covers: Readonly<Record<ReasonId, string>>;
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
  /** When it was withdrawn, before it was in force; null: it stands. */
  readonly withdrawnAt: Date | null;
  /** The version whose words it mends; null: it is no erratum. */
  readonly correctsVersionId: VersionId | null;
}

/**
 * The approvals that no objection after them voided. One without reasons is about the whole and voids them all; one about
 * reasons voids those of stewards and of the departments that approved one of these. A steward's approval is for a head; a
 * department's stands as long as the changes it covers are what they were.
 *
 * @example approvalsThatStand({ ...draft, head: 3 }, [{ ...approval, departmentId: null, head: 2 }]) // []
 */
export function approvalsThatStand(draft: DraftRecord, said: readonly ApprovalRecord[]): readonly Approval[] {
  return said
    .filter(({ decision }) => decision === 'APPROVED')
    .filter(({ departmentId, head }) => departmentId !== null || head === draft.head)
    .filter((approval) => !said.slice(said.indexOf(approval) + 1).some((later) => voids(later, approval)))
    .map(({ actorId, departmentId, digest, covers }) => ({
      ...{ approver: actorId, department: departmentId, digest, covers },
    }));
}

function voids(later: ApprovalRecord, approval: ApprovalRecord): boolean {
  if (later.decision !== 'CHANGES_REQUESTED') return false;
  const about = Object.keys(later.covers);
  const isAboutAll = about.length === 0 || approval.departmentId === null;
  return isAboutAll || about.some((reasonId) => reasonId in approval.covers);
}
