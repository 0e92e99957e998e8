import type { ActorId, DepartmentId, ReasonId } from '../../../src/platform/ids';
import {
  approvalsThatStand,
  approve,
  defaultPolicy,
  diffVersions,
  ownersOfNothing,
  partOf,
  publish,
  reviewedReasons,
  reviewParts,
  reviewStanding,
  type Approval,
  type ApprovalRecord,
  type DraftFacts,
  type DraftRecord,
  type Operation,
  type OwnersOf,
} from '../../../src/taxonomy/domain';
import { applied, reasonId, smallTree } from './trees';

const department = (name: string): DepartmentId => name as DepartmentId;
const actor = (name: string): ActorId => name as ActorId;

// billing (1) > refund (2), invoice (3); moving (4) > cancel (5).
const base = smallTree();
const owning = (owners: Readonly<Record<number, string | readonly string[]>>): OwnersOf => {
  const byReason = new Map(
    Object.entries(owners).map(([number, of]) => [reasonId(Number(number)), of] as const),
  );
  return (_tree, id) => {
    const found = byReason.get(id) ?? [];
    return typeof found === 'string'
      ? { accountable: department(found), responsible: [] }
      : { accountable: null, responsible: found.map(department) };
  };
};
const owners = owning({ 1: 'finance', 2: 'finance', 3: ['sales', 'care'], 4: 'logistics', 5: 'logistics' });

const reviewed = (operations: readonly Operation[], by: OwnersOf = owners) => {
  const { tree } = applied(base, operations);
  return reviewedReasons({ base, tree, diff: diffVersions(base, tree), owners: by });
};
const rename = (number: number, label: string): Operation => ({
  ...{ kind: 'SetLabel', reasonId: reasonId(number), language: 'en', label },
});
const approversOf = (operations: readonly Operation[], by?: OwnersOf) =>
  Object.fromEntries(reviewed(operations, by).map(({ reasonId: id, approvers }) => [id, approvers]));

describe('the approvers of a change', () => {
  it('are the accountable department, or any one of the responsible where there is none', () => {
    expect(approversOf([rename(2, 'Money back'), rename(3, 'Copy')])).toEqual({
      [reasonId(2)]: [['finance']],
      [reasonId(3)]: [['care', 'sales']],
    });
  });

  it('are of a move those of the reason, of the old and of the new parent', () => {
    const move: Operation = { kind: 'MoveReason', reasonId: reasonId(3), parentId: reasonId(4), rank: 'a5' };
    expect(approversOf([move])).toEqual({ [reasonId(3)]: [['care', 'sales'], ['finance'], ['logistics']] });
  });

  it('are of a retirement those of the reason and of its targets', () => {
    const associations = [{ kind: 'REPLACED_BY', targetId: reasonId(5), share: null }] as const;
    const retirement = { reason: 'MERGED', associations, justification: null } as const;
    const retire: Operation = { kind: 'RetireReason', reasonId: reasonId(2), retirement };
    expect(approversOf([retire])).toEqual({ [reasonId(2)]: [['finance'], ['logistics']] });
  });

  it('are of a new reason those it is to have and those of the menu it comes into', () => {
    const create: Operation = {
      ...{ kind: 'CreateReason', reasonId: reasonId(6), code: 'fraud', parentId: reasonId(1) },
      ...{ rank: 'a9', labels: { en: 'Fraud' } },
    };
    const proposed = owning({ 1: 'finance', 6: 'security' });
    expect(approversOf([create], proposed)).toEqual({ [reasonId(6)]: [['security'], ['finance']] });
  });

  it('are of an order of a menu those of the reason that it belongs to', () => {
    const ranks = [{ reasonId: reasonId(3), rank: 'Zz' }];
    expect(approversOf([{ kind: 'ReorderSiblings', parentId: reasonId(1), ranks }])).toEqual({
      [reasonId(1)]: [['finance']],
    });
  });

  it('are nobody but stewards where nobody owns what is changed', () => {
    expect(reviewParts(reviewed([rename(2, 'Money back')], ownersOfNothing), [])).toEqual([]);
  });
});

const approval = (by: string, of: string, operations: readonly Operation[], when = owners): Approval => ({
  ...{ approver: actor(by), department: department(of), digest: 'd' },
  covers: partOf(department(of), reviewed(operations, when)),
});

describe('the parts of a review', () => {
  const first = [rename(2, 'Money back'), rename(3, 'Copy')];
  const given = [approval('bob', 'finance', first), approval('eve', 'care', first)];
  const statesOf = (operations: readonly Operation[], by: OwnersOf = owners) =>
    Object.fromEntries(
      reviewParts(reviewed(operations, by), given).map(({ anyOf, state }) => [anyOf.join(' or '), state]),
    );

  it('are approved by one department of each set', () => {
    expect(statesOf(first)).toEqual({ finance: 'APPROVED', 'care or sales': 'APPROVED' });
  });

  it('go stale by an edit only where it touches them', () => {
    const edited = [...first, rename(2, 'Money back please')];
    expect(statesOf(edited)).toEqual({ finance: 'STALE', 'care or sales': 'APPROVED' });
  });

  it('go stale by another owner only where it touches them', () => {
    const handedOver = owning({ 1: 'finance', 2: 'legal', 3: ['sales', 'care'], 4: 'logistics' });
    expect(statesOf(first, handedOver)).toEqual({ legal: 'MISSING', 'care or sales': 'APPROVED' });
    const taken = owning({ 2: 'finance', 3: 'finance' });
    expect(statesOf(first, taken)).toEqual({ finance: 'STALE' });
  });

  it('come back to life when an edit is undone', () => {
    const undone = [...first, rename(2, 'Other'), rename(2, 'Money back')];
    expect(statesOf(undone)).toEqual({ finance: 'APPROVED', 'care or sales': 'APPROVED' });
  });
});

describe('a draft with owners', () => {
  const operations = [rename(2, 'Money back')];
  const draft: DraftFacts = {
    ...{ state: 'IN_REVIEW', authors: new Set([actor('anna')]), baseVersion: 1, digest: 'd2' },
    ...{ reviewed: reviewed(operations), approvals: [] },
  };
  const steward: Approval = { approver: actor('carl'), department: null, digest: 'd2', covers: {} };
  const wish = { digest: 'd2', policy: defaultPolicy };
  const codes = (outcome: ReturnType<typeof approve> | ReturnType<typeof publish>) =>
    outcome.ok ? [] : outcome.problem.map(({ code }) => code);

  it('is approved once the department and a steward have', () => {
    const half = approve(draft, { ...wish, approver: actor('bob'), department: department('finance') });
    expect(half).toMatchObject({ value: { state: 'IN_REVIEW', unchanged: false } });
    if (!half.ok) throw new Error('expected an approval');
    const waiting = { ...draft, approvals: half.value.approvals };
    expect(approve(waiting, { ...wish, approver: actor('carl'), department: null })).toMatchObject({
      value: { state: 'APPROVED' },
    });
    const again = { ...wish, approver: actor('bob'), department: department('finance') };
    expect(approve(waiting, again)).toMatchObject({ value: { unchanged: true } });
  });

  it('is approved neither for a department that is not asked, nor by an author for theirs', () => {
    const sales = { ...wish, approver: actor('bob'), department: department('sales') };
    expect(codes(approve(draft, sales))).toEqual(['DEPARTMENT_NOT_ASKED']);
    const own = { ...wish, approver: actor('anna'), department: department('finance') };
    expect(codes(approve(draft, own))).toEqual(['AUTHOR_CANNOT_APPROVE']);
  });

  it('is not published without its department, and is where no approval is asked for', () => {
    const findings = { findings: [], counts: [], blocking: 0, warnings: 0, waived: 0 };
    const readiness = { policy: defaultPolicy, newest: null, findings, lost: [], uses: [], broken: [] };
    const approved: DraftFacts = { ...draft, state: 'APPROVED', baseVersion: null, approvals: [steward] };
    const publication = { publisher: actor('carl'), effectiveFrom: null, now: new Date() };
    expect(codes(publish(approved, readiness, publication))).toEqual(['PARTS_NOT_APPROVED']);
    const open = { ...readiness, policy: { ...defaultPolicy, approvals: 0 } };
    expect(publish(approved, open, publication).ok).toBe(true);
  });

  it('does not count the approval of somebody who became an author', () => {
    const given = approval('bob', 'finance', operations);
    const facts = { ...draft, authors: new Set([actor('bob')]), approvals: [given, steward] };
    expect(reviewStanding(facts, defaultPolicy).parts.map(({ state }) => state)).toEqual(['MISSING']);
  });
});

describe('an objection', () => {
  const record = (said: Partial<ApprovalRecord>): ApprovalRecord => ({
    ...{ id: 'a' as never, draftId: 'd' as never, head: 2, digest: 'd2', actorId: actor('bob') },
    ...{ departmentId: null, covers: {}, decision: 'APPROVED', note: null, recordedAt: new Date() },
    ...said,
  });
  const draft = { head: 2 } as DraftRecord;
  const covering = (id: ReasonId, of: string) =>
    record({ departmentId: department(of), covers: { [id]: 'x' }, head: 1 });
  const said = [covering(reasonId(2), 'finance'), covering(reasonId(3), 'sales'), record({})];
  const standing = (...later: readonly ApprovalRecord[]) =>
    approvalsThatStand(draft, [...said, ...later]).map(({ department: of }) => of);

  it('about the whole voids every approval before it', () => {
    expect(standing()).toEqual(['finance', 'sales', null]);
    expect(standing(record({ decision: 'CHANGES_REQUESTED' }))).toEqual([]);
  });

  it('about a reason voids what was approved of it, and what stewards approved', () => {
    expect(standing(record({ decision: 'CHANGES_REQUESTED', covers: { [reasonId(2)]: '' } }))).toEqual([
      'sales',
    ]);
  });
});
