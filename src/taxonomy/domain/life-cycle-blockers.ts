import type { ReasonId } from '../../platform/ids';
import type { BrokenCode } from './compatibility';
import type { FindingReport } from './findings/findings-of';
import type { DraftAction, DraftState, LifeCycleProblem } from './life-cycle-problems';
import type { ReasonUse } from './reason-use';
import type { ReviewPart } from './review-parts';
import type { CompatibilityPolicy, TaxonomyPolicy } from './taxonomy-policy';

const maxReasonsNamed = 20;
const maxFindingsTold = 3;

export const authorCannotApprove: LifeCycleProblem = {
  code: 'AUTHOR_CANNOT_APPROVE',
  message: 'expected an approver who made none of the operations of the draft, but got one of its authors',
};

export const authorCannotPublish: LifeCycleProblem = {
  code: 'AUTHOR_CANNOT_PUBLISH',
  message: 'expected a publisher who made none of the operations of the draft, but got one of its authors',
};

export const departmentNotAsked: LifeCycleProblem = {
  code: 'DEPARTMENT_NOT_ASKED',
  message: 'expected a department that answers for something in the draft, but got one that is not asked',
};

/** Departments whose part of a draft lacks an approval that counts. */
export const partsNotApproved = (parts: readonly ReviewPart[]): LifeCycleProblem => ({
  code: 'PARTS_NOT_APPROVED',
  message: `expected the approval of every department that owns what is changed, but got none that counts for ${parts.length} of them`,
  parts,
});

export const nothingToPublish: LifeCycleProblem = {
  code: 'NOTHING_TO_PUBLISH',
  message: 'expected a content that differs from the newest version, but got the same',
};

export const wrongState = (
  action: DraftAction,
  observed: DraftState,
  expected: readonly DraftState[],
): LifeCycleProblem => ({
  code: 'WRONG_STATE',
  message: `expected a draft that is ${expected.join(' or ')} to ${action}, but got one that is ${observed}`,
  action,
  observed,
  expected,
});

export const behind = (baseVersion: number | null, newestVersion: number | null): LifeCycleProblem => ({
  code: 'BEHIND',
  message: `expected a draft on the newest version (${newestVersion ?? 'none'}), but got one on ${baseVersion ?? 'none'}`,
  baseVersion,
  newestVersion,
});

/** With the first findings of each rule in their own words, which name the reasons by their codes. */
export function blockingFindings({ counts, blocking, findings }: FindingReport): LifeCycleProblem {
  const blockingCounts = counts.filter(
    ({ severity, total, waived }) => severity === 'BLOCKING' && total > waived,
  );
  const named = blockingCounts
    .map(({ rule, total, waived }) => {
      const standing = findings.filter((finding) => finding.rule === rule && finding.waiverId === null);
      const first = standing.slice(0, maxFindingsTold).map(({ message: told }) => told);
      const rest = total - waived > first.length ? '; ...' : '';
      return `${total - waived} ${rule} (${first.join('; ')}${rest})`;
    })
    .join(', ');
  const message = `expected no finding that blocks, but got ${blocking}: ${named}`;
  return { code: 'BLOCKING_FINDINGS', message, counts: blockingCounts };
}

export const incomplete = (lost: readonly ReasonId[]): LifeCycleProblem => ({
  code: 'INCOMPLETE',
  message: `expected every published reason, active or retired, but got a content without ${lost.length} of them`,
  observed: lost.length,
  missing: lost.slice(0, maxReasonsNamed),
});

export function reasonsInUse(uses: readonly ReasonUse[]): LifeCycleProblem {
  const named = uses.slice(0, maxReasonsNamed).map(({ kind, title, reasons }) => {
    const codes = reasons.slice(0, maxReasonsNamed).map(({ code }) => `"${code}"`);
    const user = kind === 'OPEN_SESSION' ? 'the open session' : 'the mapping to the resolution';
    return `${user} "${title}" with ${codes.join(', ')}`;
  });
  const message = `expected a successor for whatever is retired and still in use, but got none for ${named.join('; ')}`;
  return { code: 'REASONS_IN_USE', message, uses };
}

const inexactWords = {
  SHARED_TARGET: 'to 1 that others come to as well',
  SCOPE_CHANGED: 'to itself, with another scope',
  NOT_ALL: 'to 1 that need not be all of it',
} as const;

export function incompatible(broken: readonly BrokenCode[], policy: CompatibilityPolicy): LifeCycleProblem {
  const owed =
    policy === 'EXACT'
      ? 'exactly one active reason that counts what it counts, and nothing else'
      : 'at least one active reason';
  const named = broken
    .slice(0, maxReasonsNamed)
    .map(({ reason, targets, because }) =>
      because === null ? `"${reason.code}" to ${targets}` : `"${reason.code}" ${inexactWords[because]}`,
    );
  const message = `expected every code in use to translate to ${owed} (compatibility is ${policy}), but ${broken.length} do not: ${named.join(', ')}`;
  return { code: 'INCOMPATIBLE', message, policy, broken };
}

export const notAnErratum = (kinds: readonly string[]): LifeCycleProblem => ({
  code: 'NOT_AN_ERRATUM',
  message: `expected labels and notes alone to be mended, and no scope to change, but got ${kinds.join(', ')}`,
  kinds,
});

export const otherContent = (observed: string, expected: string): LifeCycleProblem => ({
  code: 'OTHER_CONTENT',
  message: `expected an approval of the content ${expected}, but got one of ${observed.slice(0, 64)}`,
  observed,
  expected,
});

export const approvalsMissing = (observed: number, limit: number): LifeCycleProblem => ({
  code: 'APPROVALS_MISSING',
  message: `expected ${limit} approvals of this content by stewards, but got ${observed}`,
  observed,
  limit,
});

/** In the past only where the policy lets a known history be replayed. */
export function momentProblem(input: {
  readonly moment: Date;
  readonly now: Date;
  readonly policy: TaxonomyPolicy;
}): LifeCycleProblem | null {
  const { moment: effectiveFrom, now, policy } = input;
  const moments = { effectiveFrom, now };
  if (effectiveFrom >= now || policy.backdating === 'ALLOWED') return null;
  const message = `expected a moment not before ${now.toISOString()} (backdating is REFUSED), but got ${effectiveFrom.toISOString()}`;
  return { code: 'BACKDATING_REFUSED', message, ...moments };
}

export function orderProblem(effectiveFrom: Date, newestEffectiveFrom: Date): LifeCycleProblem | null {
  if (effectiveFrom > newestEffectiveFrom) return null;
  const message = `expected a moment after ${newestEffectiveFrom.toISOString()}, when the newest version took effect, but got ${effectiveFrom.toISOString()}`;
  return { code: 'NOT_AFTER_NEWEST_VERSION', message, effectiveFrom, newestEffectiveFrom };
}
