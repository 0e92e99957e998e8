import { buildTree, newReason, planCreates, ReasonTree } from '../../../src/taxonomy/domain';
import { applied, reasonId, smallTree } from './trees';

const codes = (reasons: readonly { readonly code: string }[]): readonly string[] =>
  reasons.map(({ code }) => code);

describe('a tree of reasons', () => {
  const tree = smallTree();

  it('is walked depth-first, siblings by their rank', () => {
    expect(codes(tree.depthFirst())).toEqual(['billing', 'refund', 'invoice', 'moving', 'cancel']);
    expect(codes(tree.roots())).toEqual(['billing', 'moving']);
    expect(codes(tree.leaves())).toEqual(['refund', 'invoice', 'cancel']);
  });

  it('knows the way from the root to each reason', () => {
    expect(codes(tree.path(reasonId(3)))).toEqual(['billing', 'invoice']);
    expect(codes(tree.ancestors(reasonId(3)))).toEqual(['billing']);
    expect(tree.parent(reasonId(3))?.code).toBe('billing');
    expect([tree.depth(reasonId(1)), tree.depth(reasonId(3)), tree.depth(reasonId(99))]).toEqual([1, 2, 0]);
    expect([tree.path(reasonId(99)), tree.parent(reasonId(1))]).toEqual([[], undefined]);
  });

  it('keeps retired reasons, and shows them when asked', () => {
    const retirement = { reason: 'MEANING_UNKNOWN', associations: [], justification: null } as const;
    const after = applied(tree, [{ kind: 'RetireReason', reasonId: reasonId(2), retirement }]).tree;
    expect([after.size, tree.size]).toEqual([5, 5]);
    expect(codes(after.children(reasonId(1)))).toEqual(['invoice']);
    expect(codes(after.children(reasonId(1), 'ALL'))).toEqual(['refund', 'invoice']);
    expect([after.byCode('refund'), after.holderOf('refund')?.id]).toEqual([undefined, reasonId(2)]);
    expect([after.depthFirst().length, after.depthFirst('ALL').length]).toEqual([4, 5]);
  });

  it('puts siblings of equal rank in the order of their ids', () => {
    const same = [3, 1, 2].map((number) =>
      newReason({ id: reasonId(number), code: `c${number}`, parentId: null, rank: 'a0', labels: {} }),
    );
    expect(codes(ReasonTree.of(same).roots())).toEqual(['c1', 'c2', 'c3']);
  });

  it('may be a chain of twelve thousand', () => {
    const wishes = Array.from({ length: 12_000 }, (_, at) => ({
      reasonId: reasonId(at),
      code: `c${at}`,
      parentId: at === 0 ? null : reasonId(at - 1),
      labels: {},
    }));
    const chain = applied(ReasonTree.empty, planCreates(ReasonTree.empty, wishes)).tree;
    expect(chain.depth(reasonId(11_999))).toBe(12_000);
    expect(chain.path(reasonId(11_999))).toHaveLength(12_000);
    expect(buildTree([...chain.all()]).ok).toBe(true);
  });
});
