import type { ActorId, DepartmentId, ReasonId } from '../../platform/ids';
import { err, isNonEmpty, ok, type NonEmptyArray, type Result } from '../../platform/result';
import {
  reviewStanding,
  type DraftFacts,
  type Publication,
  type PublishedStep,
  type Readiness,
  type Step,
  type StepResult,
} from './draft-facts';
import * as blockers from './life-cycle-blockers';
import type { DraftAction, DraftState, LifeCycleProblem } from './life-cycle-problems';
import { partOf, type Approval } from './review-parts';
import type { TaxonomyPolicy } from './taxonomy-policy';
import { mustBeText, textLimits } from '../../platform/text';

/**
 * Where each action leads. An edit (a rebase is one) takes a draft that was submitted or approved back to
 * DRAFT by itself: a steward's approval is for the content that was seen, a department's for its part of it.
 * Approving leads on once nobody is missing.
 */
const draftLifeCycle: Readonly<Record<DraftState, Readonly<Partial<Record<DraftAction, DraftState>>>>> = {
  DRAFT: { edit: 'DRAFT', submit: 'IN_REVIEW', abandon: 'ABANDONED' },
  IN_REVIEW: { edit: 'DRAFT', approve: 'APPROVED', requestChanges: 'DRAFT', abandon: 'ABANDONED' },
  APPROVED: {
    edit: 'DRAFT',
    approve: 'APPROVED',
    requestChanges: 'DRAFT',
    publish: 'PUBLISHED',
    schedule: 'SCHEDULED',
    abandon: 'ABANDONED',
  },
  SCHEDULED: { takeEffect: 'PUBLISHED', unschedule: 'APPROVED' },
  PUBLISHED: {},
  ABANDONED: {},
};

/**
 * What an edit of the content, or another base, does to a draft: it is a DRAFT again, without approvals.
 * Refused once it is scheduled, published or abandoned.
 *
 * @example edit({ ...draft, state: 'APPROVED' }) // ok: { state: 'DRAFT', approvals: [], unchanged: false }
 */
export const edit = (draft: DraftFacts): StepResult =>
  outcome([wrongState(draft, 'edit')], step('DRAFT', []));

/**
 * Puts a draft up for review; where the policy asks for no approval it is APPROVED at once. Refused, with
 * everything that stands in the way: it is no DRAFT, a newer version was sealed, its content is that of the
 * newest version, it has findings that block, it lost a reason that was published, it retires without a successor what
 * is still in use, or codes would not translate as the policy owes it.
 *
 * @example submit(draft, { policy: { ...defaultPolicy, approvals: 0 }, newest: null, findings, lost: [], uses: [], broken: [] })
 * // ok: APPROVED
 */
export function submit(draft: DraftFacts, readiness: Readiness): StepResult {
  const problems = [wrongState(draft, 'submit'), ...contentProblems(draft, readiness)];
  return outcome(problems, step(readiness.policy.approvals === 0 ? 'APPROVED' : 'IN_REVIEW', []));
}

export interface ApprovalWish {
  readonly approver: ActorId;
  /** The department that is spoken for; null: a steward. */
  readonly department: DepartmentId | null;
  readonly digest: string;
  readonly policy: TaxonomyPolicy;
}

/**
 * Approves the content with a digest: a steward the whole of it, a department its part as one act. APPROVED once
 * nobody is missing. The same approval again changes nothing. Refused for whoever made one of the draft's
 * operations, for another content than the draft's, and for a department that is not asked about anything in it.
 *
 * @example approve(draft, { approver, department: null, digest: draft.digest, policy: defaultPolicy }) // ok: APPROVED
 */
export function approve(draft: DraftFacts, wish: ApprovalWish): StepResult {
  const { approver, department, digest, policy } = wish;
  const covers = department === null ? {} : partOf(department, draft.reviewed);
  const problems = [
    wrongState(draft, 'approve'),
    draft.authors.has(approver) ? blockers.authorCannotApprove : null,
    digest === draft.digest ? null : blockers.otherContent(digest, draft.digest),
    isAsked(draft, department) ? null : blockers.departmentNotAsked,
  ];
  const approval: Approval = { approver, department, digest, covers };
  if (draft.approvals.some((given) => saysAsMuch(given, approval)))
    return outcome(problems, { ...step(draft.state, draft.approvals), unchanged: true });
  const approvals = [...draft.approvals, approval];
  const { isComplete } = reviewStanding({ ...draft, approvals }, policy);
  return outcome(problems, step(isComplete ? 'APPROVED' : draft.state, approvals));
}

/** A steward is asked about the whole, a department about what it answers for. */
const isAsked = ({ reviewed }: DraftFacts, department: DepartmentId | null): boolean =>
  department === null || Object.keys(partOf(department, reviewed)).length > 0;

/** Whether an approval of the same person says already what another one would. */
function saysAsMuch(given: Approval, wished: Approval): boolean {
  const isSame = given.approver === wished.approver && given.department === wished.department;
  if (!isSame || wished.department === null) return isSame && given.digest === wished.digest;
  return Object.entries(wished.covers).every(([id, digest]) => given.covers[id as ReasonId] === digest);
}

/**
 * Sends a draft back to its authors, without its approvals. Refused without a comment that says what is to
 * change, where it is not in review or approved, and for a department that is not asked about anything in it.
 *
 * @example requestChanges({ ...draft, state: 'IN_REVIEW' }, 'Split the refunds.', null) // ok: DRAFT
 */
export function requestChanges(
  draft: DraftFacts,
  comment: string,
  department: DepartmentId | null,
): StepResult {
  const text = mustBeText(comment, { field: 'comment', maxLength: textLimits.note, multiline: true });
  const problems = [
    wrongState(draft, 'requestChanges'),
    text.ok ? null : text.problem,
    isAsked(draft, department) ? null : blockers.departmentNotAsked,
  ];
  return outcome(problems, step('DRAFT', []));
}

/**
 * Gives a draft up. Once abandoned, again changes nothing; refused once it is scheduled or published.
 *
 * @example abandon({ ...draft, state: 'IN_REVIEW' }) // ok: ABANDONED
 */
export function abandon(draft: DraftFacts): StepResult {
  if (draft.state === 'ABANDONED') return ok({ ...step('ABANDONED', draft.approvals), unchanged: true });
  return outcome([wrongState(draft, 'abandon')], step('ABANDONED', draft.approvals));
}

/**
 * Lets an approved draft be sealed as the next version. Refused, with everything that stands in the way: it
 * is not APPROVED, fewer stewards than the policy asks approved this content, a department has not approved its
 * part of it, the publisher is one of its authors (unless the policy asks for no approval), all that refuses a submission, and a moment that is in
 * the past without leave to backdate, or not later than that of every sealed version. For a later moment it is SCHEDULED.
 *
 * @example publish(approved, readiness, { publisher, effectiveFrom: null, now })
 * // ok: PUBLISHED, effectiveFrom now
 */
export function publish(
  draft: DraftFacts,
  readiness: Readiness,
  publication: Publication,
): Result<PublishedStep, NonEmptyArray<LifeCycleProblem>> {
  const { policy, newest } = readiness;
  const { publisher, now, effectiveFrom, erratum = null } = publication;
  const moment = effectiveFrom ?? now;
  const { stewards, stewardsMissing, parts } = reviewStanding(draft, policy);
  const waiting = parts.filter(({ state }) => state !== 'APPROVED');
  const isAuthor = draft.authors.has(publisher) && policy.approvals > 0;
  const problems = [
    wrongState(draft, 'publish'),
    stewardsMissing > 0 ? blockers.approvalsMissing(stewards.size, policy.approvals) : null,
    waiting.length > 0 ? blockers.partsNotApproved(waiting) : null,
    isAuthor ? blockers.authorCannotPublish : null,
    ...contentProblems(draft, readiness),
    erratum !== null && erratum.length > 0 ? blockers.notAnErratum(erratum) : null,
    blockers.momentProblem({ moment, now, policy }),
    newest === null ? null : blockers.orderProblem(moment, newest.effectiveFrom),
  ].filter((problem) => problem !== null);
  return isNonEmpty(problems)
    ? err(problems)
    : ok({ ...step(moment > now ? 'SCHEDULED' : 'PUBLISHED', draft.approvals), effectiveFrom: moment });
}

const step = (state: DraftState, approvals: readonly Approval[]): Step => ({
  state,
  approvals,
  unchanged: false,
});

function outcome(found: readonly (LifeCycleProblem | null)[], accepted: Step): StepResult {
  const problems = found.filter((problem) => problem !== null);
  return isNonEmpty(problems) ? err(problems) : ok(accepted);
}

function wrongState(draft: DraftFacts, action: DraftAction): LifeCycleProblem | null {
  if (draftLifeCycle[draft.state][action] !== undefined) return null;
  const states = Object.entries(draftLifeCycle) as [DraftState, (typeof draftLifeCycle)[DraftState]][];
  const expected = states.filter(([, actions]) => actions[action] !== undefined).map(([state]) => state);
  return blockers.wrongState(action, draft.state, expected);
}

function contentProblems(draft: DraftFacts, readiness: Readiness): readonly (LifeCycleProblem | null)[] {
  const { newest, findings, lost, uses, broken, policy } = readiness;
  const newestVersion = newest?.number ?? null;
  const isBehind = draft.baseVersion !== newestVersion;
  return [
    isBehind ? blockers.behind(draft.baseVersion, newestVersion) : null,
    draft.digest === newest?.digest ? blockers.nothingToPublish : null,
    findings.blocking > 0 ? blockers.blockingFindings(findings) : null,
    // Behind, it may well lack reasons of the newest version: that is for the rebase.
    lost.length > 0 && !isBehind ? blockers.incomplete(lost) : null,
    uses.length > 0 ? blockers.reasonsInUse(uses) : null,
    // As above: behind, it may break what the newest version brought.
    broken.length > 0 && !isBehind ? blockers.incompatible(broken, policy.compatibility) : null,
  ];
}
