import type { CoderId } from '../../../src/contact/domain';
import {
  changesNothing,
  coachingList,
  guidelineChanges,
  mustSuit,
  planWishes,
  withEvidence,
  type CoachingCount,
  type OperationWish,
  type SessionId,
} from '../../../src/calibration/domain';
import { reasonId, treeOf } from './support';

const [ann, bob] = ['ann', 'bob'] as unknown as [CoderId, CoderId];
const count = (coderId: CoderId, reason: string, answer: string, times: number): CoachingCount => ({
  ...{ coderId, reasonId: reasonId(reason), answer, count: times },
});

describe('the coaching list', () => {
  const rule = { minimum: 5, below: 0.8 };

  test('names who agrees little on which reason, what they say instead, and how sure that is', () => {
    const [entry, ...others] = coachingList(
      [
        count(ann, 'refund', 'refund', 3),
        count(ann, 'refund', 'invoice', 5),
        count(ann, 'refund', 'CANNOT_CODE', 2),
      ],
      rule,
    );
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      ...{ coderId: ann, reasonId: 'refund', items: 10, agreeing: 3, agreement: 0.3, hiddenBecause: null },
      confusion: { answer: 'invoice', count: 5 },
    });
    // Wilson 1927, by hand: (0.3 + 0.19207 -+ 1.95996 sqrt(0.021 + 0.0096036)) / 1.38415.
    expect(entry?.interval?.lower).toBeCloseTo(0.1078, 4);
    expect(entry?.interval?.upper).toBeCloseTo(0.6032, 4);
  });

  test('leaves out who agrees', () => {
    expect(
      coachingList([count(ann, 'refund', 'refund', 8), count(ann, 'refund', 'invoice', 2)], rule),
    ).toEqual([]);
  });

  test('hides the figures of too few items, and puts them last', () => {
    const list = coachingList([count(bob, 'refund', 'invoice', 4), count(ann, 'refund', 'invoice', 5)], rule);
    expect(list.map(({ coderId, hiddenBecause, agreement }) => [coderId, hiddenBecause, agreement])).toEqual([
      [ann, null, 0],
      [bob, 'TOO_FEW_ITEMS', null],
    ]);
    expect(list[1]).toMatchObject({ items: 4, agreeing: null, interval: null, confusion: null });
  });

  test('says the same whatever the order of the counts', () => {
    const counts = [
      count(ann, 'a', 'b', 6),
      count(ann, 'a', 'c', 6),
      count(bob, 'a', 'b', 6),
      count(bob, 'b', 'a', 9),
    ];
    expect(coachingList(counts.toReversed(), rule)).toEqual(coachingList(counts, rule));
  });
});

describe('guidelines', () => {
  const before = treeOf(['billing', null], ['refund', 'billing', { DEFINITION: { en: 'Money back' } }]);

  test('that read otherwise are found by reason, in the order of the tree', () => {
    const after = treeOf(
      ['billing', null, { EXAMPLES: { en: 'A bill' } }],
      ['refund', 'billing', { DEFINITION: { en: 'Money that goes back' }, EDGE_CASES: { en: 'Vouchers' } }],
      ['chargeback', 'billing', { DEFINITION: { en: 'By the bank' } }],
    );
    expect(guidelineChanges(before, after)).toEqual([
      { reasonId: 'billing', isNew: false, notes: ['EXAMPLES'] },
      { reasonId: 'refund', isNew: false, notes: ['DEFINITION', 'EDGE_CASES'] },
      { reasonId: 'chargeback', isNew: true, notes: ['DEFINITION'] },
    ]);
  });

  test('do not read otherwise for what coders do not code by', () => {
    const after = treeOf(
      ['billing', null, { CUSTOMER_WORDING: { en: 'Your bill' } }],
      ['refund', 'billing', { DEFINITION: { en: 'Money back' } }],
    );
    expect(guidelineChanges(before, after)).toEqual([]);
    expect(guidelineChanges(before, before)).toEqual([]);
  });
});

describe('a decision', () => {
  const note: OperationWish = {
    kind: 'Operation',
    operation: {
      ...{ kind: 'SetNote', reasonId: reasonId('refund'), note: 'DEFINITION', language: 'en' },
      ...{ text: 'Money back', excludes: null, scope: 'EDITORIAL' },
    },
  };
  const move: OperationWish = {
    ...{ kind: 'Move', reasonId: reasonId('refund'), parentId: null, place: { at: 'FIRST' } },
  };
  const create = (code: string): OperationWish => ({
    ...{ kind: 'Create', code, parentId: reasonId('billing'), labels: { en: code }, place: { at: 'LAST' } },
  });
  const tree = treeOf(['billing', null], ['refund', 'billing']);
  let made = 0;
  const scene = { languages: ['en'], newReasonId: () => reasonId(`new-${(made += 1)}`) };

  test.each([
    ['a note is not applied', 'NOTE', [note], 'DECISION_IS_A_NOTE'],
    ['a guideline edit moves nothing', 'GUIDELINE_EDIT', [note, move], 'NOT_A_GUIDELINE_EDIT'],
    ['nothing is not applied', 'OPERATION', [], 'NOTHING_TO_APPLY'],
  ] as const)('%s', (_what, kind, wishes, code) => {
    expect(mustSuit(kind, wishes)).toMatchObject({ ok: false, problem: { code } });
  });

  test('sets notes, and with an operation moves reasons too', () => {
    expect(mustSuit('GUIDELINE_EDIT', [note]).ok).toBe(true);
    expect(mustSuit('OPERATION', [note, move]).ok).toBe(true);
  });

  test('plans each operation on what those before it leave', () => {
    const planned = planWishes(tree, [create('chargeback'), create('voucher')], scene);
    const ranks = planned.ok
      ? planned.value.map((operation) => ('rank' in operation ? operation.rank : null))
      : [];
    expect(ranks).toHaveLength(2);
    expect(ranks[0]).not.toBe(ranks[1]);
  });

  test('that changes nothing is told from one that cannot be applied', () => {
    const same: OperationWish = {
      kind: 'Operation',
      operation: { kind: 'SetResidual', reasonId: reasonId('refund'), residual: false },
    };
    const lost: OperationWish = {
      kind: 'Operation',
      operation: { kind: 'SetResidual', reasonId: reasonId('lost'), residual: true },
    };
    const nothing = (wish: OperationWish) =>
      wish.kind === 'Operation' && changesNothing(tree, [wish.operation], ['en']);
    expect([nothing(same), nothing(lost), nothing(note)]).toEqual([true, false, false]);
  });
});

test('what a session decides to retire as ambiguous rests on that session, unless another is named', () => {
  const retiring = (
    reason: 'AMBIGUOUS' | 'OUTDATED',
    evidence?: readonly { readonly type: 'Session'; readonly id: string }[],
  ): OperationWish => ({
    kind: 'Operation',
    operation: {
      ...{ kind: 'RetireReason', reasonId: reasonId('refund') },
      retirement: {
        ...{ reason, associations: [], justification: 'x' },
        ...(evidence === undefined ? {} : { evidence }),
      },
    },
  });
  const named = retiring('AMBIGUOUS', [{ type: 'Session', id: 'another' }]);
  const outdated = retiring('OUTDATED');
  const wishes = withEvidence([retiring('AMBIGUOUS'), named, outdated], 'this' as SessionId);
  expect(wishes).toEqual([retiring('AMBIGUOUS', [{ type: 'Session', id: 'this' }]), named, outdated]);
});
