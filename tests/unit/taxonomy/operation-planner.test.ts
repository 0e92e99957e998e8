import fc from 'fast-check';
import {
  isRank,
  planCreate,
  planCreates,
  planMove,
  planOrder,
  ranksForOrder,
  ReasonTree,
  type Place,
} from '../../../src/taxonomy/domain';
import type { ReasonId } from '../../../src/platform/ids';
import { applied, growing, reasonId, seed, smallTree, someOperations } from './trees';

const wishes = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({
    reasonId: reasonId(from + at),
    code: `c${from + at}`,
    parentId: null,
    labels: { en: `label ${from + at}` },
  }));

const rootIds = (tree: ReasonTree): readonly ReasonId[] => tree.roots('ALL').map(({ id }) => id);

describe('planning the place of a reason', () => {
  const inserted = (place: Place): readonly string[] => {
    const planned = planCreate(smallTree(), {
      reasonId: reasonId(9),
      code: 'new',
      parentId: reasonId(1),
      labels: {},
      place,
    });
    if (!planned.ok) throw new Error(planned.problem.message);
    return applied(smallTree(), planned.value)
      .tree.children(reasonId(1))
      .map(({ code }) => code);
  };

  it('puts it first, last or after a sibling', () => {
    expect(inserted({ at: 'FIRST' })).toEqual(['new', 'refund', 'invoice']);
    expect(inserted({ at: 'LAST' })).toEqual(['refund', 'invoice', 'new']);
    expect(inserted({ at: 'AFTER', siblingId: reasonId(2) })).toEqual(['refund', 'new', 'invoice']);
  });

  it('refuses a sibling that stands elsewhere', () => {
    const place: Place = { at: 'AFTER', siblingId: reasonId(5) };
    const planned = planMove(smallTree(), { reasonId: reasonId(2), parentId: reasonId(1), place });
    expect(planned).toMatchObject({
      ok: false,
      problem: { code: 'SIBLING_NOT_FOUND', siblingId: reasonId(5) },
    });
  });

  it('moving a reason where it stands changes nothing', () => {
    const planned = planMove(smallTree(), {
      reasonId: reasonId(3),
      parentId: reasonId(1),
      place: { at: 'LAST' },
    });
    expect(planned.ok && applied(smallTree(), planned.value).changed).toBe(false);
  });

  it('makes room between siblings of equal rank', () => {
    const tree = ReasonTree.of([...smallTree().all()].map((reason) => ({ ...reason, rank: 'a0' })));
    const place: Place = { at: 'AFTER', siblingId: reasonId(2) };
    const planned = planCreate(tree, {
      reasonId: reasonId(9),
      code: 'new',
      parentId: reasonId(1),
      labels: {},
      place,
    });
    if (!planned.ok) throw new Error(planned.problem.message);
    const { tree: after } = applied(tree, planned.value);
    expect(after.children(reasonId(1)).map(({ code }) => code)).toEqual(['refund', 'new', 'invoice']);
  });

  it('keeps ranks short when a thousand reasons are put one after another in the same gap', () => {
    let tree = applied(ReasonTree.empty, planCreates(ReasonTree.empty, wishes(2))).tree;
    for (let number = 2; number < 1000; number += 1) {
      const place: Place = { at: 'AFTER', siblingId: reasonId(0) };
      const planned = planCreate(tree, {
        ...wishes(1, number)[0],
        reasonId: reasonId(number),
        code: `c${number}`,
        parentId: null,
        labels: {},
        place,
      });
      if (!planned.ok) throw new Error(planned.problem.message);
      tree = applied(tree, planned.value).tree;
    }
    expect(rootIds(tree).slice(0, 3)).toEqual([0, 999, 998].map(reasonId));
    expect(Math.max(...tree.roots().map(({ rank }) => rank.length))).toBeLessThanOrEqual(32);
  });

  it('gives thousands of new siblings ranks of a few characters, behind those that are there', () => {
    const before = applied(ReasonTree.empty, planCreates(ReasonTree.empty, wishes(3))).tree;
    const creates = planCreates(before, wishes(10_000, 3));
    expect(Math.max(...creates.map(({ rank }) => rank.length))).toBeLessThanOrEqual(5);
    const ids = rootIds(applied(before, creates).tree);
    expect(ids).toEqual(Array.from({ length: 10_003 }, (_, at) => reasonId(at)));
  });
});

describe('planning an order', () => {
  it('reaches any wished order of any siblings', () => {
    fc.assert(
      fc.property(someOperations, fc.infiniteStream(fc.nat()), (operations, numbers) => {
        const { tree } = growing(seed, operations);
        const drawn = rootIds(tree).map((id) => ({ id, number: numbers.next().value ?? 0 }));
        const wished = drawn.sort((one, other) => one.number - other.number).map(({ id }) => id);
        const planned = planOrder(tree, null, wished);
        if (!planned.ok) throw new Error(planned.problem.message);
        const after = applied(tree, planned.value === null ? [] : [planned.value]).tree;
        expect(rootIds(after)).toEqual(wished);
      }),
    );
  });

  it('touches one reason when one is out of place, and none when none is', () => {
    const { tree } = applied(ReasonTree.empty, planCreates(ReasonTree.empty, wishes(100)));
    const ids = rootIds(tree);
    const moved = [...ids.slice(1, 50), reasonId(0), ...ids.slice(50)];
    expect(planOrder(tree, null, moved)).toMatchObject({ value: { ranks: [{ reasonId: reasonId(0) }] } });
    expect(planOrder(tree, null, ids)).toEqual({ ok: true, value: null });
  });

  it('keeps children that are not named behind the one they follow', () => {
    const { tree } = applied(ReasonTree.empty, planCreates(ReasonTree.empty, wishes(4)));
    const planned = planOrder(tree, null, [reasonId(2), reasonId(0)]);
    const operation = planned.ok ? planned.value : null;
    const after = applied(tree, operation === null ? [] : [operation]).tree;
    expect(rootIds(after)).toEqual([2, 3, 0, 1].map(reasonId));
  });

  it('makes ranks that are ranks, rising and different', () => {
    const someRank = fc.option(fc.constantFrom('a0', 'a1', 'a0V', 'Zz', 'b00', 'a0V1'), { nil: null });
    fc.assert(
      fc.property(fc.array(someRank, { maxLength: 30 }), (ranks) => {
        const wished = ranks.map((rank, at) => ({ reasonId: reasonId(at), rank }));
        const changed = ranksForOrder(wished);
        const after = wished.map((sibling) => changed.get(sibling.reasonId) ?? sibling.rank ?? '');
        expect(after.every(isRank)).toBe(true);
        expect(after).toEqual([...new Set(after)].sort());
      }),
    );
  });
});
