import type { ActorId, DepartmentId, TaxonomyId } from '../../../src/platform/ids';
import {
  answerFaults,
  attestationQuestions,
  handedOver,
  ownersBy,
  rolesToHandOver,
  type AttestationRecord,
  type GivenAnswer,
  type HeldRole,
  type OwnerRole,
} from '../../../src/ownership/domain';
import { reasonId, smallTree } from '../taxonomy/trees';

const department = (name: string): DepartmentId => name as DepartmentId;
const now = new Date('2026-03-01T12:00:00Z');
const held = (role: OwnerRole, name: string): HeldRole => ({
  ...{ role, departmentId: department(name), since: now, until: null, recordedAt: now },
});

// billing (1) > refund (2), invoice (3); moving (4) > cancel (5).
const tree = smallTree();
const roles = new Map([
  [
    reasonId(1),
    [held('ACCOUNTABLE', 'finance'), held('RESPONSIBLE', 'finance'), held('RESPONSIBLE', 'care')],
  ],
  [reasonId(4), [held('RESPONSIBLE', 'care'), held('RESPONSIBLE', 'moves'), held('CONSULTED', 'finance')]],
]);
const holding = { tree, held: roles };

describe('what a department hands over', () => {
  it('are its owning roles, its own and the inherited ones', () => {
    const { roles: found, notHeld } = rolesToHandOver([reasonId(2)], department('finance'), holding);
    expect(found).toEqual([
      { reasonId: reasonId(2), role: 'ACCOUNTABLE' },
      { reasonId: reasonId(2), role: 'RESPONSIBLE' },
    ]);
    expect(notHeld).toEqual([]);
  });

  it('is nothing of a reason that it is merely consulted about: who answers for that is told', () => {
    const { roles: found, notHeld } = rolesToHandOver([reasonId(5)], department('finance'), holding);
    expect(found).toEqual([]);
    expect(notHeld).toEqual([{ reasonId: reasonId(5), role: 'ACCOUNTABLE', holders: ['care', 'moves'] }]);
  });

  it('leaves the others who hold the role where they are, and makes the taker one of them once', () => {
    const offered = [{ reasonId: reasonId(2), role: 'RESPONSIBLE' as const }];
    const to = (name: string) => ({ from: department('finance'), to: department(name) });
    expect(handedOver(offered, to('sales'), holding)).toEqual({
      holders: [{ ...offered[0], departmentIds: ['care', 'sales'] }],
      stale: null,
    });
    expect(handedOver(offered, to('care'), holding).holders[0]?.departmentIds).toEqual(['care']);
  });

  it('is stale as soon as the department does not hold one of the roles any more', () => {
    const offered = [{ reasonId: reasonId(4), role: 'ACCOUNTABLE' as const }];
    const { stale } = handedOver(offered, { from: department('finance'), to: department('care') }, holding);
    expect(stale).toMatchObject({
      code: 'TRANSFER_STALE',
      notHeld: [{ reasonId: reasonId(4), holders: [] }],
    });
  });
});

describe('an attestation', () => {
  it('asks the accountable department of each leaf, or each responsible one where there is none', () => {
    const owners = ownersBy(roles);
    expect(attestationQuestions(tree, owners, null)).toEqual([
      { reasonId: reasonId(2), departmentId: 'finance' },
      { reasonId: reasonId(3), departmentId: 'finance' },
      { reasonId: reasonId(5), departmentId: 'care' },
      { reasonId: reasonId(5), departmentId: 'moves' },
    ]);
    expect(attestationQuestions(tree, owners, department('moves'))).toHaveLength(1);
  });

  const attestation: AttestationRecord = {
    ...{ id: 'a' as never, taxonomyId: 't' as TaxonomyId, title: 'Spring', dueAt: now, departmentId: null },
    ...{ openedBy: 'x' as ActorId, openedAt: now, closedAt: null },
  };
  const asked = new Set([reasonId(2)]);
  const given = (changed: Partial<GivenAnswer>): GivenAnswer => ({
    ...{ reasonId: reasonId(2), answer: 'CONFIRM', note: null, draftId: null, transferId: null },
    ...changed,
  });

  it.each<[string, readonly GivenAnswer[], number]>([
    ['a confirmation is taken, late or not', [given({})], 0],
    ['a change needs a draft or a note', [given({ answer: 'PROPOSE_CHANGE' })], 1],
    ['a change with a note is taken', [given({ answer: 'PROPOSE_CHANGE', note: 'Soon.' })], 0],
    ['a hand-over needs its offer', [given({ answer: 'HAND_OVER', note: 'To them.' })], 1],
    ['a reason that is not asked about is refused', [given({ reasonId: reasonId(3) })], 1],
    ['a reason is answered once', [given({}), given({})], 1],
    ['no answers are no answer', [], 1],
  ])('%s', (_what, answers, faults) => {
    expect(answerFaults(answers, { attestation, asked })).toHaveLength(faults);
  });

  it('that is closed takes no answers', () => {
    const closed = { attestation: { ...attestation, closedAt: now }, asked };
    expect(answerFaults([given({})], closed)).toMatchObject([{ reasonId: null }]);
  });
});
