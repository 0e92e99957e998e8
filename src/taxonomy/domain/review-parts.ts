import type { ActorId, DepartmentId, ReasonId } from '../../platform/ids';
import { groupBy } from './group-by';
import type { ReviewedReason } from './reviewed-reasons';

/** What somebody approved: as a steward the whole content, for a department its part of the changes. */
export interface Approval {
  readonly approver: ActorId;
  /** Null: as a steward. */
  readonly department: DepartmentId | null;
  /** Of the content that was approved. */
  readonly digest: string;
  /** For a department the digest of the changes of each reason that it approved; of a steward it is not asked. */
  readonly covers: Readonly<Record<ReasonId, string>>;
}

export const reviewPartStates = ['MISSING', 'STALE', 'APPROVED'] as const;
/** STALE: one of them approved what has changed since, or what it did not answer for then. */
export type ReviewPartState = (typeof reviewPartStates)[number];

/** What one department, or any one of several, is to approve of a draft. */
export interface ReviewPart {
  readonly anyOf: readonly DepartmentId[];
  readonly reasons: readonly ReasonId[];
  /** Those of the reasons that lack an approval which counts. */
  readonly missing: readonly ReasonId[];
  readonly state: ReviewPartState;
}

/**
 * The parts of a draft's review by who is to approve them. An approval counts for a reason as long as the changes of that
 * reason are what was approved and the department is one of those that are asked: an edit elsewhere, or another owner of
 * another reason, leaves it standing.
 *
 * @example reviewParts([{ reasonId: refund, digest: 'd', approvers: [[finance]] }], [])
 * // [{ anyOf: [finance], reasons: [refund], missing: [refund], state: 'MISSING' }]
 */
export function reviewParts(
  reviewed: readonly ReviewedReason[],
  approvals: readonly Approval[],
): readonly ReviewPart[] {
  const ofDepartment = groupBy(
    approvals.filter(({ department }) => department !== null),
    ({ department }) => department,
  );
  const needs = reviewed.flatMap((reason) => reason.approvers.map((anyOf) => ({ anyOf, reason })));
  const parts = groupBy(needs, ({ anyOf }) => anyOf.join(' '));
  return Array.from(parts.values(), (part): ReviewPart => {
    const anyOf = part[0]?.anyOf ?? [];
    const given = anyOf.flatMap((department) => ofDepartment.get(department) ?? []);
    const lacking = part.filter(
      ({ reason }) => !given.some(({ covers }) => covers[reason.reasonId] === reason.digest),
    );
    const ids = (needed: typeof part): readonly ReasonId[] => needed.map(({ reason }) => reason.reasonId);
    const waits = given.length > 0 ? 'STALE' : 'MISSING';
    const state = lacking.length === 0 ? 'APPROVED' : waits;
    return { anyOf, reasons: ids(part), missing: ids(lacking), state };
  });
}

/** The digests of the changes that a department is asked about: what its approval covers. */
export function partOf(
  department: DepartmentId,
  reviewed: readonly ReviewedReason[],
): Readonly<Record<ReasonId, string>> {
  const asked = reviewed.filter(({ approvers }) => approvers.some((anyOf) => anyOf.includes(department)));
  return Object.fromEntries(asked.map(({ reasonId, digest }) => [reasonId, digest]));
}

/**
 * Whether anything that a department approved is still what it is asked about. After an edit of all of it, or another
 * owner, its approval counts for nothing.
 *
 * @example coversAny(finance, { [refund]: 'd' }, [{ reasonId: refund, digest: 'e', approvers: [[finance]] }]) // false
 */
export const coversAny = (
  department: DepartmentId,
  covers: Approval['covers'],
  reviewed: readonly ReviewedReason[],
): boolean =>
  Object.entries(partOf(department, reviewed)).some(([id, digest]) => covers[id as ReasonId] === digest);
