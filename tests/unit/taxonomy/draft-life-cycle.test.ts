import type { ActorId } from '../../../src/platform/ids';
import {
  abandon,
  approve,
  brokenCodes,
  defaultPolicy,
  edit,
  findingsOf,
  planCreates,
  publish,
  reasonsLost,
  ReasonTree,
  requestChanges,
  submit,
  type DraftFacts,
  type Publication,
  type Readiness,
  type StepResult,
  type TaxonomyPolicy,
} from '../../../src/taxonomy/domain';
import { applied, reasonId, smallTree } from './trees';

const actor = (name: string): ActorId => name as ActorId;
const now = new Date('2026-03-01T12:00:00Z');
const earlier = new Date('2026-02-01T12:00:00Z');
const later = new Date('2026-04-01T12:00:00Z');

const draft: DraftFacts = {
  state: 'DRAFT',
  authors: new Set([actor('anna')]),
  baseVersion: 1,
  digest: 'd2',
  reviewed: [],
  approvals: [],
};
const findingsUnder = (policy: TaxonomyPolicy, tree = smallTree()) =>
  findingsOf({ tree, policy, languages: ['en'], channels: null, owners: null });
const readiness: Readiness = {
  policy: defaultPolicy,
  newest: { number: 1, digest: 'd1', effectiveFrom: earlier },
  findings: findingsUnder(defaultPolicy),
  lost: [],
  uses: [],
  broken: [],
};
const approved: DraftFacts = {
  ...draft,
  state: 'APPROVED',
  approvals: [{ approver: actor('bob'), department: null, digest: 'd2', covers: {} }],
};
const publication: Publication = { publisher: actor('carl'), effectiveFrom: null, now };
const openPolicy: TaxonomyPolicy = { ...defaultPolicy, approvals: 0 };

const codesOf = (outcome: ReturnType<typeof publish> | StepResult): readonly string[] =>
  outcome.ok ? [] : outcome.problem.map((problem) => problem.code);

describe('submitting a draft', () => {
  it('puts it in review', () => {
    expect(submit(draft, readiness)).toEqual({
      ok: true,
      value: { state: 'IN_REVIEW', approvals: [], unchanged: false },
    });
  });

  it('says of findings that block which reasons they are about', () => {
    const into = (target: number) => ({
      ...{ reason: 'DUPLICATE' as const, justification: null },
      associations: [{ kind: 'SAME_AS' as const, targetId: reasonId(target), share: null }],
    });
    const tree = applied(smallTree(), [
      { kind: 'RetireReason', reasonId: reasonId(3), retirement: into(2) },
      { kind: 'RetireReason', reasonId: reasonId(5), retirement: into(3) },
    ]).tree;
    const outcome = submit(draft, { ...readiness, findings: findingsUnder(defaultPolicy, tree) });
    expect(outcome.ok ? [] : outcome.problem.map(({ message }) => message)).toEqual([
      'expected no finding that blocks, but got 1: 1 RETIRED_TARGET (expected an active successor of "cancel", but got "invoice", which is retired)',
    ]);
    const wide = findingsUnder({ ...defaultPolicy, maxDepth: 1, maxFanOut: 1 });
    const told = submit(draft, { ...readiness, findings: wide });
    expect(told.ok ? '' : told.problem[0].message).toContain('3 DEPTH (');
  });

  it('approves it at once where the policy asks for no approval', () => {
    expect(submit(draft, { ...readiness, policy: openPolicy })).toMatchObject({
      value: { state: 'APPROVED' },
    });
  });

  it('names everything that stands in the way at once', () => {
    const findings = findingsUnder({ ...defaultPolicy, maxDepth: 1 });
    const inReview: DraftFacts = { ...draft, state: 'IN_REVIEW', digest: 'd1' };
    const lost = reasonsLost(smallTree(), ReasonTree.empty);
    expect(codesOf(submit(inReview, { ...readiness, findings, lost }))).toEqual([
      'WRONG_STATE',
      'NOTHING_TO_PUBLISH',
      'BLOCKING_FINDINGS',
      'INCOMPLETE',
    ]);
  });

  it('is refused when a newer version was sealed since, and says which', () => {
    const newest = { number: 2, digest: 'd9', effectiveFrom: earlier };
    expect(submit(draft, { ...readiness, newest })).toMatchObject({
      problem: [{ code: 'BEHIND', baseVersion: 1, newestVersion: 2 }],
    });
  });
});

describe('approving a draft', () => {
  const inReview: DraftFacts = { ...draft, state: 'IN_REVIEW' };
  const by = (name: string, digest = 'd2', policy = defaultPolicy) => ({
    approver: actor(name),
    department: null,
    digest,
    policy,
  });

  it('makes it approved', () => {
    expect(approve(inReview, by('bob'))).toMatchObject({ value: { state: 'APPROVED', unchanged: false } });
  });

  it('is refused to an author of any of its operations', () => {
    expect(codesOf(approve(inReview, by('anna')))).toEqual(['AUTHOR_CANNOT_APPROVE']);
  });

  it('is refused for another content than the draft has now', () => {
    expect(codesOf(approve(inReview, by('bob', 'd1')))).toEqual(['OTHER_CONTENT']);
  });

  it('takes as many different people as the policy asks, and the same one twice changes nothing', () => {
    const policy = { ...defaultPolicy, approvals: 2 };
    const first = approve(inReview, by('bob', 'd2', policy));
    if (!first.ok) throw new Error('expected to be accepted');
    expect(first.value.state).toBe('IN_REVIEW');
    const waiting = { ...inReview, approvals: first.value.approvals };
    expect(approve(waiting, by('bob', 'd2', policy))).toMatchObject({
      value: { state: 'IN_REVIEW', unchanged: true },
    });
    expect(approve(waiting, by('carl', 'd2', policy))).toMatchObject({ value: { state: 'APPROVED' } });
  });

  it('is void once the approver becomes an author', () => {
    const authors = new Set([actor('anna'), actor('bob')]);
    expect(codesOf(publish({ ...approved, authors }, readiness, publication))).toEqual(['APPROVALS_MISSING']);
  });
});

describe('editing a draft', () => {
  it.each(['DRAFT', 'IN_REVIEW', 'APPROVED'] as const)(
    'that is %s makes it a draft without approvals',
    (state) => {
      expect(edit({ ...approved, state })).toEqual({
        ok: true,
        value: { state: 'DRAFT', approvals: [], unchanged: false },
      });
    },
  );

  it.each(['SCHEDULED', 'PUBLISHED', 'ABANDONED'] as const)('that is %s is refused', (state) => {
    expect(codesOf(edit({ ...draft, state }))).toEqual(['WRONG_STATE']);
  });
});

describe('side exits', () => {
  it('requesting changes takes a draft back, and needs a comment', () => {
    expect(requestChanges(approved, 'Split the refunds.', null)).toMatchObject({
      value: { state: 'DRAFT', approvals: [] },
    });
    expect(codesOf(requestChanges(draft, ' ', null))).toEqual(['WRONG_STATE', 'MALFORMED_TEXT']);
  });

  it('abandoning twice changes nothing the second time, and a published draft cannot be abandoned', () => {
    expect(abandon(draft)).toMatchObject({ value: { state: 'ABANDONED', unchanged: false } });
    expect(abandon({ ...draft, state: 'ABANDONED' })).toMatchObject({ value: { unchanged: true } });
    expect(codesOf(abandon({ ...draft, state: 'PUBLISHED' }))).toEqual(['WRONG_STATE']);
  });
});

describe('publishing a draft', () => {
  it('takes effect now unless another moment is given', () => {
    expect(publish(approved, readiness, publication)).toMatchObject({
      value: { state: 'PUBLISHED', effectiveFrom: now },
    });
  });

  it('is refused to an author, unless the policy asks for no approval', () => {
    const byAnna = { ...publication, publisher: actor('anna') };
    expect(codesOf(publish(approved, readiness, byAnna))).toEqual(['AUTHOR_CANNOT_PUBLISH']);
    expect(publish(approved, { ...readiness, policy: openPolicy }, byAnna).ok).toBe(true);
  });

  it('is scheduled for the future, and refused in the past unless backdating is allowed', () => {
    const between = new Date('2026-02-15T00:00:00Z');
    const allowed: Readiness = { ...readiness, policy: { ...defaultPolicy, backdating: 'ALLOWED' } };
    const at = (effectiveFrom: Date): Publication => ({ ...publication, effectiveFrom });
    expect(publish(approved, allowed, at(later))).toMatchObject({
      value: { state: 'SCHEDULED', effectiveFrom: later },
    });
    expect(codesOf(publish(approved, readiness, at(between)))).toEqual(['BACKDATING_REFUSED']);
    expect(publish(approved, allowed, at(between)).ok).toBe(true);
    expect(codesOf(publish(approved, allowed, at(earlier)))).toEqual(['NOT_AFTER_NEWEST_VERSION']);
  });

  it('names everything that stands in the way at once', () => {
    const newest = { number: 2, digest: 'd9', effectiveFrom: later };
    const byAnna = { ...publication, publisher: actor('anna') };
    expect(codesOf(publish(draft, { ...readiness, newest }, byAnna))).toEqual([
      'WRONG_STATE',
      'APPROVALS_MISSING',
      'AUTHOR_CANNOT_PUBLISH',
      'BEHIND',
      'NOT_AFTER_NEWEST_VERSION',
    ]);
  });
});

it('a version is complete when every reason of the one before is there, active or retired', () => {
  const before = smallTree();
  const after = ReasonTree.of([...before.all()].filter(({ id }) => id !== reasonId(5)));
  expect(reasonsLost(before, after)).toEqual([reasonId(5)]);
  expect(reasonsLost(after, before)).toEqual([]);
});

describe('what a version owes to the codes of the one before', () => {
  const before = smallTree();
  const after = (reason: 'OUTDATED' | 'MERGED' | 'SPLIT', targets: readonly number[]): ReasonTree => {
    const kind = reason === 'SPLIT' ? 'PARTIALLY_EQUIVALENT_TO' : 'REPLACED_BY';
    const associations = targets.map(
      (target) => ({ kind, targetId: reasonId(target), share: null }) as const,
    );
    const retirement = { reason, associations, justification: 'x' };
    return applied(before, [
      ...planCreates(before, [{ reasonId: reasonId(9), code: 'new', parentId: null, labels: { en: 'New' } }]),
      { kind: 'RetireReason', reasonId: reasonId(2), retirement },
    ]).tree;
  };

  it.each([
    ['NONE', 'OUTDATED', [], []],
    ['RESOLVABLE', 'OUTDATED', [], ['refund']],
    ['RESOLVABLE', 'SPLIT', [3, 5], []],
    ['EXACT', 'SPLIT', [3, 5], ['refund', 'invoice', 'cancel']],
    ['RESOLVABLE', 'MERGED', [3], []],
    ['EXACT', 'MERGED', [3], ['refund', 'invoice']],
    ['EXACT', 'MERGED', [9], []],
  ] as const)('under %s a retirement as %s to %j breaks %j', (policy, reason, targets, expected) => {
    const broken = brokenCodes(before, after(reason, targets), policy);
    expect(broken.map((one) => one.reason.code)).toEqual(expected);
  });

  it('is under EXACT no change of scope either, nor a target that only may be it; each is told why', () => {
    const rescoped = applied(before, [
      { kind: 'SetLabel', reasonId: reasonId(3), language: 'en', label: 'Other', scope: 'SCOPE_CHANGE' },
      {
        ...{ kind: 'RetireReason', reasonId: reasonId(2) },
        retirement: {
          ...{ reason: 'OUTDATED', justification: null },
          associations: [{ kind: 'POSSIBLY_REPLACED_BY', targetId: reasonId(5), share: null }],
        },
      },
    ]).tree;
    expect(brokenCodes(before, rescoped, 'RESOLVABLE')).toEqual([]);
    const broken = brokenCodes(before, rescoped, 'EXACT');
    const policy: TaxonomyPolicy = { ...openPolicy, compatibility: 'EXACT' };
    const outcome = submit(draft, { ...readiness, policy, broken });
    expect(outcome.ok ? '' : outcome.problem[0].message).toContain(
      '3 do not: "refund" to 1 that need not be all of it, "invoice" to itself, with another scope, "cancel" to 1 that others come to as well',
    );
  });

  it('stops a submission, with all of them, and not where the draft is behind', () => {
    const policy: TaxonomyPolicy = { ...openPolicy, compatibility: 'RESOLVABLE' };
    const broken = brokenCodes(before, ReasonTree.empty, 'RESOLVABLE');
    const outcome = submit(draft, { ...readiness, policy, broken });
    expect(codesOf(outcome)).toEqual(['INCOMPATIBLE']);
    expect(outcome.ok ? '' : outcome.problem[0].message).toContain('5 do not: "billing" to 0, "refund" to 0');
    expect(codesOf(submit({ ...draft, baseVersion: 0 }, { ...readiness, policy, broken }))).toEqual([
      'BEHIND',
    ]);
  });
});
